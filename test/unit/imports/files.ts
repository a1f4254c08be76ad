import ExcelJS from 'exceljs';
import { repack } from '../../../activities/imports/reading/repack.ts';
import { unpackWorkbook, type Part } from '../../../activities/imports/reading/archive.ts';
import type { RegisteredUnit } from '../../../activities/imports/checking/units.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';

/** The headings of the contract, in its order. */
export const HEADINGS = [
  '隐患编号',
  '发现日期',
  '隐患描述',
  '隐患级别',
  '责任单位',
  '所属乡镇',
  '监管部门',
  '行业领域',
  '整改责任人',
  '整改措施',
  '整改期限',
  '整改资金',
  '整改状态',
  '复查日期',
  '复查人',
  '销号日期',
  '隐患来源',
  '备注',
];

/** Values of one good row, by heading. */
const GOOD: Readonly<Record<string, ExcelJS.CellValue>> = {
  隐患编号: 'A-1',
  发现日期: '2025-03-01',
  隐患描述: '配电箱未接地',
  隐患级别: '一般',
  责任单位: '宏达机械厂',
  所属乡镇: '青石镇',
  监管部门: '县应急管理局',
  整改期限: '2025-03-15',
  整改状态: '整改中',
};

/** A table of rows under the contract's headings, each row being `GOOD` but for what is given. */
export function table(...rows: Readonly<Record<string, ExcelJS.CellValue>>[]): ExcelJS.CellValue[][] {
  return [HEADINGS, ...rows.map((row) => HEADINGS.map((heading) => ({ ...GOOD, ...row })[heading] ?? null))];
}

/** An .xlsx file as Excel would save it. */
export async function workbook(...sheets: (readonly (readonly ExcelJS.CellValue[])[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  sheets.forEach((rows, index) =>
    book.addWorksheet(`表${(index + 1).toString()}`).addRows(rows.map((row) => [...row])),
  );
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A workbook whose parts were changed, as a hostile or another program would. */
export async function altered(file: Buffer, change: (parts: Part[]) => Part[]): Promise<Buffer> {
  return repack(change(await unpackWorkbook(file)));
}

/** A small register. */
export const UNITS: readonly RegisteredUnit[] = [
  { id: 'twn-qs' as UnitId, name: '青石镇人民政府', shortName: '青石镇', kind: 'township' },
  { id: 'twn-gx' as UnitId, name: '桂溪街道办事处', shortName: '桂溪街道', kind: 'township' },
  { id: 'dep-yj' as UnitId, name: '云岭县应急管理局', shortName: '应急管理局', kind: 'department' },
  { id: 'dep-zj' as UnitId, name: '云岭县住房和城乡建设局', shortName: '住房和城乡建设局', kind: 'department' },
  { id: 'ent-hd' as UnitId, name: '宏达机械厂', shortName: '宏达机械', kind: 'enterprise' },
];
