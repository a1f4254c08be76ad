import type { Day } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';

/** That the person of account `a` holds post `o` on a day, as a condition of a statement that calls the two so. */
export function holdsPost(sql: Queryable, day: Day) {
  return sql`(
    o.valid_from <= ${day} and (o.valid_to is null or o.valid_to >= ${day})
    and exists (select 1 from tenures t where t.post = o.id and t.person = a.person
      and t.valid_from <= ${day} and (t.valid_to is null or t.valid_to >= ${day})))`;
}
