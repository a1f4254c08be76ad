import type { Db, Sql } from '../client.ts';
import { isOf, type Figure } from './figures.ts';
import { levelIn, scopeAmong, type Scope } from './scope.ts';
import { COUNTED, foundOnce, type StatisticsFilter } from './statistics.ts';

/** What hazards are counted by: when and where they were found; or by whom they are led and their level, as they stand now. */
export const STATISTICS_BY = ['month', 'region', 'sector', 'lead', 'level'] as const;
/** One of these. */
export type StatisticsBy = (typeof STATISTICS_BY)[number];

/** The figures of one group. Rates are per cent with one decimal, null where nothing can be said. */
export interface StatisticsGroup {
  readonly key: string | null;
  readonly name: string | null;
  readonly found: number;
  /** Major ones, but what was rejected, merged or left the register. */
  readonly major: number;
  readonly closed: number;
  readonly open: number;
  readonly overdue: number;
  /** Closed ones whose last rectification was handed in within its time. */
  readonly closedOnTime: number;
  /** Those that passed the first of their rechecks, of all that were rechecked. */
  readonly firstPass: number;
  readonly rechecked: number;
  /** closed ÷ found. */
  readonly rate: number | null;
  /** closedOnTime ÷ closed ones that were rectified here. */
  readonly onTimeRate: number | null;
  /** firstPass ÷ rechecked. */
  readonly firstPassRate: number | null;
}

/** How soon those that were found in a month were closed, in days; what was neither closed nor is open has left. */
export interface Cohort {
  readonly month: string | null;
  readonly found: number;
  /** Within 30, in 31–60, in 61–90 days, and later. */
  readonly closedWithin: Readonly<Record<'30' | '60' | '90' | 'later', number>>;
  readonly open: number;
}

interface Counted extends Omit<StatisticsGroup, 'rate' | 'onTimeRate' | 'firstPassRate'> {
  readonly rectified: number;
}

/** The figures of `statistics` by group: their sums are its own, by the same filter and for the same reader. */
export async function statisticsGroups(
  db: Db,
  by: StatisticsBy,
  filter: StatisticsFilter,
  reader: Scope,
): Promise<readonly StatisticsGroup[]> {
  const { sql } = db;
  const scope = await scopeAmong(db, COUNTED, reader);
  const rows = await sql<Counted[]>`
    with counted as (
      select ${keyOf(sql, by, scope)} as key, ${count(sql, 'found')} as found, ${count(sql, 'major')} as major,
        ${count(sql, 'closed')} as closed, ${count(sql, 'open')} as open, ${count(sql, 'overdue')} as overdue,
        ${count(sql, 'closedOnTime')} as "closedOnTime", ${count(sql, 'rectified')} as rectified,
        ${count(sql, 'firstPass')} as "firstPass", ${count(sql, 'rechecked')} as rechecked
      ${foundOnce(sql, filter, scope)} group by 1
    )
    select c.*, ${shown(sql, by)} as key, ${by === 'region' || by === 'lead' ? sql`(select name from units where id = c.key)` : shown(sql, by)} as name
    from counted c order by ${by === 'month' || by === 'level' ? sql`c.key` : sql`c.found desc, c.key`}`;
  return rows.map(({ rectified, ...row }) => ({
    ...row,
    rate: share(row.closed, row.found),
    onTimeRate: share(row.closedOnTime, rectified),
    firstPassRate: share(row.firstPass, row.rechecked),
  }));
}

/** Of each month's finds how soon they were closed; the months' sums are `statistics`' own. */
export async function cohorts(db: Db, filter: StatisticsFilter, reader: Scope): Promise<readonly Cohort[]> {
  const { sql } = db;
  const scope = await scopeAmong(db, COUNTED, reader);
  const rows = await sql<
    { month: string | null; found: number; open: number; d30: number; d60: number; d90: number; later: number }[]
  >`
    with counted as (
      select ${keyOf(sql, 'month', scope)} as key, ${count(sql, 'found')} as found, ${count(sql, 'open')} as open,
        ${count(sql, 'closedIn30')} as d30, ${count(sql, 'closedIn60')} as d60, ${count(sql, 'closedIn90')} as d90,
        ${count(sql, 'closedLater')} as later
      ${foundOnce(sql, filter, scope)} group by 1
    )
    select c.*, ${shown(sql, 'month')} as month from counted c order by c.key`;
  return rows.map(({ month, found: all, open, d30, d60, d90, later }) => ({
    month,
    found: all,
    closedWithin: { '30': d30, '60': d60, '90': d90, later },
    open,
  }));
}

function count(sql: Sql, figure: Figure) {
  return sql`count(*) filter (where ${isOf(sql, figure)})`;
}

function keyOf(sql: Sql, by: StatisticsBy, scope: Scope) {
  switch (by) {
    case 'month':
      return sql`date_trunc('month', m.found_on::timestamp)`;
    case 'level':
      return sql`${levelIn(sql, scope)}`;
    case 'region':
      return sql`m.region`;
    case 'sector':
      return sql`m.sector`;
    case 'lead':
      return sql`m.lead`;
  }
}

/** The key of a group `c` as it is told: made once for a group, not for each row. */
function shown(sql: Sql, by: StatisticsBy) {
  if (by === 'month') return sql`to_char(c.key, 'YYYY-MM')`;
  return by === 'level' ? sql`c.key::text` : sql`c.key`;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1_000) / whole) / 10;
}
