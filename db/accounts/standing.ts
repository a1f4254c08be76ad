import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import { holdsPost } from './posts.ts';
import { IDLE_MS } from './session.ts';

/**
 * As whom these sessions act now, by their ids; one that has ended, lies idle or must first be set right is missing. Nobody
 * is seen by it: who only listens lies idle.
 */
export async function standingSessions(
  { sql }: { readonly sql: Queryable },
  ids: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, Actor>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<(Actor & { readonly id: string })[]>`
    select s.id, a.person, o.id as post, o.unit, o.rank, o.role
    from sessions s join accounts a using (username) join posts o on o.id = s.post
    where s.id = any(${[...new Set(ids)]}) and s.expires_at > ${at} and s.last_seen_at > ${plusMs(at, -IDLE_MS)}
      and s.restricted is null and not a.disabled and a.released_at is not null and ${holdsPost(sql, dayOf(at))}`;
  return new Map(rows.map(({ id, ...actor }) => [id, actor]));
}
