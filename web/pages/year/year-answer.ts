/** What is counted: hazards found between two days, of a township and sector. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly region: string;
  readonly sector: string;
}

export type GroupedBy = 'month' | 'level' | 'region' | 'sector' | 'lead';

/** What is counted of a group, by the name that its list knows it by. */
export type CountName = 'found' | 'major' | 'closed' | 'open' | 'overdue' | 'closedOnTime' | 'firstPass' | 'rechecked';

/** The figures of a group; rates in per cent with one decimal, null while there is nothing to count. */
export interface YearGroup extends Readonly<Record<CountName, number>> {
  readonly key: string | null;
  readonly name: string | null;
  readonly rate: number | null;
  readonly onTimeRate: number | null;
  readonly firstPassRate: number | null;
}

/** What became of the hazards found in one month. */
export interface Cohort {
  readonly month: string | null;
  readonly found: number;
  readonly closedWithin: { readonly 30: number; readonly 60: number; readonly 90: number; readonly later: number };
  readonly open: number;
}

/** 86.9%; a dash while there is nothing to count. */
export function perCent(rate: number | null): string {
  return rate === null ? '—' : `${rate.toFixed(1)}%`;
}

/** 2026年3月, of `2026-03`. */
export function chineseMonth(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${year}年${Number(number).toString()}月`;
}

/** The last day of `2026-02`: `2026-02-28`. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
