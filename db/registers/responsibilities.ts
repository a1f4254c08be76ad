import { dayOf, plusDays, type Day } from '../../workflows/kernel/instant.ts';
import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { fitsDuty, stands, type ChainDuty } from './duty-fit.ts';
import { isTooLate } from './late.ts';
import { oneAtATime, writeEntries, writeRegister, type Changed, type Hand } from './write.ts';

/** Who answers for an enterprise in which way from when to when; `validTo` is the last day, null while it is open. */
export interface Responsibility {
  readonly enterprise: UnitId;
  readonly duty: ChainDuty;
  readonly person: PersonId;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * Why nothing was changed. `enterprise`, `person`: no register knows it; `vacant`: the person is in no post that day;
 * `unfit`: in none that fits the duty; `same`: it is this person then; `period`: whoever it is began no earlier;
 * `past`: it would change who answered on days that are over; `absent`: it is nobody that day.
 */
export type ResponsibilityRefused =
  'enterprise' | 'person' | 'vacant' | 'unfit' | 'same' | 'period' | 'past' | 'absent';

/**
 * Names who has a duty for an enterprise from a day on, until whoever is named for later. Whoever had it then has it until
 * the day before, in the same transaction. Nobody is named for days that are over and were another's, nor, late, for days
 * long over (`isTooLate`) but where nobody has ever been named yet: an enterprise's history may be entered once.
 */
export async function nameResponsible(
  db: Db,
  named: Omit<Responsibility, 'validTo'>,
  reason: string,
  hand: Hand,
): Promise<Responsibility | ResponsibilityRefused> {
  const { enterprise, duty, person, validFrom } = named;
  return await writeEntries<Responsibility | ResponsibilityRefused>(db, hand, async (sql) => {
    await oneAtATime(sql, 'responsibilities', `${enterprise}/${duty}`);
    const before = await standing(sql, enterprise, duty, validFrom);
    const refused =
      (await unfit(sql, named)) ?? standsAgainst(before, named) ?? (await rewrites(sql, named, before, hand));
    if (refused !== null) return { changes: [], result: refused };
    const ended = before === null ? [] : [await endedOn(sql, before, plusDays(validFrom, -1), reason)];
    const [after] = await sql<Responsibility[]>`
      insert into responsibilities (enterprise, duty, person, valid_from, valid_to)
      select ${enterprise}, ${duty}, ${person}, ${validFrom}, (
        select min(valid_from) - 1 from responsibilities
        where enterprise = ${enterprise} and duty = ${duty} and valid_from > ${validFrom})
      returning ${columns(sql)}`;
    if (after === undefined) throw new Error(`${duty} of ${enterprise} was not written`);
    const entered: Changed = { id: idOf(after), before: null, after: { ...after, reason } };
    const changes = [...ended, entered].map((change) => ({ register: 'responsibilities', ...change }));
    return { changes, result: after };
  });
}

/** Ends the duty of whoever has it on a day with that day (inclusive), today at the earliest. */
export async function endResponsibility(
  db: Db,
  { enterprise, duty, validTo }: Pick<Responsibility, 'enterprise' | 'duty'> & { readonly validTo: Day },
  reason: string,
  hand: Hand,
): Promise<Responsibility | 'absent' | 'past'> {
  if (validTo < dayOf(hand.at)) return 'past';
  const changed = await writeRegister(db, 'responsibilities', hand, async (sql) => {
    await oneAtATime(sql, 'responsibilities', `${enterprise}/${duty}`);
    const before = await standing(sql, enterprise, duty, validTo);
    if (before === null) return null;
    return { ...(await endedOn(sql, before, validTo, reason)), row: { ...before, validTo } };
  });
  return changed?.row ?? 'absent';
}

async function endedOn(sql: Transaction, before: Responsibility, validTo: Day, reason: string): Promise<Changed> {
  const { enterprise, duty, person, validFrom } = before;
  await sql`
    update responsibilities set valid_to = ${validTo}
    where enterprise = ${enterprise} and duty = ${duty} and person = ${person} and valid_from = ${validFrom}`;
  return { id: idOf(before), before, after: { ...before, validTo, reason } };
}

function standsAgainst(
  before: Responsibility | null,
  { person, validFrom }: Pick<Responsibility, 'person' | 'validFrom'>,
): 'same' | 'period' | null {
  if (before === null) return null;
  if (before.person === person) return 'same';
  return before.validFrom >= validFrom ? 'period' : null;
}

async function rewrites(
  sql: Transaction,
  { enterprise, duty, validFrom }: Pick<Responsibility, 'enterprise' | 'duty' | 'validFrom'>,
  before: Responsibility | null,
  { at }: Hand,
): Promise<'past' | null> {
  if (before !== null) return validFrom < dayOf(at) ? 'past' : null;
  if (!isTooLate(validFrom, at)) return null;
  const named = await sql`select 1 from responsibilities where enterprise = ${enterprise} and duty = ${duty} limit 1`;
  return named.length > 0 ? 'past' : null;
}

/** Why the person cannot have the duty that day; null when nothing stands against it. */
async function unfit(
  sql: Transaction,
  { enterprise, duty, person, validFrom }: Omit<Responsibility, 'validTo'>,
): Promise<'enterprise' | 'person' | 'vacant' | 'unfit' | null> {
  const [row] = await sql<{ enterprise: boolean; person: boolean; posts: number; fits: boolean | null }[]>`
    select exists (select 1 from enterprises where unit = ${enterprise}) as enterprise,
      exists (select 1 from people where id = ${person}) as person,
      count(o.id) as posts, bool_or(${fitsDuty(sql, duty, validFrom)}) as fits
    from enterprises e join units u on u.id = e.unit
      join tenures t on t.person = ${person} and ${stands(sql, 't', validFrom)}
      join posts o on o.id = t.post and ${stands(sql, 'o', validFrom)} join units w on w.id = o.unit
    where e.unit = ${enterprise}`;
  if (row?.enterprise !== true) return 'enterprise';
  if (!row.person) return 'person';
  if (row.posts === 0) return 'vacant';
  return row.fits === true ? null : 'unfit';
}

async function standing(
  sql: Transaction,
  enterprise: UnitId,
  duty: ChainDuty,
  day: Day,
): Promise<Responsibility | null> {
  const [row] = await sql<Responsibility[]>`
    select ${columns(sql)} from responsibilities r
    where enterprise = ${enterprise} and duty = ${duty} and ${stands(sql, 'r', day)}`;
  return row ?? null;
}

/** An entry of the register is known by enterprise, duty, person and first day. */
function idOf({ enterprise, duty, person, validFrom }: Responsibility): string {
  return `${enterprise}/${duty}/${person}/${validFrom}`;
}

function columns(sql: Queryable) {
  return sql`enterprise, duty, person, valid_from as "validFrom", valid_to as "validTo"`;
}
