import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor, Role } from '../workflows/kernel/command.ts';
import { dayOf, plusMs, type Instant } from '../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../workflows/kernel/terms.ts';
import { sha256 } from './chain.ts';
import type { Db, Queryable } from './client.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/** Who is signed in, as what. */
export interface Session {
  readonly username: string;
  readonly actor: Actor;
  readonly name: string;
  readonly postTitle: string;
  readonly unitName: string;
  readonly expiresAt: Instant;
}

/** `BadCredentials` also for an unknown name, at the same cost; `Locked` until an instant. */
export type SignedIn =
  | { readonly token: string; readonly session: Session }
  | { readonly refused: 'BadCredentials' | 'Locked'; readonly until: Instant | null };

/** After so many failures in a row an account rests for so long (GB/T 22239 asks for a limit, the figures are ours). */
const FAILURES_MAX = 5;
const LOCKED_MS = 15 * 60_000;
const SESSION_MS = 12 * 3_600_000;

/**
 * Checks a password. The failure is counted before hashing, in one statement, so that parallel guesses get no more
 * tries than the limit. Anyone whose post has ended is refused as if the password were wrong.
 */
export async function signIn(db: Db, username: string, password: string, at: Instant): Promise<SignedIn> {
  const attempt = await countAttempt(db, username, at);
  if (attempt !== null && attempt.failures > FAILURES_MAX) return { refused: 'Locked', until: attempt.lockedUntil };
  const right = await verifyPassword(password, attempt?.passwordHash ?? (await decoy()));
  if (attempt === null || !right) return { refused: 'BadCredentials', until: null };
  const token = randomBytes(32).toString('base64url');
  await db.sql`
    with cleared as (
      update accounts set failures = 0, locked_until = null where username = ${username}
    ), swept as (
      delete from sessions where expires_at < ${at}
    )
    insert into sessions (token_hash, id, username, post, method, created_at, last_seen_at, expires_at)
    select ${sha256(token)}, ${randomUUID()}, username, post, 'password', ${at}, ${at}, ${plusMs(at, SESSION_MS)}::timestamptz
    from accounts where username = ${username}`;
  const session = await sessionOf(db, token, at);
  return session === null ? { refused: 'BadCredentials', until: null } : { token, session };
}

/** The session of a token at `at`, in one statement; null when it ended, or the account or its post did. */
export async function sessionOf(db: { readonly sql: Queryable }, token: string, at: Instant): Promise<Session | null> {
  const day = dayOf(at);
  const [row] = await db.sql<SessionRow[]>`
    select a.username, s.expires_at as "expiresAt", p.id as person, p.name, o.id as post, o.title as "postTitle",
      o.rank, o.role, u.id as unit, u.name as "unitName"
    from sessions s
    join accounts a using (username)
    join people p on p.id = a.person
    join posts o on o.id = s.post and o.valid_from <= ${day} and (o.valid_to is null or o.valid_to >= ${day})
    join units u on u.id = o.unit
    where s.token_hash = ${sha256(token)} and s.expires_at > ${at} and not a.disabled
      and exists (select 1 from tenures t where t.post = s.post and t.person = a.person
        and t.valid_from <= ${day} and (t.valid_to is null or t.valid_to >= ${day}))`;
  if (row === undefined) return null;
  const { username, expiresAt, name, postTitle, unitName, person, post, unit, rank, role } = row;
  return { username, expiresAt, name, postTitle, unitName, actor: { person, post, unit, rank, role } };
}

/** Whose account a name is, also of one that is disabled; null when there is none. */
export async function accountOf(db: Db, username: string): Promise<PersonId | null> {
  const [row] = await db.sql<{ person: PersonId }[]>`select person from accounts where username = ${username}`;
  return row?.person ?? null;
}

/** Ends a session; an unknown token changes nothing. */
export async function signOut(db: Db, token: string): Promise<void> {
  await db.sql`delete from sessions where token_hash = ${sha256(token)}`;
}

interface SessionRow extends Omit<Session, 'actor'> {
  readonly person: PersonId;
  readonly post: PostId;
  readonly unit: UnitId;
  readonly rank: number;
  readonly role: Role;
}

interface Attempt {
  readonly passwordHash: string;
  readonly failures: number;
  readonly lockedUntil: Instant | null;
}

/** Adds a failure; a lock that has run out begins anew at one, one that stands is not prolonged. */
async function countAttempt(db: Db, username: string, at: Instant): Promise<Attempt | null> {
  const [row] = await db.sql<Attempt[]>`
    update accounts set
      failures = case when locked_until <= ${at} then 1 else least(failures + 1, ${FAILURES_MAX + 1}) end,
      locked_until = case when locked_until <= ${at} then null when failures + 1 = ${FAILURES_MAX}
        then ${plusMs(at, LOCKED_MS)}::timestamptz else locked_until end
    where username = ${username} and not disabled
    returning password_hash as "passwordHash", failures, locked_until as "lockedUntil"`;
  return row ?? null;
}

let decoyHash: Promise<string> | null = null;

/** A hash that no password makes, so that an unknown name costs what a known one does. */
function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomBytes(32).toString('base64'));
  return decoyHash;
}
