import type { Db, Queryable } from '../client.ts';
import { isOnce } from './figures.ts';
import { inScope, levelIn, scopeAmong, seesAll, type Scope } from './scope.ts';

/** Days of discovery, inclusive; a township; a sector. */
export interface StatisticsFilter {
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly region?: string;
  readonly sector?: string;
}

/** found = closed + open + rejected + merged + transferred + abolished, as long as ledger and projection agree. */
export interface Statistics {
  /** Opening events in the ledger of matters without a parent. */
  readonly found: number;
  /** Closed or archived; `closedImported` of them came in by import. */
  readonly closed: number;
  readonly closedImported: number;
  readonly open: number;
  readonly rejected: number;
  readonly merged: number;
  /** Left the register; one that stays in it counts by its child's fate. */
  readonly transferred: number;
  readonly abolished: number;
  readonly overdue: number;
  /** closed ÷ found × 100 with one decimal; null when nothing was found. */
  readonly rate: number | null;
  /** Major ones among what is neither rejected, merged nor transferred, and how many of them are or were listed (挂牌督办). */
  readonly major: number;
  readonly majorListed: number;
  /** majorListed ÷ major × 100 with one decimal; null when none is major. */
  readonly listingRate: number | null;
  /** Open matters by supervision level. */
  readonly openByLevel: Readonly<Record<string, number>>;
}

/** What is counted where no other kind is named. */
export const COUNTED = 'hazard';

interface Group {
  readonly fate: string | null;
  readonly imported: boolean;
  readonly level: number;
  readonly overdue: boolean;
  readonly major: boolean;
  readonly listed: boolean;
  readonly n: number;
}

/**
 * Of the matters in scope: counts what was found by the ledger and what became of it by the projection. A matter
 * without a row is counted by its opening event: a lost projection row makes the identity fail instead of hiding.
 */
export async function statistics(db: Db, filter: StatisticsFilter, reader: Scope): Promise<Statistics> {
  const { sql } = db;
  const scope = await scopeAmong(db, filter.kind ?? COUNTED, reader);
  const groups = await sql<Group[]>`
    select case when m.open then 'open' when m.status = 'archived' then 'closed' else m.status end as fate, m.imported,
      ${levelIn(sql, scope)} as level, m.overdue_since is not null as overdue, m.severity is not distinct from 'major' as major,
      m.listed is true as listed,
      count(*) as n
    ${foundOnce(sql, filter, scope)} group by 1, 2, 3, 4, 5, 6
    union all
    select null, false, 0, false, false, false, count(*) ${begun(sql, filter, scope)}`;
  return summed(groups);
}

/**
 * `from … where`: what was found, each once, in one pass over the projection. Where and when it was found stays as it was
 * when a matter is transferred, so that the child's own columns say it.
 */
export function foundOnce(sql: Queryable, filter: StatisticsFilter, scope: Scope) {
  const { kind = COUNTED, from, to, region, sector } = filter;
  return sql`
    from matters m where m.kind = ${kind} and ${inScope(sql, scope)} and ${isOnce(sql, scope)}
      ${from === undefined ? sql`` : sql`and m.found_on >= ${from}::date`}
      ${to === undefined ? sql`` : sql`and m.found_on <= ${to}::date`}
      ${region === undefined ? sql`` : sql`and m.region = ${region}`}
      ${sector === undefined ? sql`` : sql`and m.sector = ${sector}`}`;
}

/**
 * `from … where`: what was found, by the opening events `l` in the ledger and the matters `m` of the projection. For whoever
 * sees all it is what has no parent; for others one that came by transfer begins where they begin to see it.
 */
function begun(sql: Queryable, filter: StatisticsFilter, scope: Scope) {
  const { kind = COUNTED, from, to, region, sector } = filter;
  const begins = seesAll(scope)
    ? sql`l.parent is null and (m.id is null or ${inScope(sql, scope)})`
    : sql`${inScope(sql, scope)} and not exists (
          select 1 from matters p where p.id = l.parent and ${inScope(sql, scope, 'p')})`;
  // A hazard stays where and when it was found, so that whoever sees all is answered by one index of the ledger alone.
  const at = (column: 'found_on' | 'region' | 'sector') =>
    kind === COUNTED ? sql`l.${sql(column)}` : sql`coalesce(m.${sql(column)}, l.${sql(column)})`;
  return sql`
      from ledger l left join matters m on m.id = l.matter_id
      where l.seq = 1 and ${begins} and l.kind = ${kind}
        ${from === undefined ? sql`` : sql`and ${at('found_on')} >= ${from}::date`}
        ${to === undefined ? sql`` : sql`and ${at('found_on')} <= ${to}::date`}
        ${region === undefined ? sql`` : sql`and ${at('region')} = ${region}`}
        ${sector === undefined ? sql`` : sql`and ${at('sector')} = ${sector}`}`;
}

function summed(groups: readonly Group[]): Statistics {
  const count = (holds: (group: Group) => boolean) => groups.reduce((sum, g) => (holds(g) ? sum + g.n : sum), 0);
  const found = count((g) => g.fate === null);
  const closed = count((g) => g.fate === 'closed');
  const counts = ({ fate }: Group) => fate !== null && !['rejected', 'merged', 'transferred'].includes(fate);
  const major = count((g) => g.major && counts(g));
  const majorListed = count((g) => g.major && g.listed && counts(g));
  const openByLevel: Record<string, number> = {};
  for (const g of groups)
    if (g.fate === 'open') openByLevel[g.level.toString()] = (openByLevel[g.level.toString()] ?? 0) + g.n;
  return {
    found,
    closed,
    closedImported: count((g) => g.fate === 'closed' && g.imported),
    open: count((g) => g.fate === 'open'),
    rejected: count((g) => g.fate === 'rejected'),
    merged: count((g) => g.fate === 'merged'),
    transferred: count((g) => g.fate === 'transferred'),
    abolished: count((g) => g.fate === 'abolished'),
    overdue: count((g) => g.fate === 'open' && g.overdue),
    rate: found === 0 ? null : Math.round((closed * 1_000) / found) / 10,
    major,
    majorListed,
    listingRate: major === 0 ? null : Math.round((majorListed * 1_000) / major) / 10,
    openByLevel,
  };
}
