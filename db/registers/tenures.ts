import type { Day } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { lockAdministrators, wouldHoldTwo } from './administrators.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

/** Who holds which post from when to when; `validTo` is the last day, null while it is open. */
export interface Tenure {
  readonly post: string;
  readonly person: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** What became of a change: done, or why nothing was changed. */
export type Changing<Row> =
  { readonly done: Row } | { readonly not: 'absent' | 'period' | 'overlaps' | 'elsewhere' | 'administrators' };

/**
 * Puts a person into a post. `overlaps`: the same person holds it in these days already; `period`: it ends before it
 * begins; `elsewhere`: in these days the person works for an enterprise and the post is not its own, or the other way round;
 * `administrators`: in these days the person would be two of 三员.
 */
export async function beginTenure(db: Db, tenure: Tenure, reason: string, hand: Hand): Promise<Changing<Tenure>> {
  const { post, person, validFrom, validTo } = tenure;
  if (validTo !== null && validTo < validFrom) return { not: 'period' };
  let not: 'overlaps' | 'elsewhere' | 'administrators' = 'overlaps';
  const changed = await writeRegister(db, 'tenures', hand, async (sql) => {
    await lockAdministrators(sql);
    await oneAtATime(sql, 'tenures', person);
    const held = await sql<{ same: boolean; apart: boolean }[]>`
      select t.post = ${post} as same, u.id <> w.id and 'enterprise' in (u.kind, w.kind) as apart
      from tenures t join posts o on o.id = t.post join units u on u.id = o.unit
        join posts n on n.id = ${post} join units w on w.id = n.unit
      where t.person = ${person} and t.valid_from <= ${validTo ?? 'infinity'}
        and (t.valid_to is null or t.valid_to >= ${validFrom})`;
    if (held.some(({ apart }) => apart)) not = 'elsewhere';
    if (held.some(({ same, apart }) => same || apart)) return null;
    if (await wouldHoldTwo(sql, tenure)) {
      not = 'administrators';
      return null;
    }
    await sql`
      insert into tenures (post, person, valid_from, valid_to) values (${post}, ${person}, ${validFrom}, ${validTo})`;
    return { id: idOf(tenure), before: null, after: { ...tenure, reason } };
  });
  return changed === null ? { not } : { done: tenure };
}

/** Ends the tenure that stands on a day with that day (inclusive). `absent`: none stands then. */
export async function endTenure(
  db: Db,
  which: Pick<Tenure, 'post' | 'person'> & { readonly validTo: Day },
  reason: string,
  hand: Hand,
): Promise<Changing<Tenure>> {
  const { post, person, validTo } = which;
  const changed = await writeRegister(db, 'tenures', hand, async (sql) => {
    await oneAtATime(sql, 'tenures', person);
    const before = await standing(sql, which);
    if (before === null) return null;
    await sql`
      update tenures set valid_to = ${validTo}
      where post = ${post} and person = ${person} and valid_from = ${before.validFrom}`;
    const after: Tenure = { ...before, validTo };
    return { id: idOf(before), before, after: { ...after, reason }, tenure: after };
  });
  return changed === null ? { not: 'absent' } : { done: changed.tenure };
}

async function standing(
  sql: Transaction,
  { post, person, validTo }: Pick<Tenure, 'post' | 'person'> & { readonly validTo: Day },
): Promise<Tenure | null> {
  const [row] = await sql<Tenure[]>`
    select ${columns(sql)} from tenures where post = ${post} and person = ${person}
      and valid_from <= ${validTo} and (valid_to is null or valid_to >= ${validTo})`;
  return row ?? null;
}

/** An entry of the register is known by post, person and first day. */
function idOf({ post, person, validFrom }: Tenure): string {
  return `${post}/${person}/${validFrom}`;
}

function columns(sql: Queryable) {
  return sql`post, person, valid_from as "validFrom", valid_to as "validTo"`;
}
