import { writeFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { COLUMNS } from '../../activities/imports/checking/columns.ts';
import type { CountyRow } from './year.ts';

const HEADINGS = COLUMNS.map(({ heading }) => heading);
const isDay = (heading: string): boolean => /(日期|期限)$/.test(heading);

/** Writes the rows as counties do: a title above the headings, dates as date cells. Streams; 9,706 rows take about 2 s. */
export async function writeXlsx(path: string, title: string, rows: readonly CountyRow[]): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  const sheet = book.addWorksheet('隐患台账');
  sheet.columns = HEADINGS.map((heading) => ({
    width: 14,
    ...(isDay(heading) ? { style: { numFmt: 'yyyy-mm-dd' } } : {}),
  }));
  sheet.addRow([title]).commit();
  sheet.addRow(HEADINGS).commit();
  for (const row of rows) sheet.addRow(HEADINGS.map((heading) => excelValue(heading, row[heading]))).commit();
  sheet.commit();
  await book.commit();
}

/** Writes the rows as comma-separated UTF-8 with the mark that Excel wants. */
export async function writeCsv(path: string, title: string, rows: readonly CountyRow[]): Promise<void> {
  const lines = [[title], HEADINGS, ...rows.map((row) => HEADINGS.map((heading) => String(row[heading] ?? '')))];
  await writeFile(path, `\ufeff${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`);
}

function excelValue(heading: string, value: string | number | undefined): ExcelJS.CellValue {
  if (value === undefined) return null;
  return isDay(heading) ? new Date(`${String(value)}T00:00:00Z`) : value;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
