import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';

/** After so many failures in a row an account rests for so long (GB/T 22239 8.1.4.1 asks for a limit, the figures are ours). */
const FAILURES_MAX = 5;
const LOCKED_MS = 15 * 60_000;

/** An attempt to sign in, counted as a failure until it is shown to be none. */
export interface Attempt {
  /** Null where the account signs in by a platform only. */
  readonly passwordHash: string | null;
  /** The account rests: nothing opens it, and nothing tells so. */
  readonly isLocked: boolean;
  /** The lock falls with this attempt, unless it succeeds. */
  readonly locks: boolean;
}

/**
 * Counts an attempt before anything is hashed, in one statement, so that parallel guesses get no more tries than the
 * limit. A lock that has run out begins anew at one, one that stands is not prolonged. Null: no account of this name
 * that is not disabled.
 */
export async function countAttempt(
  db: { readonly sql: Queryable },
  username: string,
  at: Instant,
): Promise<Attempt | null> {
  const [row] = await db.sql<{ passwordHash: string | null; failures: number }[]>`
    update accounts set
      failures = case when locked_until <= ${at} then 1 else least(failures + 1, ${FAILURES_MAX + 1}) end,
      locked_until = case when locked_until <= ${at} then null when failures + 1 = ${FAILURES_MAX}
        then ${plusMs(at, LOCKED_MS)}::timestamptz else locked_until end
    where username = ${username} and not disabled
    returning password_hash as "passwordHash", failures`;
  if (row === undefined) return null;
  const { passwordHash, failures } = row;
  return { passwordHash, isLocked: failures > FAILURES_MAX, locks: failures === FAILURES_MAX };
}

/** Forgets all failures, after a success. */
export async function clearAttempts(db: { readonly sql: Queryable }, username: string): Promise<void> {
  await db.sql`update accounts set failures = 0, locked_until = null where username = ${username}`;
}
