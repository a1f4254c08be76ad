import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { ADMINISTRATORS } from '../registers/fitness.ts';

/**
 * Whether somebody who is to act as `post` would then be two of the three administrators: by another post that they hold
 * or are to hold, or by another account.
 */
export async function wouldBeTwo(sql: Queryable, person: PersonId, post: PostId, at: Instant): Promise<boolean> {
  const day = dayOf(at);
  const [row] = await sql<{ two: boolean }[]>`
    select exists (
      select 1 from posts other where other.role = any(${[...ADMINISTRATORS]}) and other.role <> o.role
        and (other.valid_to is null or other.valid_to >= ${day})
        and (exists (select 1 from accounts a where a.person = ${person} and a.post = other.id and not a.disabled)
          or exists (select 1 from tenures t where t.person = ${person} and t.post = other.id
            and (t.valid_to is null or t.valid_to >= ${day})))
    ) as two
    from posts o where o.id = ${post} and o.role = any(${[...ADMINISTRATORS]})`;
  return row?.two ?? false;
}
