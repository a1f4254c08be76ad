import { dayOf, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';
import { validOn } from '../valid-on.ts';

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

/** Why leave is not registered: the person is on leave in these days, or the deputy is not of the person's units. */
type LeaveRefused = 'overlaps' | 'deputy';

/** Registers leave, once: the id again changes nothing and answers what stands. */
export async function registerLeave(db: Db, leave: NewLeave, hand: Hand): Promise<Leave | LeaveRefused> {
  const { id, person, from, to, deputyPost, reason } = leave;
  let said: Leave | LeaveRefused = 'overlaps';
  await writeRegister(db, 'leaves', hand, async (sql) => {
    await oneAtATime(sql, 'leaves', `of/${person}`);
    const refused = await refusedLeave(sql, leave);
    const [after] =
      refused === null
        ? await sql<Leave[]>`
            insert into leaves (id, person, from_day, to_day, deputy_post, reason, by, at)
            values (${id}, ${person}, ${from}, ${to}, ${deputyPost}, ${reason}, ${hand.by}, ${hand.at})
            returning ${columns(sql)}`
        : [];
    said = after ?? refused ?? said;
    return after === undefined ? null : { id, before: null, after };
  });
  return said;
}

/** Why the leave is not to be written; the leave itself when it was before; null when nothing stands against it. */
async function refusedLeave(sql: Transaction, leave: NewLeave): Promise<Leave | LeaveRefused | null> {
  const { id, person, from, to, deputyPost } = leave;
  const known = await leaveOf({ sql }, id);
  if (known !== null) return known;
  const overlapping = await sql`
    select 1 from leaves where person = ${person} and cancelled_at is null and from_day <= ${to} and to_day >= ${from}`;
  if (overlapping.length > 0) return 'overlaps';
  if (deputyPost === null) return null;
  // A post outside the unit, such as one of the enterprise that is inspected, would act in the unit's name.
  const held = sql`tenures t join posts o on o.id = t.post where t.person = ${person}
    and t.valid_from <= ${to} and (t.valid_to is null or t.valid_to >= ${from})`;
  const fitting = await sql`
    select 1 from posts d where d.id = ${deputyPost} and d.unit in (select o.unit from ${held})
      and d.id not in (select o.id from ${held})`;
  return fitting.length > 0 ? null : 'deputy';
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
      and ${validOn(db.sql, day, 't')}) as units
    from people p where p.id = ${person}`;
  return row?.units ?? null;
}

function columns(sql: Queryable) {
  return sql`id, person, from_day as "from", to_day as "to", deputy_post as "deputyPost", reason, by, at,
    cancelled_at as "cancelledAt"`;
}
