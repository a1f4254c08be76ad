import type { Db, Sql } from '../client.ts';
import { inScope, levelIn, type Scope } from './scope.ts';
import { begun, type StatisticsFilter } from './statistics.ts';

/** What hazards are counted by: when and where they were found; or by whom they are led and their level, as they stand now. */
export const STATISTICS_BY = ['month', 'region', 'sector', 'lead', 'level'] as const;
/** One of these. */
export type StatisticsBy = (typeof STATISTICS_BY)[number];

/** The figures of one group. Rates are per cent with one decimal, null where nothing can be said. */
export interface StatisticsGroup {
  readonly key: string | null;
  readonly name: string | null;
  readonly found: number;
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
  { sql }: Db,
  by: StatisticsBy,
  filter: StatisticsFilter,
  scope: Scope,
): Promise<readonly StatisticsGroup[]> {
  const rows = await sql<Counted[]>`
    ${ends(sql, by, filter, scope)}, counted as (
      select key, sum(finds) as found,
        count(*) filter (where fate = 'closed') as closed,
        count(*) filter (where fate = 'open') as open,
        count(*) filter (where fate = 'open' and overdue) as overdue,
        count(*) filter (where fate = 'closed' and late = 'false') as "closedOnTime",
        count(*) filter (where fate = 'closed' and late is not null) as rectified,
        count(*) filter (where passed = 'true') as "firstPass",
        count(*) filter (where passed is not null) as rechecked
      from ends group by key
    )
    select c.*, ${by === 'region' || by === 'lead' ? sql`(select name from units where id = c.key)` : sql`c.key`} as name
    from counted c order by ${by === 'month' || by === 'level' ? sql`c.key` : sql`c.found desc, c.key`}`;
  return rows.map(({ rectified, ...row }) => ({
    ...row,
    rate: share(row.closed, row.found),
    onTimeRate: share(row.closedOnTime, rectified),
    firstPassRate: share(row.firstPass, row.rechecked),
  }));
}

/** Of each month's finds how soon they were closed; the months' sums are `statistics`' own. */
export async function cohorts({ sql }: Db, filter: StatisticsFilter, scope: Scope): Promise<readonly Cohort[]> {
  const within = (from: number, to: number) =>
    sql`count(*) filter (where fate = 'closed' and days > ${from} and days <= ${to})`;
  const rows = await sql<
    { month: string | null; found: number; open: number; closed: number; d30: number; d60: number; d90: number }[]
  >`
    ${ends(sql, 'month', filter, scope)}
    select key as month, sum(finds) as found, count(*) filter (where fate = 'open') as open,
      count(*) filter (where fate = 'closed') as closed,
      ${within(-36_500, 30)} as d30, ${within(30, 60)} as d60, ${within(60, 90)} as d90
    from ends group by key order by key`;
  return rows.map(({ month, found, open, closed, d30, d60, d90 }) => ({
    month,
    found,
    closedWithin: { '30': d30, '60': d60, '90': d90, later: closed - d30 - d60 - d90 },
    open,
  }));
}

/**
 * `with … ends`: what became of each that was found, as `statistics` tells it; one that stays in the register by its
 * child's fate. `finds` is 1 once for each that was found. Only a state that can say something is looked into.
 */
function ends(sql: Sql, by: StatisticsBy, filter: StatisticsFilter, scope: Scope) {
  const columns = (m: string) => sql`
    ${sql(m)}.id, ${sql(m)}.status, ${sql(m)}.open, ${levelIn(sql, scope, m)} as level,
    ${sql(m)}.overdue_since is not null as overdue, ${sql(m)}.lead, ${sql(m)}.closed_at,
    case when ${sql(m)}.status <> 'archived' or not ${sql(m)}.imported then ${sql(m)}.state #>> '{submission,late}' end as late,
    case when ${sql(m)}.status <> 'archived' or not ${sql(m)}.imported then ${sql(m)}.state #>> '{rechecks,0,passed}' end as passed`;
  return sql`
    with recursive root as (
      select l.matter_id as root, coalesce(m.found_on, l.found_on) as found_on, coalesce(m.region, l.region) as region,
        coalesce(m.sector, l.sector) as sector, ${columns('m')}
      ${begun(sql, filter, scope)}
    ), line as (
      select * from root where id is not null
      union all
      select line.root, line.found_on, line.region, line.sector, ${columns('c')}
      from line join matters c on c.parent = line.id and ${inScope(sql, scope, 'c')} where line.status = 'transferred'
    ), ended as (
      select *, case when open then 'open' when status = 'archived' then 'closed' else status end as fate,
        (row_number() over (partition by root order by id) = 1)::integer as finds
      from line
      where status <> 'transferred' or not exists (
        select 1 from matters c where c.parent = line.id and ${inScope(sql, scope, 'c')})
      union all
      select *, null, 1 from root where id is null
    ), ends as (
      select ${keyOf(sql, by)} as key, fate, finds, overdue, late, passed,
        (closed_at at time zone 'Asia/Shanghai')::date - found_on as days
      from ended
    )`;
}

function keyOf(sql: Sql, by: StatisticsBy) {
  switch (by) {
    case 'month':
      return sql`to_char(found_on, 'YYYY-MM')`;
    case 'level':
      return sql`coalesce(level, 0)::text`;
    case 'region':
      return sql`region`;
    case 'sector':
      return sql`sector`;
    case 'lead':
      return sql`lead`;
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1_000) / whole) / 10;
}
