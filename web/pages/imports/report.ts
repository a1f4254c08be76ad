import type { Schema } from '../../client/answers.ts';
import type { Rows } from './sheet.ts';

/** An import as the API tells it. */
export type ImportReport = Schema<'Import'>;

/** What is wrong in a cell; `row` is the sheet's own, `column` the heading, empty for the whole row. */
export type CellError = ImportReport['errors'][number];

const HEADING_ROWS = 10;

/** The headings of a sheet: of its first ten rows the one with most cells that errors name or that hold text. */
export function headingRow(rows: Rows, errors: readonly CellError[]): number {
  const named = new Set(errors.map(({ column }) => column));
  const weigh = (row: readonly string[]): number =>
    row.filter((cell) => named.has(cell)).length * 100 + row.filter((cell) => cell !== '').length;
  const weights = rows.slice(0, HEADING_ROWS).map(weigh);
  return weights.indexOf(Math.max(...weights));
}

/** Errors by the row in which they are, in order. */
export function byRow(errors: readonly CellError[]): readonly (readonly [number, readonly CellError[]])[] {
  const rows = new Map<number, CellError[]>();
  for (const error of errors) rows.set(error.row, [...(rows.get(error.row) ?? []), error]);
  return [...rows].sort(([a], [b]) => a - b);
}

/** The headings that the import understands; those with a star must be there. */
export const HEADINGS: readonly string[] =
  '隐患编号 发现日期* 隐患描述* 隐患级别 责任单位* 所属乡镇* 监管部门* 行业领域 整改责任人 整改措施 整改期限* 整改资金 整改状态* 复查日期 复查人 销号日期 隐患来源 备注'.split(
    ' ',
  );

/** An empty ledger with the headings, as Excel opens it. */
export function emptyLedger(): Blob {
  return new Blob([`\uFEFF${HEADINGS.map((heading) => heading.replace('*', '')).join(',')}\r\n`], { type: 'text/csv' });
}
