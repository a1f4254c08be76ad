import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { inScope, type Scope } from './scope.ts';

/** A matter that this one was transferred into; shaped as the links that a kind itself knows. */
export interface ChildLink {
  readonly relation: 'child';
  readonly matterId: MatterId;
  readonly number: string;
  readonly said: null;
}

/** The matters in scope that name this one as their parent. The rules cannot know them: a job opens them afterwards. */
export async function childLinks(
  db: { readonly sql: Queryable },
  id: MatterId,
  scope: Scope,
): Promise<readonly ChildLink[]> {
  const rows = await db.sql<{ matterId: MatterId; number: string }[]>`
    select m.id as "matterId", m.number from matters m where m.parent = ${id} and ${inScope(db.sql, scope)}
    order by m.opened_at, m.id`;
  return rows.map((row) => ({ relation: 'child', ...row, said: null }));
}
