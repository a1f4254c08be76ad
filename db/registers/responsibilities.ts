import { fault, type DraftFault } from '../../workflows/kernel/draft-fault.ts';
import { dayOf, plusDays, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { fitsDuty, type ChainDuty } from './duty-fit.ts';
import { isTooLate } from './late.ts';
import { isEnteredAs, writeChanges, type NotWritten, type Reasoned, type Written } from './entry.ts';
import { oneAtATime } from './write.ts';
import { validOn } from '../valid-on.ts';

/** Who answers for an enterprise in which way from when to when; `validTo` is the last day, null while it is open. */
export interface Responsibility {
  readonly enterprise: UnitId;
  readonly duty: ChainDuty;
  readonly person: PersonId;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * Names who has a duty for an enterprise from a day on, until whoever is named for later. Whoever had it then has it until
 * the day before, in the same transaction; whoever was named today by mistake, for today or later, so never had it.
 * Nobody is named for days that are over and were another's, nor, late, for days long over (`isTooLate`) but where nobody
 * has ever been named yet: an enterprise's history may be entered once. The same by the same hand again is named once.
 */
export async function nameResponsible(
  db: Db,
  named: Omit<Responsibility, 'validTo'>,
  hand: Reasoned,
): Promise<Written<Responsibility>> {
  const { enterprise, duty, person, validFrom } = named;
  return await writeChanges<Responsibility>(db, hand, async (sql) => {
    await oneAtATime(sql, 'responsibilities', `${enterprise}/${duty}`);
    const before = await standing(sql, enterprise, duty, validFrom);
    if (before !== null && (await isEnteredAs(sql, 'responsibilities', idOf(named), before, hand)))
      return { again: before };
    const refused = (await unfit(sql, named)) ?? (await standsAgainst(sql, before, named, hand));
    if (refused !== null) return refused;
    const ended = before === null ? [] : [await endedOn(sql, before, plusDays(validFrom, -1))];
    const [old] = await sql<Responsibility[]>`
      select ${columns(sql)} from responsibilities
      where enterprise = ${enterprise} and duty = ${duty} and person = ${person} and valid_from = ${validFrom}`;
    const [after] = await sql<Responsibility[]>`
      insert into responsibilities (enterprise, duty, person, valid_from, valid_to)
      select ${enterprise}, ${duty}, ${person}, ${validFrom}, (
        select min(valid_from) - 1 from responsibilities
        where enterprise = ${enterprise} and duty = ${duty} and valid_from > ${validFrom})
      on conflict (enterprise, duty, person, valid_from) do update set valid_to = excluded.valid_to
      returning ${columns(sql)}`;
    if (after === undefined) throw new Error(`${duty} of ${enterprise} was not written`);
    return { done: after, changes: [...ended, changeOf(old ?? null, after)] };
  });
}

/** Ends the duty of whoever has it on a day with that day (inclusive), today at the earliest; once. */
export async function endResponsibility(
  db: Db,
  { enterprise, duty, validTo }: Pick<Responsibility, 'enterprise' | 'duty'> & { readonly validTo: Day },
  hand: Reasoned,
): Promise<Written<Responsibility>> {
  if (validTo < dayOf(hand.at)) return { not: 'past' };
  return await writeChanges<Responsibility>(db, hand, async (sql) => {
    await oneAtATime(sql, 'responsibilities', `${enterprise}/${duty}`);
    const before = await standing(sql, enterprise, duty, validTo);
    if (before === null) return { not: 'absent' };
    if (before.validTo === validTo) return { again: before };
    return { done: { ...before, validTo }, changes: [await endedOn(sql, before, validTo)] };
  });
}

async function endedOn(sql: Transaction, before: Responsibility, validTo: Day) {
  const { enterprise, duty, person, validFrom } = before;
  await sql`
    update responsibilities set valid_to = ${validTo}
    where enterprise = ${enterprise} and duty = ${duty} and person = ${person} and valid_from = ${validFrom}`;
  return changeOf(before, { ...before, validTo });
}

function changeOf(before: Responsibility | null, after: Responsibility) {
  return { register: 'responsibilities', id: idOf(after), before, after } as const;
}

async function standsAgainst(
  sql: Transaction,
  before: Responsibility | null,
  named: Omit<Responsibility, 'validTo'>,
  hand: Reasoned,
): Promise<{ readonly not: NotWritten } | null> {
  const { enterprise, duty, person, validFrom } = named;
  if (before === null) {
    if (!isTooLate(validFrom, hand.at)) return null;
    const any = await sql`select 1 from responsibilities where enterprise = ${enterprise} and duty = ${duty} limit 1`;
    return any.length > 0 ? { not: 'past' } : null;
  }
  if (before.person === person) return { not: 'nothing' };
  if (before.validFrom < validFrom) return validFrom < dayOf(hand.at) ? { not: 'past' } : null;
  const isNew = validFrom >= dayOf(hand.at) && (await isOfToday(sql, before, hand));
  return isNew ? null : { not: 'period' };
}

/** Whether an entry was made today: what is mistyped is mended before others rely on it. */
async function isOfToday(sql: Transaction, entry: Responsibility, { at }: Reasoned): Promise<boolean> {
  const [first] = await sql<{ at: Instant }[]>`
    select at from register_versions where register = 'responsibilities' and id = ${idOf(entry)} order by ord limit 1`;
  return first !== undefined && dayOf(first.at) === dayOf(at);
}

/** Why the person cannot have the duty that day; null when nothing stands against it. */
async function unfit(
  sql: Transaction,
  { enterprise, duty, person, validFrom }: Omit<Responsibility, 'validTo'>,
): Promise<{ readonly not: NotWritten } | { readonly faults: readonly DraftFault[] } | null> {
  const [row] = await sql<{ enterprise: boolean; person: boolean; posts: number; fits: boolean | null }[]>`
    select exists (select 1 from enterprises where unit = ${enterprise}) as enterprise,
      exists (select 1 from people where id = ${person}) as person,
      count(o.id) as posts, bool_or(${fitsDuty(sql, duty, validFrom)}) as fits
    from enterprises e join units u on u.id = e.unit
      join tenures t on t.person = ${person} and ${validOn(sql, validFrom, 't')}
      join posts o on o.id = t.post and ${validOn(sql, validFrom, 'o')} join units w on w.id = o.unit
    where e.unit = ${enterprise}`;
  if (row?.enterprise !== true) return { not: 'unit' };
  if (!row.person) return { not: 'nobody' };
  if (row.posts === 0) return { faults: [VACANT] };
  return row.fits === true ? null : { faults: [UNFIT] };
}

const VACANT = fault('/person', 'NotInPost', '该人员在起始日没有任职');
const UNFIT = fault(
  '/person',
  'DutyUnfit',
  '主体责任人须是本企业人员，监管责任人须是安委办、监管部门或所属乡镇人员，领导责任人须是县领导或部门、所属乡镇的分管以上负责人',
);

async function standing(
  sql: Transaction,
  enterprise: UnitId,
  duty: ChainDuty,
  day: Day,
): Promise<Responsibility | null> {
  const [row] = await sql<Responsibility[]>`
    select ${columns(sql)} from responsibilities r
    where enterprise = ${enterprise} and duty = ${duty} and ${validOn(sql, day, 'r')}`;
  return row ?? null;
}

/** An entry of the register is known by enterprise, duty, person and first day. */
function idOf({ enterprise, duty, person, validFrom }: Omit<Responsibility, 'validTo'>): string {
  return `${enterprise}/${duty}/${person}/${validFrom}`;
}

function columns(sql: Queryable) {
  return sql`enterprise, duty, person, valid_from as "validFrom", valid_to as "validTo"`;
}
