import { fault } from '../../workflows/kernel/draft-fault.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Transaction } from '../client.ts';
import { tellSectorGap } from '../supervision-notices.ts';
import { isEnteredAs, writeChanges, type Reasoned, type Written } from './entry.ts';
import { oneAtATime, type Hand } from './write.ts';
import { validOn } from '../valid-on.ts';

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

/** Who can have jurisdiction of a kind: what leads a hazard must be a department or 安委办 (安全生产法 §10). */
const FIT: Readonly<Record<JurisdictionKind, readonly string[]>> = {
  direct: ['department', 'office'],
  comprehensive: ['department', 'office', 'committee'],
  territorial: ['township'],
};

/**
 * Gives a unit jurisdiction over a sector from a day on, beside those that have it already; its paper is the reason. The
 * same by the same hand again is given once.
 */
export async function beginJurisdiction(
  db: Db,
  asked: Omit<Jurisdiction, 'validTo'>,
  hand: Hand,
): Promise<Written<Jurisdiction>> {
  const { sector, unit, kind, basis, validFrom } = asked;
  const reasoned = { ...hand, reason: basis };
  const after: Jurisdiction = { ...asked, validTo: null };
  const id = idOf(after);
  return await writeChanges<Jurisdiction>(db, reasoned, async (sql) => {
    await oneAtATime(sql, 'jurisdictions', sector);
    const known = await standing(sql, { sector, unit, kind, validTo: validFrom });
    if (known?.validFrom === validFrom && (await isEnteredAs(sql, 'jurisdictions', id, after, reasoned)))
      return { again: known };
    const [found] = await sql<{ kind: string; has: boolean }[]>`
      select u.kind, exists (select 1 from jurisdictions j where j.sector = ${sector} and j.unit = u.id
        and j.kind = ${kind} and (j.valid_to is null or j.valid_to >= ${validFrom})) as has
      from units u where u.id = ${unit} and ${validOn(sql, validFrom, 'u')}`;
    if (found === undefined) return { not: 'unit' };
    if (found.has) return { not: 'nothing' };
    if (!FIT[kind].includes(found.kind)) return { faults: [UNFIT] };
    await sql`
      insert into jurisdictions (sector, unit, kind, basis, valid_from)
      values (${sector}, ${unit}, ${kind}, ${basis}, ${validFrom})`;
    return { done: after, changes: [{ register: 'jurisdictions', id, before: null, after }] };
  });
}

const UNFIT = fault(
  '/unit',
  'JurisdictionUnfit',
  '直接监管须由部门或安委办承担，综合监管还可由专业委员会承担，属地监管由乡镇承担',
);

/** What is asked when jurisdiction ends: with `fallsToOffice` the sector may be left to 安委办. */
export interface JurisdictionEnd extends Pick<Jurisdiction, 'sector' | 'unit' | 'kind'> {
  readonly validTo: Day;
  readonly fallsToOffice: boolean;
}

/**
 * Ends the jurisdiction that stands on a day with that day (inclusive). Overlap is allowed, a gap is not (三个监管): where
 * enterprises or open matters would be left without a direct supervisor, it must be said that they fall to 安委办, whose
 * desk is told in the same transaction. What ends that day already is ended once.
 */
export async function endJurisdiction(db: Db, end: JurisdictionEnd, hand: Reasoned): Promise<Written<Jurisdiction>> {
  const { sector, kind, validTo, fallsToOffice } = end;
  if (validTo < dayOf(hand.at)) return { not: 'period' };
  return await writeChanges<Jurisdiction>(db, hand, async (sql) => {
    await oneAtATime(sql, 'jurisdictions', sector);
    const before = await standing(sql, end);
    if (before === null) return { not: 'absent' };
    if (before.validTo === validTo) return { again: before };
    const done: Jurisdiction = { ...before, validTo };
    const isGap = kind === 'direct' && (await leavesGap(sql, done));
    if (isGap && !fallsToOffice) return { not: 'gap' };
    await sql`
      update jurisdictions set valid_to = ${validTo}
      where sector = ${sector} and unit = ${before.unit} and kind = ${kind} and valid_from = ${before.validFrom}`;
    if (isGap) await tellSectorGap({ sql }, { sector, last: validTo }, hand.at);
    const after = { ...done, ...(isGap ? { fallsToOffice } : {}) };
    return { done, changes: [{ register: 'jurisdictions', id: idOf(before), before, after }] };
  });
}

async function standing(
  sql: Transaction,
  { sector, unit, kind, validTo }: Pick<JurisdictionEnd, 'sector' | 'unit' | 'kind' | 'validTo'>,
): Promise<Jurisdiction | null> {
  const [row] = await sql<Jurisdiction[]>`
    select sector, unit, kind, basis, valid_from as "validFrom", valid_to as "validTo" from jurisdictions j
    where sector = ${sector} and unit = ${unit} and kind = ${kind}
      and ${validOn(sql, validTo, 'j')}`;
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
