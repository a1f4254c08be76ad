import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable } from '../client.ts';
import { lockAdministrators } from '../registers/administrators.ts';
import { appendTrail, trailActor } from '../trail.ts';
import { wouldBeTwo } from './administrators.ts';
import { isHigh, tellOwner } from './hold.ts';
import { oneTimePassword } from './one-time.ts';
import { holdsPost } from './posts.ts';

/** Whose account is to be made, under which name, to act as which post. */
export interface NewAccount {
  readonly username: string;
  readonly person: PersonId;
  readonly post: PostId;
}

/** What a username is made of. */
export const USERNAME = /^[a-z][a-z0-9._-]{2,31}$/;

/** Why an account is not made: `Own`, nobody makes their own; `Two`, its person would be two of the three administrators. */
export type NotMade = 'Own' | 'UnknownPerson' | 'NotHeld' | 'Two' | 'Taken';

/**
 * Makes an account with a password that is shown once, here, and must be changed at the first sign-in. One for somebody
 * who has one already, or whose post is high, is held until another administrator releases it.
 */
export async function makeAccount(
  db: Db,
  { username, person, post }: NewAccount,
  by: Actor,
  at: Instant,
): Promise<{ readonly password: string } | { readonly not: NotMade }> {
  if (person === by.person) return { not: 'Own' };
  const { password, hash } = await oneTimePassword();
  return await db.sql.begin(async (sql) => {
    await lockAdministrators(sql);
    if ((await sql`select 1 from people where id = ${person}`).length === 0) return { not: 'UnknownPerson' } as const;
    if (!(await holds(sql, person, post, at))) return { not: 'NotHeld' } as const;
    if (await wouldBeTwo(sql, person, post, at)) return { not: 'Two' } as const;
    const isSecond = (await sql`select 1 from accounts where person = ${person} limit 1`).length > 0;
    const isHeld = isSecond || (await isHigh(sql, person, at));
    const made = await sql`
      insert into accounts
        (username, person, post, password_hash, must_change, password_set_at, created_by, created_at, released_at)
      values (${username}, ${person}, ${post}, ${hash}, true, ${at}, ${by.person}, ${at}, ${isHeld ? null : at})
      on conflict do nothing returning 1`;
    if (made.length === 0) return { not: 'Taken' } as const;
    const subject = `accounts/${username}`;
    if (isHeld) await tellOwner(sql, { username, person }, 'made', at);
    const data = { person, post, ...(isHeld ? { held: true } : {}) };
    await appendTrail({ sql }, { at, type: 'AccountMade', actor: trailActor(by), subject, data });
    return { password };
  });
}

/** Whether a person holds a post that day. */
export async function holds(sql: Queryable, person: PersonId, post: PostId, at: Instant): Promise<boolean> {
  const rows = await sql`
    select 1 from (select ${person}::text as person) a join posts o on o.id = ${post} and ${holdsPost(sql, dayOf(at))}`;
  return rows.length > 0;
}
