import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { PersonId, PostId } from '../kernel/terms.ts';
import type { ImportBody, ItemChecked, Signature } from './command.ts';
import type { Evidence } from './vocabulary.ts';

export type { DueSet, StepBegun } from './matter.ts';

/** A closed row of a county's ledger: a fact of the sheet, not of this system. */
export interface ImportedClosed {
  readonly body: ImportBody;
  readonly closedOn: Instant;
  readonly recheckedOn: string | null;
}

/** What a rung that fired does; `record`: only noted, one proposal stands for it already (imports, or one still pending). */
export type RungAct = 'notify' | 'propose' | 'handOver' | 'takeOver' | 'record';

/** Which rung on which version of which clock an event speaks of. */
export interface RungSaid {
  readonly key: string;
  readonly rowId: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly version: number;
  readonly dueAt: Instant;
}

/** Which act of supervision an event speaks of. */
export type ProposalSaid = Pick<RungSaid, 'key' | 'rung' | 'clock'>;

/** Whom an act reaches and what it rests on, as of then; absent under rules 1. At night the duty desk is told besides. */
export interface Recipients {
  readonly told?: readonly PostId[];
  readonly basis?: string;
  readonly verified?: boolean;
}

/** `tell`: the names by which the row calls whom it tells. */
export interface RungFiredSaid extends RungSaid, Recipients {
  readonly act: RungAct;
  readonly tell: readonly string[];
  readonly confirmers: readonly PostId[];
}

/** What a 复查意见书 says, passed or failed. */
export interface RecheckSaid {
  readonly officers: readonly PersonId[];
  readonly items: readonly ItemChecked[];
  readonly onSite: boolean;
  /** Null where the opinion is drawn up here. */
  readonly opinionNumber: string | null;
  readonly opinion: string;
  readonly signature: Signature;
  readonly evidence: Evidence;
}
