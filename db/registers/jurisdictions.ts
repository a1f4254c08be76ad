import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Transaction } from '../client.ts';
import { tellSectorGap } from '../supervision-notices.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

export const JURISDICTION_KINDS = ['direct', 'comprehensive', 'territorial'] as const;
/** 直接监管, 综合监管, 属地监管. */
export type JurisdictionKind = (typeof JURISDICTION_KINDS)[number];

/** Which unit supervises which sector from when to when; `validTo` is the last day, null while it is open. */
export interface Jurisdiction {
  readonly sector: string;
  readonly unit: UnitId;
  readonly kind: JurisdictionKind;
  /** The paper that gives it. */
  readonly basis: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * Why nothing was changed. `unit`: no such unit that day; `unfit`: not a unit for that kind; `overlaps`: it has it then;
 * `absent`: it does not have it that day; `period`: it would end before today; `gap`: nobody would supervise the sector.
 */
export type JurisdictionRefused = 'unit' | 'unfit' | 'overlaps' | 'absent' | 'period' | 'gap';

/** Who can have jurisdiction of a kind: what leads a hazard must be a department or 安委办 (安全生产法 §10). */
const FIT: Readonly<Record<JurisdictionKind, readonly string[]>> = {
  direct: ['department', 'office'],
  comprehensive: ['department', 'office', 'committee'],
  territorial: ['township'],
};

/** Gives a unit jurisdiction over a sector from a day on, beside those that have it already. */
export async function beginJurisdiction(
  db: Db,
  jurisdiction: Omit<Jurisdiction, 'validTo'>,
  hand: Hand,
): Promise<Jurisdiction | JurisdictionRefused> {
  const { sector, unit, kind, basis, validFrom } = jurisdiction;
  let said: Jurisdiction | JurisdictionRefused = 'unit';
  await writeRegister(db, 'jurisdictions', hand, async (sql) => {
    await oneAtATime(sql, 'jurisdictions', sector);
    const [found] = await sql<{ kind: string; has: boolean }[]>`
      select u.kind, exists (select 1 from jurisdictions j where j.sector = ${sector} and j.unit = u.id
        and j.kind = ${kind} and (j.valid_to is null or j.valid_to >= ${validFrom})) as has
      from units u where u.id = ${unit} and u.valid_from <= ${validFrom} and (u.valid_to is null or u.valid_to >= ${validFrom})`;
    if (found === undefined) return null;
    said = found.has ? 'overlaps' : FIT[kind].includes(found.kind) ? said : 'unfit';
    if (said !== 'unit') return null;
    await sql`
      insert into jurisdictions (sector, unit, kind, basis, valid_from)
      values (${sector}, ${unit}, ${kind}, ${basis}, ${validFrom})`;
    const after: Jurisdiction = { ...jurisdiction, validTo: null };
    said = after;
    return { id: idOf(after), before: null, after };
  });
  return said;
}

/** What is asked when jurisdiction ends: with `fallsToOffice` the sector may be left to 安委办. */
export interface JurisdictionEnd extends Pick<Jurisdiction, 'sector' | 'unit' | 'kind'> {
  readonly validTo: Day;
  readonly fallsToOffice: boolean;
  readonly reason: string;
}

/**
 * Ends the jurisdiction that stands on a day with that day (inclusive). Overlap is allowed, a gap is not (三个监管): where
 * enterprises or open matters would be left without a direct supervisor, it must be said that they fall to 安委办, whose
 * desk is told in the same transaction.
 */
export async function endJurisdiction(
  db: Db,
  end: JurisdictionEnd,
  hand: Hand,
): Promise<Jurisdiction | JurisdictionRefused> {
  const { sector, kind, validTo, fallsToOffice, reason } = end;
  if (validTo < dayOf(hand.at)) return 'period';
  let said: Jurisdiction | JurisdictionRefused = 'absent';
  await writeRegister(db, 'jurisdictions', hand, async (sql) => {
    await oneAtATime(sql, 'jurisdictions', sector);
    const before = await standing(sql, end);
    if (before === null) return null;
    const after: Jurisdiction = { ...before, validTo };
    const isGap = kind === 'direct' && (await leavesGap(sql, after));
    if (isGap && !fallsToOffice) {
      said = 'gap';
      return null;
    }
    await sql`
      update jurisdictions set valid_to = ${validTo}
      where sector = ${sector} and unit = ${before.unit} and kind = ${kind} and valid_from = ${before.validFrom}`;
    if (isGap) await tellSectorGap({ sql }, { sector, last: validTo }, hand.at);
    said = after;
    return { id: idOf(after), before, after: { ...after, reason, ...(isGap ? { fallsToOffice } : {}) } };
  });
  return said;
}

async function standing(
  sql: Transaction,
  { sector, unit, kind, validTo }: Pick<JurisdictionEnd, 'sector' | 'unit' | 'kind' | 'validTo'>,
): Promise<Jurisdiction | null> {
  const [row] = await sql<Jurisdiction[]>`
    select sector, unit, kind, basis, valid_from as "validFrom", valid_to as "validTo" from jurisdictions
    where sector = ${sector} and unit = ${unit} and kind = ${kind}
      and valid_from <= ${validTo} and (valid_to is null or valid_to >= ${validTo})`;
  return row ?? null;
}

/** Whether any day after this one's last would be without a direct supervisor, of a sector that somebody is in. */
async function leavesGap(sql: Transaction, { sector, unit, validFrom, validTo }: Jurisdiction): Promise<boolean> {
  const [row] = await sql<{ gap: boolean }[]>`
    select (exists (select 1 from enterprises where sector = ${sector})
        or exists (select 1 from matters where open and sector = ${sector}))
      and not coalesce((
        select range_agg(daterange(greatest(j.valid_from, u.valid_from), least(j.valid_to, u.valid_to), '[]'))
        from jurisdictions j join units u on u.id = j.unit
        where j.sector = ${sector} and j.kind = 'direct' and not (j.unit = ${unit} and j.valid_from = ${validFrom})
          and greatest(j.valid_from, u.valid_from) <= least(j.valid_to, u.valid_to, 'infinity')
      ) @> daterange(${validTo}::date + 1, null), false) as gap`;
  return row?.gap ?? true;
}

/** An entry of the register is known by sector, unit, kind and first day. */
function idOf({ sector, unit, kind, validFrom }: Jurisdiction): string {
  return `${sector}/${unit}/${kind}/${validFrom}`;
}
