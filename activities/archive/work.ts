import type { Archive } from '../../db/archive/read.ts';
import type { Temporal } from '../../delivery/connect.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Log } from '../log.ts';

/** What archiving works with. */
export interface ArchiveWork extends Archive {
  readonly temporal: Temporal;
  readonly log: Log;
  /** The moment by which ages are counted. */
  readonly now: () => Instant;
  /** Aborted when the worker stops: what is in hand is finished, the rest is left to the next time. */
  readonly stopping: AbortSignal;
}

/** How much may be done at one time; what is left over is done the next time. */
export interface Budget {
  /** By the machine's own clock. */
  readonly until: number;
  /** Exports; unlimited when absent. */
  readonly exports?: number;
}
