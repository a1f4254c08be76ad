import type { Db } from '../client.ts';

/** The names of units by their ids; one that nobody knows is missing. */
export async function unitNames({ sql }: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from units where id = any(${[...new Set(ids)]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
