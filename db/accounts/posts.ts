import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { validOn } from '../valid-on.ts';

/** A post that somebody may act as. */
export interface HeldPost {
  readonly post: PostId;
  readonly postTitle: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly rank: number;
  readonly role: Role;
  /** The account's own: as which it signs in when nothing else is asked for. */
  readonly isOwn: boolean;
}

/** The posts that an account's person holds that day, the account's own first. */
export async function postsOf(
  db: { readonly sql: Queryable },
  username: string,
  at: Instant,
): Promise<readonly HeldPost[]> {
  return await db.sql<HeldPost[]>`
    select o.id as post, o.title as "postTitle", u.id as unit, u.name as "unitName", o.rank, o.role,
      o.id = a.post as "isOwn"
    from accounts a join posts o on ${holdsPost(db.sql, dayOf(at))} join units u on u.id = o.unit
    where a.username = ${username} order by o.id <> a.post, o.id`;
}

/** That the person of account `a` holds post `o` on a day, as a condition of a statement that calls the two so. */
export function holdsPost(sql: Queryable, day: Day) {
  return sql`(
    ${validOn(sql, day, 'o')}
    and exists (select 1 from tenures t where t.post = o.id and t.person = a.person
      and ${validOn(sql, day, 't')}))`;
}
