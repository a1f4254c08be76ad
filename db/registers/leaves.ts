import { dayOf, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable } from '../client.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

/** Leave of a person, from one day to another inclusive, and the post that stands in, if one was named. */
export interface Leave {
  readonly id: string;
  readonly person: PersonId;
  readonly from: Day;
  readonly to: Day;
  readonly deputyPost: PostId | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly cancelledAt: Instant | null;
}

/** Leave as it is handed in. */
type NewLeave = Pick<Leave, 'id' | 'person' | 'from' | 'to' | 'deputyPost' | 'reason'>;

/** Registers leave, once: the id again changes nothing and answers what stands. */
export async function registerLeave(db: Db, leave: NewLeave, hand: Hand): Promise<Leave> {
  const { id, person, from, to, deputyPost, reason } = leave;
  await writeRegister(db, 'leaves', hand, async (sql) => {
    const [after] = await sql<Leave[]>`
      insert into leaves (id, person, from_day, to_day, deputy_post, reason, by, at)
      values (${id}, ${person}, ${from}, ${to}, ${deputyPost}, ${reason}, ${hand.by}, ${hand.at})
      on conflict (id) do nothing returning ${columns(sql)}`;
    return after === undefined ? null : { id, before: null, after };
  });
  const stands = await leaveOf(db, id);
  if (stands === null) throw new Error(`leave ${id} vanished while it was registered`);
  return stands;
}

/** Cancels leave as a whole; null when it was cancelled before, or there is none. */
export async function cancelLeave(db: Db, id: string, reason: string, hand: Hand): Promise<Leave | null> {
  const changed = await writeRegister(db, 'leaves', hand, async (sql) => {
    await oneAtATime(sql, 'leaves', id);
    const before = await leaveOf({ sql }, id);
    if (before === null || before.cancelledAt !== null) return null;
    await sql`update leaves set cancelled_at = ${hand.at} where id = ${id}`;
    const after: Leave = { ...before, cancelledAt: hand.at };
    return { id, before, after: { ...after, cancelledBecause: reason }, leave: after };
  });
  return changed?.leave ?? null;
}

/** Leave by its id; null when there is none. */
export async function leaveOf(db: { readonly sql: Queryable }, id: string): Promise<Leave | null> {
  const [leave] = await db.sql<Leave[]>`select ${columns(db.sql)} from leaves where id = ${id}`;
  return leave ?? null;
}

/** The units in which a person holds a post at an instant; null when the register knows no such person. */
export async function unitsOfPerson(db: Db, person: string, at: Instant): Promise<readonly UnitId[] | null> {
  const day = dayOf(at);
  const [row] = await db.sql<{ units: UnitId[] }[]>`
    select array(select distinct o.unit from tenures t join posts o on o.id = t.post where t.person = p.id
      and t.valid_from <= ${day} and (t.valid_to is null or t.valid_to >= ${day})) as units
    from people p where p.id = ${person}`;
  return row?.units ?? null;
}

function columns(sql: Queryable) {
  return sql`id, person, from_day as "from", to_day as "to", deputy_post as "deputyPost", reason, by, at,
    cancelled_at as "cancelledAt"`;
}
