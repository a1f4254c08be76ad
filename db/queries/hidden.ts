import type { Queryable } from '../client.ts';
import { inScope, type Scope } from './scope.ts';

/** Which of these words are matters that are there, but not for this reader. */
export async function hiddenAmong(
  { sql }: { readonly sql: Queryable },
  words: readonly string[],
  scope: Scope,
): Promise<ReadonlySet<string>> {
  if (scope === 'all' || words.length === 0) return new Set();
  const rows = await sql<{ id: string }[]>`
    select m.id from matters m where m.id = any(${[...new Set(words)]}) and not ${inScope(sql, scope)}`;
  return new Set(rows.map(({ id }) => id));
}

/** Whether there is a file of this id: asked for whoever was told that there is none. */
export async function isHiddenEvidence(sql: Queryable, id: string): Promise<boolean> {
  const rows = await sql`select 1 from evidence where id = ${id}`;
  return rows.length > 0;
}
