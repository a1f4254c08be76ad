const HEADINGS = [
  '隐患编号',
  '发现日期',
  '隐患描述',
  '隐患级别',
  '责任单位',
  '所属乡镇',
  '监管部门',
  '整改期限',
  '整改状态',
  '销号日期',
];

/** A row of a ledger by its headings. */
export type LedgerRow = Readonly<Partial<Record<string, string>>>;

/** A general hazard of 宏泰化工 that 应急管理局 leads, still to be put right. */
export function ledgerRow(number: string, changed: LedgerRow = {}): LedgerRow {
  return {
    隐患编号: number,
    发现日期: '2026-10-12',
    隐患描述: `台账${number}：灭火器过期`,
    隐患级别: '一般',
    责任单位: '宏泰化工有限公司',
    所属乡镇: '城关街道',
    监管部门: '云岭县应急管理局',
    整改期限: '2027-01-31',
    整改状态: '整改中',
    ...changed,
  };
}

/** The rows as a file that somebody picks. */
export function ledgerFile(
  name: string,
  rows: readonly LedgerRow[],
): { name: string; mimeType: string; buffer: Buffer } {
  const lines = rows.map((row) => HEADINGS.map((heading) => row[heading] ?? '').join(','));
  return {
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${[HEADINGS.join(','), ...lines].join('\r\n')}\r\n`),
  };
}
