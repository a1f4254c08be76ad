import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor, Role } from '../../workflows/kernel/command.ts';
import { dayOf, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import { sha256 } from '../chain.ts';
import type { Queryable } from '../client.ts';
import type { KeyScope } from './key-scopes.ts';
import { holdsPost } from './posts.ts';

/** Who is signed in, as what, and what of it is allowed. */
export interface Session {
  /** What people may see of it; an API key's own id. */
  readonly id: string;
  readonly username: string;
  readonly actor: Actor;
  readonly name: string;
  readonly postTitle: string;
  readonly unitName: string;
  /** It ends then, however busy it is. */
  readonly expiresAt: Instant;
  /** `totp`: password and one-time code; `oidc`: a government platform; `key`: an API key. */
  readonly method: SessionMethod | 'key';
  /** What has to be done before anything else is allowed; null for nothing. */
  readonly restricted: Restriction | null;
  /** What an API key may do; null for people. */
  readonly scopes: readonly KeyScope[] | null;
}

/** How a person's session began. */
export type SessionMethod = 'password' | 'totp' | 'oidc';
/** `password`: it must be changed; `totp`: a second factor must be enrolled. */
export type Restriction = 'password' | 'totp';

/** A session ends so long after its last request (GB/T 22239 asks that an idle one ends; the figure is ours). */
export const IDLE_MS = 30 * 60_000;
/** A session ends so long after it began, whatever happens in it (ASVS 5.0 V7.3.2; the figure is ours). */
const SESSION_MS = 12 * 3_600_000;
/** `last_seen_at` is so exact: a busy session is written once a minute, not with each request. */
const SEEN_EVERY_MS = 60_000;
/** Browsers name themselves at any length. */
const AGENT_MAX = 200;

/** What a session is begun with; `post` null is the account's own. */
export interface Beginning {
  readonly username: string;
  readonly post: PostId | null;
  readonly method: SessionMethod;
  readonly restricted: Restriction | null;
  readonly address: string | null;
  readonly agent: string | null;
  readonly at: Instant;
}

/** A session that has begun; `token` is known to its bearer alone from now on. */
export interface Begun {
  readonly token: string;
  readonly session: Session;
}

/** Begins a session; null when the account is disabled or held, or its person does not hold the post that day. */
export async function beginSession(
  db: { readonly sql: Queryable },
  { username, post, method, restricted, address, agent, at }: Beginning,
): Promise<Begun | null> {
  const token = randomBytes(32).toString('base64url');
  await db.sql`
    with swept as (
      delete from sessions where expires_at < ${at} or last_seen_at < ${plusMs(at, -IDLE_MS)}
    )
    insert into sessions
      (token_hash, id, username, post, method, restricted, address, agent, created_at, last_seen_at, expires_at)
    select ${sha256(token)}, ${randomUUID()}, a.username, o.id, ${method}, ${restricted}, ${address},
      left(${agent}, ${AGENT_MAX}), ${at}, ${at}, ${plusMs(at, SESSION_MS)}::timestamptz
    from accounts a join posts o on o.id = coalesce(${post}, a.post)
    where a.username = ${username} and not a.disabled and a.released_at is not null and ${holdsPost(db.sql, dayOf(at))}`;
  const session = await sessionOf(db, token, at);
  return session === null ? null : { token, session };
}

/**
 * The session of a token at `at`, in one statement, which also notes that it was seen; null when it ended, lay idle, or
 * the account or its post did.
 */
export async function sessionOf(db: { readonly sql: Queryable }, token: string, at: Instant): Promise<Session | null> {
  const hash = sha256(token);
  const idleSince = plusMs(at, -IDLE_MS);
  const [row] = await db.sql<SessionRow[]>`
    with seen as (
      update sessions set last_seen_at = ${at}
      where token_hash = ${hash} and expires_at > ${at}
        and last_seen_at > ${idleSince} and last_seen_at <= ${plusMs(at, -SEEN_EVERY_MS)}
    )
    select s.id, a.username, s.expires_at as "expiresAt", s.method, s.restricted, p.id as person, p.name, o.id as post,
      o.title as "postTitle", o.rank, o.role, u.id as unit, u.name as "unitName"
    from sessions s
    join accounts a using (username)
    join people p on p.id = a.person
    join posts o on o.id = s.post
    join units u on u.id = o.unit
    where s.token_hash = ${hash} and s.expires_at > ${at} and s.last_seen_at > ${idleSince} and not a.disabled
      and a.released_at is not null and ${holdsPost(db.sql, dayOf(at))}`;
  if (row === undefined) return null;
  const { person, post, unit, rank, role, ...rest } = row;
  return { ...rest, scopes: null, actor: { person, post, unit, rank, role } };
}

/** Whose session it is, by what people may see of it; null when it does not stand, or its account is shut. */
export async function ownerOfSession(
  { sql }: { readonly sql: Queryable },
  id: string,
  at: Instant,
): Promise<{ readonly username: string; readonly person: PersonId } | null> {
  const [owner] = await sql<{ username: string; person: PersonId }[]>`
    select a.username, a.person from sessions s join accounts a using (username) join posts o on o.id = s.post
    where s.id = ${id} and s.expires_at > ${at} and s.last_seen_at > ${plusMs(at, -IDLE_MS)} and not a.disabled
      and a.released_at is not null and ${holdsPost(sql, dayOf(at))}`;
  return owner ?? null;
}

/** Ends a session by its token; an unknown one changes nothing. */
export async function signOut(db: { readonly sql: Queryable }, token: string): Promise<void> {
  await db.sql`delete from sessions where token_hash = ${sha256(token)}`;
}

interface SessionRow extends Omit<Session, 'actor' | 'scopes'> {
  readonly person: PersonId;
  readonly post: PostId;
  readonly unit: UnitId;
  readonly rank: number;
  readonly role: Role;
}
