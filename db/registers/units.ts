import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { Db, Transaction } from '../client.ts';
import {
  isEnteredAs,
  isUnchanged,
  isUpsideDown,
  writeEntry,
  type Against,
  type Reasoned,
  type Written,
} from './entry.ts';
import { lockUnits, unitOf, type Unit } from './unit.ts';
import { unitFaults } from './unit-faults.ts';

/** What may change of a unit: what it is stays. */
export type UnitChanges = Partial<Omit<Unit, 'id' | 'kind' | 'verified' | 'validFrom'>>;

/**
 * Enters a unit. The same by the same hand again is entered once (`taken` where the id is another's). A township lies in
 * itself and a place below it where the township lies, so their region is filled in.
 */
export async function addUnit(db: Db, asked: Unit, hand: Reasoned): Promise<Written<Unit>> {
  return await writeEntry<Unit>(db, 'units', hand, async (sql) => {
    await lockUnits(sql);
    const unit = await placed(sql, asked);
    const known = await unitOf(sql, unit.id);
    if (known !== null)
      return (await isEnteredAs(sql, 'units', unit.id, unit, hand)) ? { again: known } : { not: 'taken' };
    if (isUpsideDown(unit, null, dayOf(hand.at))) return { not: 'period' };
    const faults = await unitFaults(sql, unit, null);
    if (faults.length > 0) return { faults };
    const { id, kind, name, shortName, sign, region, parent, sectors, verified, validFrom, validTo } = unit;
    await sql`
      insert into units (id, kind, name, short_name, sign, region, parent, sectors, verified, valid_from, valid_to)
      values (${id}, ${kind}, ${name}, ${shortName}, ${sign}, ${region}, ${parent}, ${[...sectors]}, ${verified}, ${validFrom},
        ${validTo})`;
    return { before: null, after: unit };
  });
}

/** Changes a unit. One whose matters, posts or units below stand on beyond its end does not end (`against`). */
export async function changeUnit(db: Db, id: string, changes: UnitChanges, hand: Reasoned): Promise<Written<Unit>> {
  return await writeEntry<Unit>(db, 'units', hand, async (sql) => {
    await lockUnits(sql);
    const before = await unitOf(sql, id);
    if (before === null) return { not: 'absent' };
    const after = await placed(sql, { ...before, ...changes });
    if (isUnchanged(before, after)) return { not: 'nothing' };
    if (isUpsideDown(after, before, dayOf(hand.at))) return { not: 'period' };
    const faults = await unitFaults(sql, after, before);
    if (faults.length > 0) return { faults };
    const against = after.validTo === before.validTo ? null : await standsAgainst(sql, id, after.validTo);
    if (against !== null) return { against };
    const { name, shortName, sign, region, parent, sectors, validTo } = after;
    await sql`
      update units set name = ${name}, short_name = ${shortName}, sign = ${sign}, region = ${region},
        parent = ${parent}, sectors = ${[...sectors]}, valid_to = ${validTo}
      where id = ${id}`;
    return { before, after };
  });
}

async function placed(sql: Transaction, unit: Unit): Promise<Unit> {
  if (unit.kind !== 'township' || unit.region !== null) return unit;
  const region = unit.parent === null ? unit.id : ((await unitOf(sql, unit.parent))?.region ?? null);
  return { ...unit, region };
}

/** What would be left behind by a unit that ends with a day; null where nothing is. */
async function standsAgainst(sql: Transaction, id: string, validTo: Day | null): Promise<Against | null> {
  if (validTo === null) return null;
  const beyond = sql`(valid_to is null or valid_to > ${validTo})`;
  const [row] = await sql<Against[]>`
    select (select count(*)::int from matters where open and ${id} in (holder_unit, lead, subject)) as matters,
      (select count(*)::int from posts where unit = ${id} and ${beyond}) as posts,
      (select count(*)::int from units where parent = ${id} and ${beyond}) as units`;
  return row === undefined || row.matters + row.posts + row.units === 0 ? null : row;
}
