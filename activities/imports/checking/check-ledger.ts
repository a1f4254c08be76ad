import type { Day } from '../../../workflows/kernel/instant.ts';
import type { Cell, Sheet } from '../reading/sheet.ts';
import { textOf } from './cells.ts';
import { findHeadings, headingErrors, type Headings } from './headings.ts';
import { identityOf } from './identity.ts';
import type { ImportError } from './import-error.ts';
import type { LedgerRow } from './ledger-row.ts';
import { understand } from './understand.ts';
import type { UnitNames } from './units.ts';

/** What a file says: how many rows of data it holds, those understood, and everything that is wrong. */
export interface CheckedLedger {
  readonly count: number;
  readonly rows: readonly LedgerRow[];
  readonly errors: readonly ImportError[];
}

/** Lines below the table, such as totals and signatures; they hold no hazard. */
const FOOTER =
  /^(合计|总计|小计|共计|填报人|填表人|制表人|审核人|负责人签字|填报单位|填报日期|备注[:：]|说明[:：]|注[:：])/;

/**
 * Judges a file whole. The one sheet with the ledger's headings is read; others (notes, lists of choices) are passed
 * over, but two ledgers in one file are an error, since leaving one out would lose hazards silently.
 */
export function checkLedger(sheets: readonly Sheet[], names: UnitNames, today: Day): CheckedLedger {
  const ledgers = sheets.flatMap((sheet) => {
    const headings = findHeadings(sheet);
    return headings === null ? [] : [{ sheet, headings, lines: linesOf(sheet, headings) }];
  });
  const filled = ledgers.filter(({ lines }) => lines.length > 0);
  const [ledger] = filled.length > 0 ? filled : ledgers;
  if (ledger === undefined)
    return failed(1, 'HeadingsNotFound', '前十行里没有找到台账的表头（发现日期、隐患描述、责任单位等）。');
  if (filled.length > 1) {
    const list = filled.map(({ sheet }) => `“${sheet.name}”`).join('、');
    return failed(ledger.headings.row, 'SeveralLedgers', `${list}都是台账，请每个文件只保留一张。`);
  }
  const errors = headingErrors(ledger.sheet, ledger.headings);
  if (ledger.lines.length === 0)
    errors.push({ row: ledger.headings.row + 1, column: '', code: 'NoRows', message: '表头下面没有数据。' });
  const rows: LedgerRow[] = [];
  for (const { row, cells } of ledger.lines) {
    const read = understand(row, cells, ledger.headings, names, today);
    if ('row' in read) rows.push(read.row);
    else errors.push(...read.errors);
  }
  return { count: ledger.lines.length, rows, errors: [...errors, ...duplicates(rows)] };
}

function failed(row: number, code: ImportError['code'], message: string): CheckedLedger {
  return { count: 0, rows: [], errors: [{ row, column: '', code, message }] };
}

interface Line {
  readonly row: number;
  readonly cells: readonly Cell[];
}

function linesOf(sheet: Sheet, headings: Headings): Line[] {
  return sheet.rows
    .map((cells, index) => ({ row: index + 1, cells }))
    .slice(headings.row)
    .filter(({ cells }) => {
      const texts = cells.map(textOf);
      const first = texts.find((text) => text !== '');
      const described = texts[headings.at.description ?? -1] ?? '';
      return first !== undefined && !(described === '' && FOOTER.test(first));
    });
}

/** A row without a number also repeats a numbered one that says the same, whichever comes first. */
function duplicates(rows: readonly LedgerRow[]): ImportError[] {
  const errors: ImportError[] = [];
  const numbers = new Map<string, number>();
  const contents = new Map<string, { row: number; numbered: boolean }>();
  for (const row of rows) {
    const { byNumber, byContent } = identityOf(row);
    const alike = contents.get(byContent);
    const sameNumber = byNumber === null ? undefined : numbers.get(byNumber);
    const sameContent = alike !== undefined && !(byNumber !== null && alike.numbered) ? alike.row : undefined;
    if (sameNumber !== undefined)
      errors.push(duplicate(row.row, '隐患编号', `与第 ${sameNumber.toString()} 行的隐患编号相同。`));
    else if (sameContent !== undefined)
      errors.push(duplicate(row.row, '', `与第 ${sameContent.toString()} 行重复：责任单位、发现日期和隐患描述相同。`));
    if (byNumber !== null && sameNumber === undefined) numbers.set(byNumber, row.row);
    if (alike === undefined || byNumber === null)
      contents.set(byContent, { row: row.row, numbered: byNumber !== null });
  }
  return errors;
}

function duplicate(row: number, column: string, message: string): ImportError {
  return { row, column, code: 'DuplicateRow', message };
}
