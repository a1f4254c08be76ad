import { dayOf, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable } from '../client.ts';
import { inScope, type Scope } from './scope.ts';
import { validOn } from '../valid-on.ts';

/** A unit that supervises a sector, by what paper and since when. */
export interface Supervising {
  readonly unit: UnitId;
  readonly name: string;
  readonly basis: string | null;
  readonly validFrom: Day;
}

/** Who supervises a sector on a day (三个监管); `lead` answers for it, 安委办 where `gap` says that nobody is direct. */
export interface SupervisorsOfSector {
  readonly sector: string;
  readonly direct: readonly Supervising[];
  readonly comprehensive: readonly Supervising[];
  readonly territorial: readonly Supervising[];
  readonly lead: { readonly unit: UnitId; readonly name: string } | null;
  readonly gap: boolean;
}

/** Units that supervise a sector in a region on a day; null for a region that is no township then. */
export async function supervisorsOf(
  { sql }: Db,
  sector: string,
  region: string | null,
  day: Day,
): Promise<SupervisorsOfSector | null> {
  const [rows, townships, offices] = await Promise.all([
    sql<(Supervising & { kind: 'direct' | 'comprehensive' | 'territorial' })[]>`
      select j.kind, j.unit, u.name, j.basis, j.valid_from as "validFrom"
      from jurisdictions j join units u on u.id = j.unit
      where j.sector = ${sector} and ${standsOn(sql, day)} order by ${inOrder(sql)}`,
    sql<Supervising[]>`
      select u.id as unit, u.name, null as basis, u.valid_from as "validFrom" from units u
      where u.id = ${region} and u.kind = 'township' and ${validOn(sql, day, 'u')}`,
    sql<{ unit: UnitId; name: string }[]>`
      select u.id as unit, u.name from posts o join units u on u.id = o.unit where o.county_post = 'officeDesk'`,
  ]);
  if (region !== null && townships.length === 0) return null;
  const of = (kind: string): Supervising[] =>
    rows.filter((row) => row.kind === kind).map(({ kind: _, ...supervising }) => supervising);
  const [direct, territorial] = [of('direct'), [...townships, ...of('territorial')]];
  const [first = offices[0]] = direct;
  return {
    sector,
    direct,
    comprehensive: of('comprehensive'),
    territorial,
    lead: first === undefined ? null : { unit: first.unit, name: first.name },
    gap: direct.length === 0,
  };
}

/** Who leads a hazard of a sector by the matrix: the first direct supervisor but whom it is found at; null for 安委办. */
export async function leadOf({ sql }: Db, sector: string, subject: string | null, at: Instant): Promise<UnitId | null> {
  const [row] = await sql<{ unit: UnitId }[]>`
    select j.unit from jurisdictions j join units u on u.id = j.unit
    where j.sector = ${sector} and j.kind = 'direct' and j.unit is distinct from ${subject} and ${standsOn(sql, dayOf(at))}
    order by ${inOrder(sql)} limit 1`;
  return row?.unit ?? null;
}

/** A sector with the units that supervise it; `gap`: somebody is in it, and no unit is direct. */
export interface MatrixRow {
  readonly sector: string;
  readonly direct: readonly UnitId[];
  readonly comprehensive: readonly UnitId[];
  readonly territorial: readonly UnitId[];
  readonly gap: boolean;
}

/** The matrix sector × unit of a day: every sector that the register, an enterprise or an open matter in scope has. */
export async function jurisdictionMatrix({ sql }: Db, scope: Scope, day: Day): Promise<readonly MatrixRow[]> {
  const unitsOf = (kind: string) =>
    sql`coalesce(array_agg(s.unit order by s.valid_from, s.unit) filter (where s.kind = ${kind}), '{}')`;
  const rows = await sql<MatrixRow[]>`
    with standing as (
      select j.* from jurisdictions j join units u on u.id = j.unit where ${standsOn(sql, day)}
    ), used as (
      select sector from enterprises union select m.sector from matters m
      where m.open and m.sector is not null and ${inScope(sql, scope)}
    )
    select sector, ${unitsOf('direct')} as direct, ${unitsOf('comprehensive')} as comprehensive,
      ${unitsOf('territorial')} as territorial,
      bool_or(used.sector is not null) and count(*) filter (where s.kind = 'direct') = 0 as gap
    from standing s full join used using (sector) group by sector order by sector`;
  return [...rows];
}

/** Sectors of verified enterprises that no unit supervises directly on a day, and the last day on which one did, if ever. */
export async function sectorGaps(
  { sql }: Db,
  day: Day,
): Promise<readonly { readonly sector: string; readonly last: Day | null }[]> {
  return await sql<{ sector: string; last: Day | null }[]>`
    select e.sector, (select max(least(j.valid_to, u.valid_to)) from jurisdictions j join units u on u.id = j.unit
      where j.sector = e.sector and j.kind = 'direct') as last
    from (select distinct sector from enterprises where verified) e
    where not exists (select 1 from jurisdictions j join units u on u.id = j.unit
      where j.sector = e.sector and j.kind = 'direct' and ${standsOn(sql, day)})
    order by e.sector`;
}

/** Whether jurisdiction `j` of unit `u` stands on a day. */
function standsOn(sql: Queryable, day: Day) {
  return sql`${validOn(sql, day, 'j')}
    and ${validOn(sql, day, 'u')}`;
}

/** Who has had it longest comes first. */
function inOrder(sql: Queryable) {
  return sql`j.valid_from, j.unit`;
}
