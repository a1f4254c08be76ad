import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import { verifyPassword } from '../passwords.ts';
import { decoyFor } from './decoy.ts';
import type { Owing } from './restriction.ts';

/** After so many failures in a row an account rests for so long (GB/T 22239 8.1.4.1 asks for a limit, the figures are ours). */
const FAILURES_MAX = 5;
const LOCKED_MS = 15 * 60_000;

/** A password that was tried. It counts as a failure until `clearAttempts` or `forgiveAttempt` say otherwise. */
export interface Attempt {
  /** `wrong` also for an unknown name; `locked`: the account rests, whatever was tried. */
  readonly is: 'right' | 'wrong' | 'locked';
  /** The account rests from this attempt on, unless it is cleared or forgiven. */
  readonly locks: boolean;
  /** What the account owes; null for an unknown name. */
  readonly owing: Owing | null;
}

/** Tries a password, which costs one hash whatever becomes of it. */
export async function attempt(
  db: { readonly sql: Queryable },
  username: string,
  password: string,
  at: Instant,
): Promise<Attempt> {
  const counted = await countAttempt(db, username, at);
  const isRight = await verifyPassword(password, counted?.passwordHash ?? (await decoyFor(db, username))).catch(
    async (error: unknown) => {
      // What was not looked at is no failure.
      if (counted !== null) await forgiveAttempt(db, username);
      throw error;
    },
  );
  if (counted === null) return { is: 'wrong', locks: false, owing: null };
  const { failures, mustChange, passwordSetAt, isEnrolled } = counted;
  const owing = { mustChange, passwordSetAt, isEnrolled };
  if (failures > FAILURES_MAX) return { is: 'locked', locks: false, owing };
  return { is: isRight ? 'right' : 'wrong', locks: failures === FAILURES_MAX, owing };
}

/**
 * A right password where no code was asked for: it forgets all failures only where the account has no second factor,
 * else guesses of the code would begin anew each time.
 */
export async function passAttempt(
  db: { readonly sql: Queryable },
  username: string,
  owing: Owing | null,
): Promise<void> {
  if (owing?.isEnrolled === true) await forgiveAttempt(db, username);
  else await clearAttempts(db, username);
}

/** Forgets all failures, after a success. */
export async function clearAttempts(db: { readonly sql: Queryable }, username: string): Promise<void> {
  await db.sql`update accounts set failures = 0, locked_until = null where username = ${username}`;
}

/**
 * Takes back one failure and the lock that came with it: the password was right and only the code was not given yet.
 * False when others failed meanwhile and the account rests.
 */
export async function forgiveAttempt(db: { readonly sql: Queryable }, username: string): Promise<boolean> {
  const rows = await db.sql`
    update accounts set failures = failures - 1, locked_until = null
    where username = ${username} and failures between 1 and ${FAILURES_MAX} returning 1`;
  return rows.length > 0;
}

interface Counted extends Owing {
  readonly passwordHash: string | null;
  readonly failures: number;
}

/**
 * Counts an attempt before anything is hashed, in one statement, so that parallel guesses get no more tries than the
 * limit. A lock that has run out begins anew at one, one that stands is not prolonged.
 */
async function countAttempt(db: { readonly sql: Queryable }, username: string, at: Instant): Promise<Counted | null> {
  const [row] = await db.sql<Counted[]>`
    update accounts set
      failures = case when locked_until <= ${at} then 1 else least(failures + 1, ${FAILURES_MAX + 1}) end,
      locked_until = case when locked_until <= ${at} then null when failures + 1 = ${FAILURES_MAX}
        then ${plusMs(at, LOCKED_MS)}::timestamptz else locked_until end
    where username = ${username} and not disabled and released_at is not null
    returning password_hash as "passwordHash", failures, must_change as "mustChange",
      password_set_at as "passwordSetAt", totp_confirmed_at is not null as "isEnrolled"`;
  return row ?? null;
}
