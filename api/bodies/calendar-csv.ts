import { parse } from 'csv-parse/sync';
import { fault, type DraftFault } from '../../workflows/kernel/draft-fault.ts';

/** The days of a year as a table lists them. Beside each day stands its line, so that a fault can name it. */
export interface ListedDays {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** The line of the table by the pointer of the day. */
  readonly lines: ReadonlyMap<string, number>;
  readonly faults: readonly DraftFault[];
}

const KINDS = { 休: 'holidays', 放假: 'holidays', 班: 'workdays', 上班: 'workdays' } as const;

/** Reads a table with the columns 日期 and 类型 (休 or 班), in any order. What cannot be read is a fault, never left out. */
export function readCalendarCsv(text: string): ListedDays {
  const days: Record<'holidays' | 'workdays', string[]> = { holidays: [], workdays: [] };
  const lines = new Map<string, number>();
  const faults: DraftFault[] = [];
  const [head, ...rows] = rowsOf(text) ?? [];
  const [dayAt, kindAt] = ['日期', '类型'].map((name) => head?.indexOf(name) ?? -1) as [number, number];
  if (dayAt < 0 || kindAt < 0) faults.push(fault('/csv', 'HeadingMissing', '表头应有“日期”和“类型”两列'));
  else
    for (const [i, row] of rows.entries()) {
      if (row.every((cell) => cell === '')) continue;
      const line = i + 2;
      const kind = KINDS[row[kindAt] as keyof typeof KINDS] as 'holidays' | 'workdays' | undefined;
      if (kind === undefined) faults.push(atLine(line, 'KindUnknown', '类型应为“休”或“班”'));
      else lines.set(`/${kind}/${(days[kind].push(dayOf(row[dayAt] ?? '')) - 1).toString()}`, line);
    }
  return { ...days, lines, faults };
}

/** A fault of a day, told by its line in the table. */
export function onItsLine({ lines }: ListedDays, found: DraftFault): DraftFault {
  const line = lines.get(found.pointer);
  return line === undefined ? found : atLine(line, found.code, found.detail);
}

function atLine(line: number, code: string, detail: string): DraftFault {
  return fault(`/csv/${line.toString()}`, code, `第 ${line.toString()} 行：${detail}`);
}

function rowsOf(text: string): string[][] | null {
  try {
    return parse(text, { bom: true, trim: true, relax_column_count: true, skip_empty_lines: false });
  } catch {
    return null;
  }
}

/** `2027/1/1` and `2027年1月1日` as people write them; what is no day stays as it stands and is told. */
function dayOf(cell: string): string {
  const match = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$/.exec(cell);
  return match === null ? cell : [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-');
}
