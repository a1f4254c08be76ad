import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

/** What is wrong with a matter's ladder, as its ledger says it. */
export type LadderFault = 'rungMissing' | 'rungEarly' | 'rungTwice' | 'noHolder' | 'expiryMissing';

/** One departure of what happened from what should have happened by now. */
export interface Finding<Why extends string = LadderFault> {
  readonly matterId: MatterId;
  readonly number: string;
  readonly why: Why;
  /** The ladder's row; of an end by time, what should have ended. */
  readonly rowId: string | null;
  readonly rung: string | null;
  readonly dueAt: Instant | null;
  readonly firedAt?: Instant;
  /** It is still due, so that a wake sent again would bring it; else the ledger has gone past it. */
  readonly open: boolean;
}

/** A matter whose ledger is audited. */
export interface Audited {
  readonly id: MatterId;
  readonly number: string;
}

/** The run has so long to fire what is due and to hand it over. */
export const TOLERANCE_MS = 60_000;
