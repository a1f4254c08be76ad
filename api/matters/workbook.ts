import exceljs from 'exceljs';
import type { Writable } from 'node:stream';
import type { MatterRow } from '../../db/queries/row.ts';
import { msOf, parseDay, startOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Kind } from '../../workflows/kinds.ts';

/** A cell as it is written; a `Date` is shown as the county's clock has it. */
type Cell = string | number | Date | null;
type Names = ReadonlyMap<string, string>;

interface Column {
  readonly header: string;
  readonly width: number;
  readonly style: string;
  readonly of: (row: MatterRow, kind: Kind, names: Names) => Cell;
}

/** What is typed into a text cell stays text, whatever it begins with. */
const TEXT = '@';
const DAY = 'yyyy"年"m"月"d"日"';
const TIME = 'yyyy"年"m"月"d"日" hh:mm';
const NUMBER = '0';

const SEVERITIES: Readonly<Record<string, string>> = { general: '一般', major: '重大' };

const COLUMNS: readonly Column[] = [
  { header: '编号', width: 18, style: TEXT, of: ({ number }) => number },
  { header: '标题', width: 50, style: TEXT, of: ({ title }) => title },
  { header: '状态', width: 12, style: TEXT, of: ({ status }, { face }) => face.statuses[status]?.label ?? status },
  { header: '级别', width: 8, style: TEXT, of: ({ severity }) => SEVERITIES[severity ?? ''] ?? severity },
  { header: '发现日期', width: 16, style: DAY, of: ({ foundOn }) => dayCell(foundOn) },
  { header: '登记时间', width: 22, style: TIME, of: ({ openedAt }) => timeCell(openedAt) },
  { header: '所属乡镇', width: 14, style: TEXT, of: ({ region }, _, names) => nameOf(region, names) },
  { header: '行业领域', width: 14, style: TEXT, of: ({ sector }) => sector },
  { header: '整改单位', width: 28, style: TEXT, of: ({ subject }, _, names) => nameOf(subject, names) },
  { header: '牵头单位', width: 20, style: TEXT, of: ({ lead }, _, names) => nameOf(lead, names) },
  { header: '承办单位', width: 20, style: TEXT, of: ({ holder }) => holder?.unitName ?? null },
  { header: '承办岗位', width: 24, style: TEXT, of: ({ holder }) => holder?.postTitle ?? null },
  { header: '承办人', width: 10, style: TEXT, of: ({ holder }) => holder?.name ?? null },
  { header: '督办级别', width: 12, style: TEXT, of: ({ rung }, { face }) => face.rungs[rung ?? '']?.label ?? null },
  {
    header: '最近期限',
    width: 22,
    style: TIME,
    of: ({ deadlines }) => timeCell(deadlines.map(({ due }) => due).sort()[0]),
  },
  { header: '逾期天数', width: 10, style: NUMBER, of: ({ daysOverdue }) => daysOverdue },
  { header: '整改轮次', width: 10, style: NUMBER, of: ({ round }) => round },
  { header: '销号时间', width: 22, style: TIME, of: ({ closedAt }) => timeCell(closedAt) },
  { header: '历史导入', width: 10, style: TEXT, of: ({ imported }) => (imported ? '是' : '否') },
];

/** Writes matters of a kind as a workbook, row by row as they come. */
export async function writeWorkbook(
  to: Writable,
  kind: Kind,
  pages: AsyncIterable<{ readonly rows: readonly MatterRow[]; readonly names: Names }>,
): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(kind.face.title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map(({ header, width, style }) => ({ header, width, style: { numFmt: style } }));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  for await (const { rows, names } of pages)
    for (const row of rows) sheet.addRow(COLUMNS.map(({ of }) => of(row, kind, names))).commit();
  sheet.commit();
  await book.commit();
}

/** Of these rows every unit whose name stands in the workbook. */
export function unitsNamedIn(rows: readonly MatterRow[]): string[] {
  return rows.flatMap(({ region, subject, lead }) => [region, subject, lead]).filter((id) => id !== null);
}

function nameOf(unit: string | null, names: Names): string | null {
  return unit === null ? null : (names.get(unit) ?? unit);
}

const OFFSET_MS = 8 * 3_600_000;

/** Spreadsheets know no time zones: the county's clock is written as it stands. */
function timeCell(at: Instant | null | undefined): Date | null {
  return at === null || at === undefined ? null : new Date(msOf(at) + OFFSET_MS);
}

function dayCell(text: string | null): Date | null {
  const day = text === null ? null : parseDay(text);
  return day === null ? null : timeCell(startOf(day));
}
