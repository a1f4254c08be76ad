import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { validOn } from '../valid-on.ts';

/**
 * Who of those that a paper names signs it in person, in the same order: an expert (专家) advises whoever signs, and has
 * no access to what is not issued yet. As the posts were at `at`; whoever was in no post is kept.
 */
export async function signersAmong(
  { sql }: Pick<Db, 'sql'>,
  named: readonly PersonId[],
  at: Instant,
): Promise<PersonId[]> {
  const day = dayOf(at);
  const rows = await sql<{ person: PersonId }[]>`
    select n.person from unnest(${[...named]}::text[]) with ordinality n(person, place)
      left join tenures t on t.person = n.person and ${validOn(sql, day, 't')}
      left join posts o on o.id = t.post
    group by n.person, n.place having bool_and(o.role = 'expert') is not true order by n.place`;
  return rows.map(({ person }) => person);
}
