import type { Sheet } from '../reading/sheet.ts';
import { plain, textOf } from './cells.ts';
import { COLUMNS, type Column, type Field } from './columns.ts';
import type { ImportError } from './import-error.ts';

/** A title, a subtitle and a date line stand above the headings; more than that is no ledger. */
const HEADING_ROWS = 10;
/** A row with fewer known headings is a title or a data row that happens to hold such a word. */
const HEADINGS_AT_LEAST = 3;

/** Where the columns of a sheet are. Indexes count from 0, `row` is the sheet's own number. */
export interface Headings {
  readonly row: number;
  readonly at: Readonly<Partial<Record<Field, number>>>;
  /** Columns that the import does not understand, kept as text; a running number is left out. */
  readonly others: readonly { readonly index: number; readonly heading: string }[];
  /** Each column's heading as it stands in the sheet. */
  readonly labels: Readonly<Partial<Record<Field, string>>>;
}

/** The row within the first ten that holds most known headings; `null` when none holds enough. */
export function findHeadings(sheet: Sheet): Headings | null {
  let best: Headings | null = null;
  sheet.rows.slice(0, HEADING_ROWS).forEach((cells, index) => {
    const found = headingsIn(cells.map(textOf), index + 1);
    if (countOf(found) >= HEADINGS_AT_LEAST && countOf(found) > (best === null ? 0 : countOf(best))) best = found;
  });
  return best;
}

/** A required column that is not there, and a heading that stands there twice. */
export function headingErrors(sheet: Sheet, headings: Headings): ImportError[] {
  const errors: ImportError[] = [];
  for (const { field, heading, required } of COLUMNS)
    if (required && headings.at[field] === undefined)
      errors.push({ row: headings.row, column: heading, code: 'MissingColumn', message: `缺少必需的列“${heading}”。` });
  const texts = (sheet.rows[headings.row - 1] ?? []).map((cell) => bare(textOf(cell)));
  for (const [field, index] of Object.entries(headings.at)) {
    const label = headings.labels[field as Field] ?? '';
    if (texts.indexOf(texts[index] ?? '') !== texts.lastIndexOf(texts[index] ?? ''))
      errors.push({ row: headings.row, column: label, code: 'DuplicateColumn', message: `“${label}”一列出现了两次。` });
  }
  return errors;
}

function countOf(headings: Headings): number {
  return Object.keys(headings.at).length;
}

function headingsIn(texts: readonly string[], row: number): Headings {
  const bared = texts.map(bare);
  const at: Partial<Record<Field, number>> = {};
  const labels: Partial<Record<Field, string>> = {};
  for (const column of COLUMNS) {
    const index = indexOf(column, bared);
    if (index < 0) continue;
    at[column.field] = index;
    labels[column.field] = texts[index] ?? '';
  }
  const taken = new Set(Object.values(at));
  const others = texts.flatMap((heading, index) =>
    heading === '' || taken.has(index) || /^(序号|No\.?)$/i.test(bared[index] ?? '') ? [] : [{ index, heading }],
  );
  return { row, at, labels, others };
}

/** The contract's own heading wins over a synonym: a sheet may have 责任部门 beside 监管部门. */
function indexOf(column: Column, bared: readonly string[]): number {
  for (const name of [column.heading, ...column.synonyms]) {
    const index = bared.indexOf(bare(name));
    if (index >= 0) return index;
  }
  return -1;
}

/** A heading without blanks, marks of obligation and what stands in brackets behind it: `整改资金（万元）*`. */
function bare(text: string): string {
  return plain(text)
    .replace(/[*:※]/g, '')
    .replace(/\([^)]*\)$/, '');
}
