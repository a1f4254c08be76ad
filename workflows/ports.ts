import type { MatterId } from './kernel/terms.ts';
import type { Entry } from './kernel/hear.ts';

/** What a loop needs done outside. Implemented in `activities/`. */
export interface Ports {
  /** Writes entries that no caller received into the ledger: idempotent, in order, retried until it succeeds. */
  record(batch: Batch): Promise<void>;
}

export interface Batch {
  readonly matterId: MatterId;
  readonly kind: string;
  readonly entries: readonly Entry[];
}
