import type { Period } from '../../kernel/deadline.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { PersonId, PostId } from '../../kernel/terms.ts';
import type { Evidence } from '../vocabulary.ts';

/**
 * 督促: the township's task to see on the spot that what was ordered is done. One comes with every order, every new
 * round and the end of a stay; it holds nobody else up, and is over when the work is handed in, stayed or left.
 */
export interface Urging {
  /** Its ordinal within the matter. */
  readonly nth: number;
  readonly round: number;
  readonly post: PostId;
  readonly since: Instant;
  readonly period: Period;
  readonly until: Instant;
  readonly provisional: boolean;
  readonly visits: readonly Visit[];
  /** When its time was over without a visit; null again when one that was in time is heard late. */
  readonly missedAt: Instant | null;
}

/** One visit; what was found stands in its event. */
interface Visit {
  readonly on: Day;
  readonly by: PersonId;
  readonly at: Instant;
  readonly late: boolean;
}

/** The township's tasks, the last one may run. None in matters of before rules 3. */
export interface UrgingRegion {
  readonly urgings: readonly Urging[];
}

export interface UrgingBodies {
  readonly RecordUrging: { readonly visitedOn: Day; readonly found: string; readonly evidence?: Evidence };
}

export interface UrgingEvents {
  readonly TownshipTasked: Pick<Urging, 'post' | 'period' | 'until' | 'provisional'>;
  readonly UrgingRecorded: {
    readonly visitedOn: Day;
    readonly found: string;
    readonly evidence: Evidence;
    readonly late: boolean;
  };
  readonly UrgingMissed: Pick<Urging, 'nth' | 'until'>;
  /** What was received in time was heard after the task counted as missed. */
  readonly UrgingMissWithdrawn: Pick<Urging, 'nth' | 'until'> & { readonly because: string };
}
