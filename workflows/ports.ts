import type { MatterId } from './kernel/terms.ts';
import type { Entry } from './kernel/hear.ts';
import type { Refusal } from './kernel/refusal.ts';
import type { Answer } from './messages.ts';

/** What a loop needs done outside. Implemented in `activities/`. */
export interface Ports {
  /** Writes entries that no caller received into the ledger: idempotent, in order, retried until it succeeds. */
  record(batch: Batch): Promise<void>;
}

/** What schedules have done at set times. Implemented where the work is. */
export interface Duties {
  /** The auditor of the ladder, lightly or in full; how many findings it could not heal. */
  auditLadder(scope: 'light' | 'full'): Promise<number>;
  /** Archives the histories of runs that have closed; how many are still not archived. */
  archiveHistories(): Promise<number>;
  /** Compares the archive with Temporal's own list and the ledger; how many findings it could not mend. */
  reconcileArchive(): Promise<number>;
  /** Makes the next seal and brings it outside; how much of what was sealed does not stand any more, or failed. */
  sealHeads(): Promise<number>;
  /** Tells of gaps in the chains of responsibility and the jurisdiction matrix, each once; how many there are. */
  alertGaps(): Promise<number>;
}

export interface Batch {
  readonly matterId: MatterId;
  readonly kind: string;
  readonly entries: readonly Entry[];
}

/**
 * What a loop tells an auditor who replays its history: sinks, registered in every worker (an unregistered one is logged
 * as an error at each call), that do nothing outside the audit.
 */
export type Witness = {
  readonly witness: {
    /** An entry was heard: commands, signals, wakes, refused ones too, in the order of the run. */
    heard(entry: Entry): void;
    /** An update was answered, or refused after it was accepted. */
    answered(commandId: string, answer: Answer | Refusal): void;
    /** Entries that no caller received were handed to `record`. */
    handedOver(batch: Batch): void;
  };
};
