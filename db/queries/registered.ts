import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Db } from '../client.ts';
import { validOn } from '../valid-on.ts';

/** Which of these words are ids of units and of people that the registers know on that day; for bodies made by jobs. */
export async function registeredAmong(
  db: Db,
  words: readonly string[],
  at: Instant,
): Promise<{ readonly units: readonly string[]; readonly people: readonly string[] }> {
  const asked = [...new Set(words)];
  const day = dayOf(at);
  const [row] = await db.sql<{ units: string[]; people: string[] }[]>`
    select
      (select coalesce(array_agg(id), '{}') from units where id = any(${asked})
        and ${validOn(db.sql, day)}) as units,
      (select coalesce(array_agg(distinct person), '{}') from tenures where person = any(${asked})
        and ${validOn(db.sql, day)}) as people`;
  return row ?? { units: [], people: [] };
}
