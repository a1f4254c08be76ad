import type { Queryable } from '../client.ts';
import { inScope, type Scope } from './scope.ts';

/** Whether there is a matter of this id, but outside the scope. */
export async function isHiddenMatter(sql: Queryable, id: string, scope: Scope): Promise<boolean> {
  const rows = await sql`select 1 from matters m where m.id = ${id} and not ${inScope(sql, scope)}`;
  return rows.length > 0;
}

/** Whether there is a file of this id: asked for whoever was told that there is none. */
export async function isHiddenEvidence(sql: Queryable, id: string): Promise<boolean> {
  const rows = await sql`select 1 from evidence where id = ${id}`;
  return rows.length > 0;
}
