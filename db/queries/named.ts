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
