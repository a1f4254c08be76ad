import type { Answer, Item } from '../../client/answers.ts';

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

export type YearGroup = Item<'/v1/statistics/groups'>;

/** What became of the hazards found in one month. */
export type Cohort = Item<'/v1/statistics/cohorts'>;

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

/** What may become of a hazard other than to be closed or still open: statuses, as lists know them. */
export const OTHER_FATES = ['rejected', 'merged', 'transferred', 'abolished'] as const;

/** How many more hazards the ledger has than the register accounts for; 0 when none is astray. */
export function astrayOf(counts: Answer<'/v1/statistics'>): number {
  const { found, closed, open } = counts;
  return found - OTHER_FATES.reduce((sum, fate) => sum + counts[fate], closed + open);
}
