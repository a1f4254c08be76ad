import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { holdingPromoted } from '../accounts/promotion.ts';
import { isAdministrators, isOutOfReach, leavesNobody, roleOfPost } from './administrator-posts.ts';
import { lockAdministrators, wouldHoldTwo } from './administrators.ts';
import { isTooLate } from './late.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';
import { validOn } from '../valid-on.ts';

/** Who holds which post from when to when; `validTo` is the last day, null while it is open. */
export interface Tenure {
  readonly post: string;
  readonly person: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** Who says who is in a post, by the role in which they do. */
export interface Appointer extends Hand {
  readonly role: Role;
}

/**
 * Why nothing was changed. `absent`: none stands then; `overlaps`: the same person holds the post in these days already;
 * `period`: it ends before it begins; `elsewhere`: in these days the person works for an enterprise and the post is not its
 * own, or the other way round; `administrators`: in these days the person would be one of 三员 and something else; `reach`:
 * the system administrator would change who is one of 三员; `identity`: one of 三员 whose identity card is not on record;
 * `last`: one of 三员 would be nobody; `past`: it would change what was recorded of days that are over.
 */
type NotChanged =
  'absent' | 'period' | 'overlaps' | 'elsewhere' | 'administrators' | 'reach' | 'identity' | 'last' | 'past';

/** What became of a change: done, or why nothing was changed. */
export type Changing<Row> = { readonly done: Row } | { readonly not: NotChanged };

/**
 * Puts a person into a post, and holds their accounts where it is the first high one, from a month ago at the earliest (`isTooLate`), but for who has never held any: where they
 * have been until now may be entered once, not before the post was there.
 */
export async function beginTenure(db: Db, tenure: Tenure, reason: string, hand: Appointer): Promise<Changing<Tenure>> {
  const { post, person, validFrom, validTo } = tenure;
  if (validTo !== null && validTo < validFrom) return { not: 'period' };
  let said: Changing<Tenure> = { done: tenure };
  await writeRegister(db, 'tenures', hand, async (sql) => {
    await lockAdministrators(sql);
    await oneAtATime(sql, 'tenures', person);
    const not = await standsAgainst(sql, tenure, hand);
    if (not !== null) {
      said = { not };
      return null;
    }
    await holdingPromoted(sql, [person], hand, async () => {
      await sql`
        insert into tenures (post, person, valid_from, valid_to) values (${post}, ${person}, ${validFrom}, ${validTo})`;
    });
    return { id: idOf(tenure), before: null, after: { ...tenure, reason } };
  });
  return said;
}

async function standsAgainst(sql: Transaction, tenure: Tenure, hand: Appointer): Promise<NotChanged | null> {
  const { post, person, validFrom, validTo } = tenure;
  const role = await roleOfPost(sql, post);
  if (isOutOfReach(hand, role)) return 'reach';
  const held = await sql<{ same: boolean; apart: boolean }[]>`
    select t.post = ${post} as same, u.id <> w.id and 'enterprise' in (u.kind, w.kind) as apart
    from tenures t join posts o on o.id = t.post join units u on u.id = o.unit
      join posts n on n.id = ${post} join units w on w.id = n.unit
    where t.person = ${person} and t.valid_from <= ${validTo ?? 'infinity'}
      and (t.valid_to is null or t.valid_to >= ${validFrom})`;
  if (held.some(({ apart }) => apart)) return 'elsewhere';
  if (held.some(({ same }) => same)) return 'overlaps';
  if (await rewrites(sql, tenure, hand)) return 'past';
  if (await wouldHoldTwo(sql, tenure)) return 'administrators';
  return isAdministrators(role) && (await isNamesake(sql, person)) ? 'identity' : null;
}

async function rewrites(sql: Transaction, { post, person, validFrom }: Tenure, { at }: Hand): Promise<boolean> {
  if (!isTooLate(validFrom, at)) return false;
  const [row] = await sql<{ is: boolean }[]>`
    select valid_from > ${validFrom} or exists (select 1 from tenures where person = ${person}) as is
    from posts where id = ${post}`;
  return row?.is ?? true;
}

/** Whether nobody can tell who somebody is but by their name. */
async function isNamesake(sql: Transaction, person: string): Promise<boolean> {
  return (await sql`select 1 from people where id = ${person} and identity is null`).length > 0;
}

/** Ends the tenure that stands on a day with that day (inclusive), today at the earliest. */
export async function endTenure(
  db: Db,
  which: Pick<Tenure, 'post' | 'person'> & { readonly validTo: Day },
  reason: string,
  hand: Appointer,
): Promise<Changing<Tenure>> {
  const { post, person, validTo } = which;
  if (validTo < dayOf(hand.at)) return { not: 'past' };
  let said: Changing<Tenure> = { not: 'absent' };
  await writeRegister(db, 'tenures', hand, async (sql) => {
    await lockAdministrators(sql);
    await oneAtATime(sql, 'tenures', person);
    const before = await standing(sql, which);
    if (before === null) return null;
    const role = (await roleOfPost(sql, post)) ?? '';
    const isReached = !isOutOfReach(hand, role);
    if (!isReached || (await leavesNobody(sql, role, validTo, { post, person }))) {
      said = { not: isReached ? 'last' : 'reach' };
      return null;
    }
    await sql`
      update tenures set valid_to = ${validTo}
      where post = ${post} and person = ${person} and valid_from = ${before.validFrom}`;
    const after: Tenure = { ...before, validTo };
    said = { done: after };
    return { id: idOf(before), before, after: { ...after, reason } };
  });
  return said;
}

async function standing(
  sql: Transaction,
  { post, person, validTo }: Pick<Tenure, 'post' | 'person'> & { readonly validTo: Day },
): Promise<Tenure | null> {
  const [row] = await sql<Tenure[]>`
    select ${columns(sql)} from tenures where post = ${post} and person = ${person}
      and ${validOn(sql, validTo)}`;
  return row ?? null;
}

/** An entry of the register is known by post, person and first day. */
function idOf({ post, person, validFrom }: Tenure): string {
  return `${post}/${person}/${validFrom}`;
}

function columns(sql: Queryable) {
  return sql`post, person, valid_from as "validFrom", valid_to as "validTo"`;
}
