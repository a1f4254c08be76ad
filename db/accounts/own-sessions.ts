import { dayOf, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { PostId } from '../../workflows/kernel/terms.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';
import type { Db } from '../client.ts';
import { appendTrail, trailActor, type TrailEntry } from '../trail.ts';
import type { Door } from './door.ts';
import { holdsPost } from './posts.ts';
import { owesFactor } from './restriction.ts';
import { IDLE_MS, type Session } from './session.ts';

/** A session as its owner sees it. */
export interface OwnSession {
  readonly id: string;
  readonly method: Session['method'];
  readonly post: PostId;
  readonly address: string | null;
  readonly agent: string | null;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly current: boolean;
}

/** The sessions of one's own account that stand at `at`, the latest first. */
export async function ownSessions(db: Db, { username, id }: Session, at: Instant): Promise<readonly OwnSession[]> {
  return await db.sql<OwnSession[]>`
    select id, method, post, address, agent, created_at as "createdAt", last_seen_at as "lastSeenAt",
      expires_at as "expiresAt", id = ${id} as current
    from sessions where username = ${username} and expires_at > ${at} and last_seen_at > ${plusMs(at, -IDLE_MS)}
    order by created_at desc, id`;
}

/** Ends one session of one's own account; false when there is none of that id. */
export async function revokeOwn(db: Db, session: Session, id: string, at: Instant): Promise<boolean> {
  const { username, actor } = session;
  return await db.sql.begin(async (sql) => {
    const gone = await sql`delete from sessions where id = ${id} and username = ${username} returning 1`;
    if (gone.length > 0) await appendTrail({ sql }, sessionsRevoked(actor, username, { session: id }, at));
    return gone.length > 0;
  });
}

/** Ends all sessions of one's own account but this one; how many they were. */
export async function revokeOthers(db: Db, { username, id, actor }: Session, at: Instant): Promise<number> {
  return await db.sql.begin(async (sql) => {
    const gone = await sql`delete from sessions where username = ${username} and id <> ${id} returning 1`;
    if (gone.length > 0) await appendTrail({ sql }, sessionsRevoked(actor, username, { sessions: gone.length }, at));
    return gone.length;
  });
}

/**
 * Goes on as another post that the person holds that day. `NotHeld`: they do not; `FactorMissing`: the post, such as an
 * administrator's, asks for a second factor, and the session did not begin with one.
 */
export async function switchPost(
  { db, secondFactor }: Door,
  { id, username, method }: Session,
  post: PostId,
  at: Instant,
): Promise<'Switched' | 'NotHeld' | 'FactorMissing'> {
  const [held] = await db.sql<{ role: Role }[]>`
    select o.role from accounts a join posts o on o.id = ${post} and ${holdsPost(db.sql, dayOf(at))}
    where a.username = ${username}`;
  if (held === undefined) return 'NotHeld';
  // Where everyone owes one, no session by a platform comes here that has not shown it.
  const hasShown = method === 'totp' || (secondFactor === 'everyone' && method === 'oidc');
  if (owesFactor(held.role, secondFactor) && !hasShown) return 'FactorMissing';
  await db.sql`update sessions set post = ${post} where id = ${id}`;
  return 'Switched';
}

/** What the trail says of sessions that somebody ended, not by signing out. */
export function sessionsRevoked(actor: Actor, username: string, data: TrailEntry['data'], at: Instant): TrailEntry {
  return { at, type: 'SessionRevoked', actor: trailActor(actor), subject: `accounts/${username}`, data };
}
