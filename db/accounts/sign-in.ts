import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { attempt, clearAttempts, forgiveAttempt, type Attempt } from './attempts.ts';
import type { Door } from './door.ts';
import { ONE_TIME_MS } from './one-time.ts';
import { postsOf } from './posts.ts';
import { restrictionOf, type Owing } from './restriction.ts';
import { takeCode } from './second-factor.ts';
import { beginSession, type Begun } from './session.ts';

/** What somebody hands in to sign in, and from where. `post` null is the account's own. */
export interface Asked {
  readonly username: string;
  readonly password: string;
  readonly code: string | null;
  readonly post: PostId | null;
  readonly address: string | null;
  readonly agent: string | null;
}

/**
 * Why nobody was signed in. Who asks may be told of `CodeMissing` and `PostNotHeld`, which only the right password leads
 * to; the others they must not be able to tell apart.
 */
export type Refused = 'BadCredentials' | 'Locked' | 'OneTimeExpired' | 'BadCode' | 'CodeMissing' | 'PostNotHeld';

/** `locked`: the account rests from this attempt on. */
export type SignedIn = Begun | { readonly refused: Refused; readonly locked: boolean };

/**
 * Checks password and code and begins a session. Anyone whose post has ended is refused as if the password were wrong. A
 * wrong code counts as a wrong password does.
 */
export async function signIn(door: Door, asked: Asked, at: Instant): Promise<SignedIn> {
  const { db } = door;
  const { username } = asked;
  const tried = await attempt(db, username, asked.password, at);
  const { is, owing, locks } = tried;
  if (is === 'locked') return { refused: 'Locked', locked: false };
  if (is === 'wrong' || owing === null) return { refused: 'BadCredentials', locked: locks };
  if (isExpired(owing, at)) return { refused: 'OneTimeExpired', locked: locks };
  if (owing.isEnrolled && asked.code === null) return await forgiven(db, username, tried);
  if (owing.isEnrolled && !(await takeCode(door, username, asked.code ?? '', at)))
    return { refused: 'BadCode', locked: locks };
  return await begun(door, asked, owing, locks, at);
}

/** Whose account a name is, also of one that is disabled; null when there is none. */
export async function accountOf(db: Db, username: string): Promise<PersonId | null> {
  const [row] = await db.sql<{ person: PersonId }[]>`select person from accounts where username = ${username}`;
  return row?.person ?? null;
}

async function begun(door: Door, asked: Asked, owing: Owing, locks: boolean, at: Instant): Promise<SignedIn> {
  const { db, secondFactor } = door;
  const { username, post, address, agent } = asked;
  const held = await postsOf(db, username, at);
  const acting = held.find((one) => (post === null ? one.isOwn : one.post === post));
  if (acting === undefined && post === null) return { refused: 'BadCredentials', locked: locks };
  await clearAttempts(db, username);
  if (acting === undefined) return { refused: 'PostNotHeld', locked: false };
  const method = owing.isEnrolled ? 'totp' : 'password';
  const restricted = restrictionOf(owing, acting.role, secondFactor, at);
  const from = { address, agent, at };
  const session = await beginSession(db, { username, post: acting.post, method, restricted, ...from });
  return session ?? { refused: 'BadCredentials', locked: false };
}

async function forgiven(db: Db, username: string, { locks }: Attempt): Promise<SignedIn> {
  const isForgiven = await forgiveAttempt(db, username);
  return { refused: 'CodeMissing', locked: locks && !isForgiven };
}

function isExpired({ mustChange, passwordSetAt }: Owing, at: Instant): boolean {
  return mustChange && passwordSetAt !== null && plusMs(passwordSetAt, ONE_TIME_MS) <= at;
}
