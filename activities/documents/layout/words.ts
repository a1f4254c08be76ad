/** 2026年3月12日, of a day or an instant, as officials write it: without leading zeros. */
export function chineseDate(at: string): string {
  const [year, month, day] = at.slice(0, 10).split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(day)}日`;
}

/** 2026年3月12日9时05分, in +08:00 as every instant is written. */
export function chineseTime(at: string): string {
  return `${chineseDate(at)}${Number(at.slice(11, 13)).toString()}时${at.slice(14, 16)}分`;
}
