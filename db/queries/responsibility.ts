import type { Day } from '../../workflows/kernel/instant.ts';
import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable } from '../client.ts';
import { fitsDuty, type ChainDuty } from '../registers/duty-fit.ts';
import type { Page } from './list-matters.ts';
import { validOn } from '../valid-on.ts';

/**
 * Whose chains of responsibility a reader sees: all, those of the township, of the department (its own enterprises and the
 * sectors that it supervises) or of the enterprise, each with the units under it.
 */
export type ChainScope = 'all' | { readonly [Whose in 'township' | 'department' | 'enterprise']?: UnitId };

/** How many enterprises of a group have all three people; `rate` in per cent with one decimal, rounded down, null for none. */
export interface Coverage {
  readonly enterprises: number;
  readonly covered: number;
  readonly rate: number | null;
}

export interface CoverageBy extends Coverage {
  readonly byTownship: readonly (Coverage & { readonly region: UnitId | null; readonly name: string | null })[];
  readonly bySector: readonly (Coverage & { readonly sector: string })[];
}

/** Why nobody has a duty: never named, ended, or the person is in no post that fits it any more. */
export type GapCause = 'none' | 'ended' | 'vacant';

/** A duty that nobody has today; `since` tells one gap of the same duty from the next. */
export interface MissingDuty {
  readonly duty: ChainDuty;
  readonly why: GapCause;
  readonly person: PersonId | null;
  readonly since: string;
}

/** An enterprise whose chain has gaps. */
export interface ChainGap {
  readonly enterprise: UnitId;
  readonly name: string;
  readonly region: UnitId | null;
  readonly sector: string;
  readonly regulator: UnitId | null;
  readonly verified: boolean;
  readonly missing: readonly MissingDuty[];
}

/** How far the chains of responsibility reach on a day: all of them, by township and by sector. */
export async function responsibilityCoverage({ sql }: Db, day: Day, scope: ChainScope = 'all'): Promise<CoverageBy> {
  const rows = await sql<Group[]>`
    with chains as (${chains(sql, day, scope)})
    select grouping(region) = 0 as "byRegion", grouping(sector) = 0 as "bySector", region, sector,
      (select u.name from units u where u.id = chains.region) as name, count(*) as enterprises,
      count(*) filter (where missing is null) as covered
    from chains group by grouping sets ((), (region), (sector)) order by region, sector`;
  const all = rows.find((row) => !row.byRegion && !row.bySector);
  return {
    ...covering(all ?? { enterprises: 0, covered: 0 }),
    byTownship: rows
      .filter((row) => row.byRegion)
      .map(({ region, name, ...row }) => ({ region, name, ...covering(row) })),
    bySector: rows
      .filter((row) => row.bySector)
      .map(({ sector, ...row }) => ({ sector: sector ?? '', ...covering(row) })),
  };
}

/** The enterprises whose chains have gaps on a day, in order of id, a page at a time. */
export async function responsibilityGaps(
  { sql }: Db,
  day: Day,
  scope: ChainScope,
  { cursor = '', limit }: { readonly cursor?: string; readonly limit: number },
): Promise<Page<ChainGap>> {
  const rows = await sql<ChainGap[]>`
    with chains as (${chains(sql, day, scope)})
    select * from chains where missing is not null and enterprise > ${cursor} order by enterprise limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.enterprise ?? null) : null };
}

/** One of the three, by name, as the register has it. */
export interface NamedPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** The three people of an enterprise on a day; null where nobody is named. */
export async function responsibleFor(
  { sql }: { readonly sql: Queryable },
  enterprise: string,
  day: Day,
): Promise<Readonly<Record<ChainDuty, NamedPerson | null>>> {
  const rows = await sql<(NamedPerson & { duty: ChainDuty })[]>`
    select r.duty, r.person, p.name, r.valid_from as "validFrom", r.valid_to as "validTo"
    from responsibilities r join people p on p.id = r.person where r.enterprise = ${enterprise} and ${validOn(sql, day, 'r')}`;
  const named = new Map(rows.map(({ duty, ...person }) => [duty, person]));
  const of = (duty: ChainDuty): NamedPerson | null => named.get(duty) ?? null;
  return { leader: of('leader'), supervisor: of('supervisor'), responsible: of('responsible') };
}

interface Group extends Pick<Coverage, 'enterprises' | 'covered'> {
  readonly byRegion: boolean;
  readonly bySector: boolean;
  readonly region: UnitId | null;
  readonly sector: string | null;
  readonly name: string | null;
}

/** Rounded down: 100.0 says that there is no gap. */
export function covering({ enterprises, covered }: Pick<Coverage, 'enterprises' | 'covered'>): Coverage {
  return { enterprises, covered, rate: enterprises === 0 ? null : Math.floor((covered * 1_000) / enterprises) / 10 };
}

/** Every enterprise in scope that stands on a day, with what its chain misses; null where it misses nothing. */
function chains(sql: Queryable, day: Day, scope: ChainScope) {
  return sql`
    select e.unit as enterprise, u.name, u.region, e.sector, e.regulator, e.verified, jsonb_agg(
      jsonb_build_object('duty', d.duty, 'person', r.person,
        'why', case when r.person is not null then 'vacant' when f.last is not null then 'ended' else 'none' end,
        'since', case when r.person is null then coalesce(f.last::text, '')
          else r.person || '/' || r.valid_from || '/' || coalesce(p.last::text, '') end) order by d.place
    ) filter (where p.fits is not true) as missing
    from enterprises e join units u on u.id = e.unit
    cross join (values ('leader', 1), ('supervisor', 2), ('responsible', 3)) as d (duty, place)
    left join responsibilities r on r.enterprise = e.unit and r.duty = d.duty and ${validOn(sql, day, 'r')}
    left join lateral (
      select bool_or(${validOn(sql, day, 't')} and ${validOn(sql, day, 'o')} and case d.duty
          when 'leader' then ${fitsDuty(sql, 'leader', day)}
          when 'supervisor' then ${fitsDuty(sql, 'supervisor', day)}
          else ${fitsDuty(sql, 'responsible', day)} end) as fits,
        max(least(t.valid_to, o.valid_to)) filter (where least(t.valid_to, o.valid_to) < ${day}) as last
      from tenures t join posts o on o.id = t.post join units w on w.id = o.unit where t.person = r.person
    ) p on true
    left join lateral (
      select max(b.valid_to) as last from responsibilities b
      where b.enterprise = e.unit and b.duty = d.duty and b.valid_to < ${day}
    ) f on r.person is null
    where ${validOn(sql, day, 'u')} and ${chainInScope(sql, scope, day)}
    group by e.unit, u.id`;
}

/** The scope as a condition on enterprise `e` and its unit `u`. */
function chainInScope(sql: Queryable, scope: ChainScope, day: Day) {
  if (scope === 'all') return sql`true`;
  const { township, department, enterprise } = scope;
  if (township !== undefined) return sql`u.region = any(units_under(${township}))`;
  if (enterprise !== undefined) return sql`e.unit = any(units_under(${enterprise}))`;
  const own = sql`units_under(${department ?? ''})`;
  return sql`(e.regulator = any(${own}) or e.sector in (
    select j.sector from jurisdictions j where j.unit = any(${own}) and j.kind <> 'territorial'
      and ${validOn(sql, day, 'j')}))`;
}
