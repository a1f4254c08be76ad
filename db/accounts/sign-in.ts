import { randomBytes } from 'node:crypto';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';
import type { Secrets } from '../secrets.ts';
import { clearAttempts, countAttempt } from './attempts.ts';
import { beginSession, type Begun } from './session.ts';

/** Where and under which rules people sign in. */
export interface Door {
  readonly db: Db;
  readonly secrets: Secrets;
  /** `required`: the three administrators must have a second factor. */
  readonly secondFactor: 'required' | 'optional';
}

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
 * `BadCredentials` also for an unknown name, `Locked` while the account rests: who asks must not be able to tell these
 * apart. `locked`: the account rests from this attempt on.
 */
export type SignedIn = Begun | { readonly refused: 'BadCredentials' | 'Locked'; readonly locked: boolean };

/**
 * Checks a password and begins a session. Anyone whose post has ended is refused as if the password were wrong; whatever
 * is refused has cost one hash.
 */
export async function signIn({ db }: Door, asked: Asked, at: Instant): Promise<SignedIn> {
  const { username, password, post, address, agent } = asked;
  const attempt = await countAttempt(db, username, at);
  const isRight = await verifyPassword(password, attempt?.passwordHash ?? (await decoy()));
  if (attempt === null) return { refused: 'BadCredentials', locked: false };
  if (attempt.isLocked) return { refused: 'Locked', locked: false };
  if (!isRight) return { refused: 'BadCredentials', locked: attempt.locks };
  const begun = await beginSession(db, { username, post, method: 'password', restricted: null, address, agent, at });
  if (begun === null) return { refused: 'BadCredentials', locked: attempt.locks };
  await clearAttempts(db, username);
  return begun;
}

/** Whose account a name is, also of one that is disabled; null when there is none. */
export async function accountOf(db: Db, username: string): Promise<PersonId | null> {
  const [row] = await db.sql<{ person: PersonId }[]>`select person from accounts where username = ${username}`;
  return row?.person ?? null;
}

let decoyHash: Promise<string> | null = null;

/** A hash that no password makes, so that an unknown name costs what a known one does. */
function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomBytes(32).toString('base64'));
  return decoyHash;
}
