import type { Day } from '../../../workflows/kernel/instant.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import type { RowStatus } from './words.ts';

/** A row of the county's ledger, understood. Plain JSON: it is staged as it stands. */
export interface LedgerRow {
  /** The sheet's own row number. */
  readonly row: number;
  /** The ledger's own 隐患编号. */
  readonly number: string | null;
  readonly foundOn: Day;
  readonly description: string;
  readonly severity: 'general' | 'major';
  /** The unit that must rectify: its name as written, and its id when a register knows it. */
  readonly subject: { readonly name: string; readonly unit: UnitId | null };
  readonly township: UnitId;
  readonly department: UnitId;
  readonly status: RowStatus;
  readonly dueOn: Day;
  readonly recheckedOn: Day | null;
  readonly closedOn: Day | null;
  /**
   * Every cell that is not empty, by the contract's heading (or its own, for columns not understood), in one form: what
   * a later import of the same row is compared with.
   */
  readonly content: Readonly<Record<string, string>>;
}
