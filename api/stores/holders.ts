import type { Db } from '../../db/client.ts';
import type { Holder } from '../../db/queries/row.ts';
import type { Day } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import { validOn } from '../../db/valid-on.ts';

/** A holder's post with the names that the registers give for a day; the person named by the matter wins. */
export async function holderAt(
  db: Db,
  holder: { readonly post: PostId; readonly unit: UnitId; readonly person: PersonId | null },
  day: Day,
): Promise<Holder> {
  const [row] = await db.sql<Pick<Holder, 'person' | 'name' | 'postTitle' | 'unitName'>[]>`
    select p.id as person, p.name, o.title as "postTitle", u.name as "unitName"
    from (select ${holder.post}::text as post, ${holder.unit}::text as unit) h
    left join posts o on o.id = h.post
    left join units u on u.id = h.unit
    left join lateral (
      select t.person from tenures t
      where t.post = h.post and ${validOn(db.sql, day, 't')}
      order by t.valid_from desc limit 1) ht on true
    left join people p on p.id = coalesce(${holder.person}::text, ht.person)`;
  const names = row ?? { person: holder.person, name: null, postTitle: null, unitName: null };
  return { post: holder.post, unit: holder.unit, ...names };
}
