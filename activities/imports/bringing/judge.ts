import type { Day } from '../../../workflows/kernel/instant.ts';
import { checkLedger, type CheckedLedger } from '../checking/check-ledger.ts';
import { unitNames, type RegisteredUnit } from '../checking/units.ts';
import { readLedgerFile } from '../reading/read-file.ts';
import type { FileProblem } from '../reading/problem.ts';

/** A file judged whole, or the one reason why it could not be read. */
export type Judged = { readonly problem: FileProblem } | { readonly ledger: CheckedLedger };

/** Reads and judges a ledger file against the registers; changes nothing. */
export async function judge(
  file: { readonly content: Buffer; readonly name: string },
  units: readonly RegisteredUnit[],
  today: Day,
): Promise<Judged> {
  const read = await readLedgerFile(file.content, file.name);
  return 'problem' in read ? read : { ledger: checkLedger(read.sheets, unitNames(units), today) };
}

/** A file's own problem as the list of errors shows it: row 0, no column. */
export function problemAsError({ code, message }: FileProblem): {
  row: number;
  column: string;
  code: string;
  message: string;
} {
  return { row: 0, column: '', code, message };
}
