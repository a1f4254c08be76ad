import type { Db } from '../../db/client.ts';
import type { NameOf } from './words.ts';

/** Names of units, posts and people as the registers have them now; an id that none knows stands for itself. */
export async function namesFrom(db: Db): Promise<NameOf> {
  const rows = await db.sql<{ id: string; name: string }[]>`
    select id, short_name as name from units union all select id, title from posts union all select id, name from people`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
