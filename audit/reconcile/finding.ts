import type { MatterId } from '../../workflows/kernel/terms.ts';

/**
 * What a reconciliation can find. `newerInTemporal`: the history yields more events than the ledger holds; `onlyInTemporal`:
 * the ledger has nothing of it. `newerInLedger`: the ledger holds more than the history yields. `onlyInLedger`: there is no
 * open run of a living matter, or no history at all. `differs`: the same seq with other content. `unreadable`: today's code
 * makes nothing of the history. `unproven`: the history contradicts itself, the archive or a seal, and is not believed.
 * `evidenceMissing`: cited, and not kept. `commandWaiting`: noted, without an outcome.
 */
export type What =
  | 'newerInTemporal'
  | 'onlyInTemporal'
  | 'newerInLedger'
  | 'onlyInLedger'
  | 'differs'
  | 'unreadable'
  | 'unproven'
  | 'evidenceMissing'
  | 'commandWaiting';

/** One matter, and where its records part. */
export interface Finding {
  readonly what: What;
  readonly matterId: MatterId;
  /** Its number, so far as either side says it. */
  readonly number: string | null;
  /** The first and last seq concerned; 0 where none is. */
  readonly from: number;
  readonly to: number;
  /** The types of those events, in order; ids of evidence; the type of a command. */
  readonly items: readonly string[];
  /** What a person needs besides, in Chinese; empty when the rest says all. */
  readonly why: string;
}

/** What a reconciliation looked at, found, and wrote into the ledger. */
export interface Reconciled {
  readonly at: string;
  readonly matters: number;
  readonly findings: readonly Finding[];
  readonly healed: readonly Finding[];
}
