import type { Role } from '../../workflows/kernel/command.ts';
import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { ADMINISTRATORS } from '../registers/fitness.ts';
import type { Door, SecondFactor } from './door.ts';
import type { Restriction, Session } from './session.ts';

/**
 * A password that people chose is changed after so many days: GB/T 22239 8.1.4.1 asks for it, 90 is the custom of its
 * assessors. (ASVS 5.0 V6.2.10 advises against it; where both cannot be had, the standard that binds the county goes first.)
 */
const PASSWORD_DAYS_MAX = 90;
const DAY_MS = 24 * 3_600_000;

/** What an account owes, as far as its rows tell. */
export interface Owing {
  readonly mustChange: boolean;
  /** Null: from before passwords had a date; it does not age. */
  readonly passwordSetAt: Instant | null;
  readonly isEnrolled: boolean;
}

/** What somebody who has just shown a password must do before anything else; the password comes first. */
export function restrictionOf(
  { mustChange, passwordSetAt, isEnrolled }: Owing,
  role: Role,
  secondFactor: SecondFactor,
  at: Instant,
): Restriction | null {
  const isOld = passwordSetAt !== null && plusMs(passwordSetAt, PASSWORD_DAYS_MAX * DAY_MS) <= at;
  if (mustChange || isOld) return 'password';
  return owesFactor(role, secondFactor) && !isEnrolled ? 'totp' : null;
}

/** Whether a role must not act without a second factor. */
export function owesFactor(role: Role, secondFactor: SecondFactor): boolean {
  if (secondFactor === 'everyone') return true;
  return secondFactor === 'required' && ADMINISTRATORS.some((one) => one === role);
}

/**
 * Whether who is signed in has shown a second factor, where the county asks for any: by a code of ours, or by a platform
 * that nobody comes through without one.
 */
export async function hasShownFactor({ db, secondFactor }: Door, { username, method }: Session): Promise<boolean> {
  if (secondFactor === 'optional' || method === 'totp') return true;
  if (method !== 'oidc') return false;
  if (secondFactor === 'everyone') return true;
  const enrolled = await db.sql`select 1 from accounts where username = ${username} and totp_confirmed_at is not null`;
  return enrolled.length > 0;
}
