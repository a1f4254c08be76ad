import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';

/** A matter that this one was transferred into; shaped as the links that a kind itself knows. */
export interface ChildLink {
  readonly relation: 'child';
  readonly matterId: MatterId;
  readonly number: string;
  readonly said: null;
}

/** The matters that name this one as their parent. The rules cannot know them: a job opens them afterwards. */
export async function childLinks(db: { readonly sql: Queryable }, id: MatterId): Promise<readonly ChildLink[]> {
  const rows = await db.sql<{ matterId: MatterId; number: string }[]>`
    select id as "matterId", number from matters where parent = ${id} order by opened_at, id`;
  return rows.map((row) => ({ relation: 'child', ...row, said: null }));
}
