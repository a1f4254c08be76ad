import type { Db } from '../../db/client.ts';
import { inScope, type Scope } from '../../db/queries/scope.ts';

/** Whether a matter within the scope cites the file. */
export async function isCitedWithin(db: Db, id: string, scope: Scope): Promise<boolean> {
  if (scope === 'all') return true;
  const rows = await db.sql`
    select 1 from matters m where ${inScope(db.sql, scope)} and position(${id} in m.state::text) > 0 limit 1`;
  return rows.length > 0;
}
