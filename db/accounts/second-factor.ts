import { Secret, TOTP } from 'otpauth';
import { msOf, type Instant } from '../../workflows/kernel/instant.ts';
import { trailActor, appendTrail, type TrailEntry } from '../trail.ts';
import { attempt, clearAttempts, passAttempt } from './attempts.ts';
import type { Door } from './door.ts';
import { drawRecoveryCodes, recoveryHash } from './recovery-codes.ts';
import { owesFactor } from './restriction.ts';
import type { Session } from './session.ts';

/** RFC 6238 as every authenticator has it: SHA-1, six digits, 30 seconds. */
const CODE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Clocks may differ by one step (RFC 6238 section 5.2). */
const WINDOW = 1;
const ISSUER = '闭环';
const PURPOSE = 'totp';

/** A secret that waits for its first code: for the authenticator, by hand or as a picture of `uri`. */
export interface Pending {
  readonly secret: string;
  readonly uri: string;
}

/** What became of a change of the second factor: done, or why not. */
export type FactorRefused = 'WrongPassword' | 'WrongCode' | 'AlreadyEnrolled' | 'NotEnrolled';

/**
 * Draws a secret for whoever shows the password again; nothing stands until a code confirms it, and drawing again takes
 * the place of a pending one. `locked`: the account rests from this attempt on.
 */
export async function enrol(
  { db, secrets }: Door,
  { username }: Session,
  password: string,
  at: Instant,
): Promise<Pending | { readonly refused: FactorRefused; readonly locked: boolean }> {
  const { is, locks, owing } = await attempt(db, username, password, at);
  if (is !== 'right') return { refused: 'WrongPassword', locked: locks };
  await passAttempt(db, username, owing);
  const totp = totpOf(username, new Secret({ size: 20 }));
  const sealed = secrets.seal(PURPOSE, username, totp.secret.base32);
  const drawn = await db.sql`
    update accounts set totp_secret = ${sealed}, totp_last_step = null
    where username = ${username} and totp_confirmed_at is null returning 1`;
  if (drawn.length === 0) return { refused: 'AlreadyEnrolled', locked: false };
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** Takes the first code of a pending secret: it stands, all other sessions end, and the codes for a lost device are shown once. */
export async function confirm(
  door: Door,
  session: Session,
  code: string,
  at: Instant,
): Promise<{ readonly recoveryCodes: readonly string[] } | { readonly refused: FactorRefused }> {
  const { username, id } = session;
  const [row] = await door.db.sql<{ sealed: string | null; isEnrolled: boolean }[]>`
    select totp_secret as sealed, totp_confirmed_at is not null as "isEnrolled" from accounts where username = ${username}`;
  if (row?.isEnrolled === true) return { refused: 'AlreadyEnrolled' };
  const sealed = row?.sealed ?? null;
  if (sealed === null) return { refused: 'NotEnrolled' };
  const step = stepOf(door, username, sealed, code, at);
  if (step === null) return { refused: 'WrongCode' };
  const recoveryCodes = drawRecoveryCodes();
  return await door.db.sql.begin(async (sql) => {
    const confirmed = await sql`
      update accounts set totp_confirmed_at = ${at}, totp_last_step = ${step},
        recovery_codes = ${recoveryCodes.map(recoveryHash)}
      where username = ${username} and totp_confirmed_at is null and totp_secret = ${sealed} returning 1`;
    if (confirmed.length === 0) return { refused: 'AlreadyEnrolled' } as const;
    await sql`delete from sessions where username = ${username} and id <> ${id}`;
    await sql`
      update sessions set method = case method when 'password' then 'totp' else method end,
        restricted = nullif(restricted, 'totp') where id = ${id}`;
    await appendTrail({ sql }, changed(session, 'enrolled', at));
    return { recoveryCodes };
  });
}

/** Gives the second factor up, for whoever shows both: all other sessions end, and where it is owed nothing else is allowed again. */
export async function giveUp(
  door: Door,
  session: Session,
  { password, code }: { readonly password: string; readonly code: string },
  at: Instant,
): Promise<{ readonly refused: FactorRefused; readonly locked: boolean } | null> {
  const { username, id, actor } = session;
  const { is, locks, owing } = await attempt(door.db, username, password, at);
  if (is !== 'right') return { refused: 'WrongPassword', locked: locks };
  if (owing?.isEnrolled === true && !(await takeCode(door, username, code, at)))
    return { refused: 'WrongCode', locked: locks };
  await clearAttempts(door.db, username);
  if (owing?.isEnrolled !== true) return { refused: 'NotEnrolled', locked: false };
  const restricted = owesFactor(actor.role, door.secondFactor) ? 'totp' : null;
  await door.db.sql.begin(async (sql) => {
    await sql`
      update accounts set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, recovery_codes = '{}'
      where username = ${username}`;
    await sql`delete from sessions where username = ${username} and id <> ${id}`;
    await sql`
      update sessions set method = case method when 'totp' then 'password' else method end, restricted = ${restricted}
      where id = ${id}`;
    await appendTrail({ sql }, changed(session, 'removed', at));
  });
  return null;
}

/** Takes a one-time code, or a recovery code: each counts once, however many ask with it at the same moment. */
export async function takeCode(door: Door, username: string, code: string, at: Instant): Promise<boolean> {
  const { sql } = door.db;
  if (!/^\d{6}$/.test(code)) {
    const hash = recoveryHash(code);
    const taken = await sql`
      update accounts set recovery_codes = array_remove(recovery_codes, ${hash})
      where username = ${username} and ${hash} = any(recovery_codes) returning 1`;
    return taken.length > 0;
  }
  const [row] = await sql<{ sealed: string | null }[]>`
    select totp_secret as sealed from accounts where username = ${username} and totp_confirmed_at is not null`;
  const sealed = row?.sealed ?? null;
  const step = sealed === null ? null : stepOf(door, username, sealed, code, at);
  if (step === null) return false;
  const taken = await sql`
    update accounts set totp_last_step = ${step}
    where username = ${username} and totp_secret = ${sealed} and totp_last_step < ${step} returning 1`;
  return taken.length > 0;
}

/** The time step that a code belongs to; null when it is of none in the window. */
function stepOf({ secrets }: Door, username: string, sealed: string, code: string, at: Instant): number | null {
  const totp = totpOf(username, Secret.fromBase32(secrets.open(PURPOSE, username, sealed)));
  const timestamp = msOf(at);
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

function totpOf(username: string, secret: Secret): TOTP {
  return new TOTP({ issuer: ISSUER, label: username, secret, ...CODE });
}

function changed({ actor, username }: Session, change: string, at: Instant): TrailEntry {
  const subject = `accounts/${username}`;
  return { at, type: 'SecondFactorChanged', actor: trailActor(actor), subject, data: { change } };
}
