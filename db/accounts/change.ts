import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PostId } from '../../workflows/kernel/terms.ts';
import type { Db, Transaction } from '../client.ts';
import { hasAdministrator, lockAdministrators } from '../registers/administrators.ts';
import { ADMINISTRATORS } from '../registers/fitness.ts';
import { appendTrail, trailActor, type TrailType } from '../trail.ts';
import { accountToChange, type Account } from './account.ts';
import { wouldBeTwo } from './administrators.ts';
import { isHigh, releaserOf, tellOwner } from './hold.ts';
import { unlinkOthers } from './identities.ts';
import { holds } from './make.ts';
import { oneTimePassword } from './one-time.ts';
import { sessionsRevoked } from './own-sessions.ts';

/** Why an account is disabled, enabled or moved; a word, since the trail takes no free text. */
export const CHANGE_REASONS = ['joined', 'moved', 'left', 'unused', 'misuse', 'restored', 'other'] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

/**
 * Why an account is not changed: `Own`, nobody administers their own; `Two`, its person would be two of the three;
 * `Last`, nobody could sign in as this one of the three any more; `NoReleaser`, it would be held and there is nobody to release it; `OtherReleases`, another of the three does.
 */
export type NotChanged = 'Absent' | 'Own' | 'NotHeld' | 'Two' | 'Nothing' | 'Last' | 'NoReleaser' | 'OtherReleases';

/** Whose hand it is, and when. */
export interface By {
  readonly actor: Actor;
  readonly at: Instant;
}

/** Changes an account and answers what the trail says of it, or why nothing was changed. */
type Act = (
  sql: Transaction,
  account: Account,
) => Promise<{ readonly type: TrailType; readonly data: Readonly<Record<string, unknown>> } | NotChanged>;

/** Disables or enables an account, or gives it another post that its person holds. A disabled one has no sessions. */
export function changeAccount(
  db: Db,
  username: string,
  { disabled, post, reason }: { disabled?: boolean; post?: PostId; reason: ChangeReason },
  by: By,
): Promise<Account | NotChanged> {
  return change(db, username, by, async (sql, before) => {
    const isDisabled = disabled ?? before.disabled;
    const own = post ?? before.post;
    if (isDisabled === before.disabled && own === before.post) return 'Nothing';
    if (own !== before.post && !(await holds(sql, before.person, own, by.at))) return 'NotHeld';
    if (!isDisabled && (await wouldBeTwo(sql, before.person, own, by.at))) return 'Two';
    if ((isDisabled || own !== before.post) && (await isLast(sql, before, by.at))) return 'Last';
    await sql`update accounts set disabled = ${isDisabled}, post = ${own} where username = ${username}`;
    if (isDisabled) await sql`delete from sessions where username = ${username}`;
    return { type: 'AccountChanged', data: { disabled: isDisabled, post: own, reason } };
  });
}

/** Ends a lock before its time. */
export function unlockAccount(db: Db, username: string, by: By): Promise<Account | NotChanged> {
  return change(db, username, by, async (sql, { lockedUntil }) => {
    if (lockedUntil === null) return 'Nothing';
    await sql`update accounts set failures = 0, locked_until = null where username = ${username}`;
    return { type: 'AccountChanged', data: { unlocked: true } };
  });
}

/**
 * Gives an account a password that is shown once, here; all its sessions end, and so does a lock. One of somebody in a
 * high post is held from then on until another administrator releases it.
 */
export async function resetPassword(
  db: Db,
  username: string,
  by: By,
): Promise<{ readonly account: Account; readonly password: string } | NotChanged> {
  const { password, hash } = await oneTimePassword();
  const account = await change(db, username, by, async (sql, before) => {
    const isHeld = await isHigh(sql, before.person, by.at);
    const releaser = await releaserOf(sql, before.person, by.at);
    // Else two resets could leave a county without anybody who releases.
    if (isHeld && !(await hasAdministrator(sql, releaser, dayOf(by.at)))) return 'NoReleaser';
    await sql`
      update accounts set password_hash = ${hash}, must_change = true, password_set_at = ${by.at}, failures = 0,
        released_at = case when ${isHeld} then null else released_at end, locked_until = null, former_passwords = (array_remove(array[password_hash], null) || former_passwords)[1:4]
      where username = ${username}`;
    await sql`delete from sessions where username = ${username}`;
    await unlinkOthers(sql, before);
    await tellOwner(sql, before, 'passwordReset', by.at);
    return { type: 'PasswordChanged', data: { by: 'administrator', ...(isHeld ? { held: true } : {}) } };
  });
  return typeof account === 'string' ? account : { account, password };
}

/** Lets people sign in to an account that was held. */
export function releaseAccount(db: Db, username: string, by: By): Promise<Account | NotChanged> {
  return change(db, username, by, async (sql, before) => {
    if ((await releaserOf(sql, before.person, by.at)) !== by.actor.role) return 'OtherReleases';
    if (before.releasedAt !== null) return 'Nothing';
    await sql`update accounts set released_at = ${by.at} where username = ${username}`;
    await tellOwner(sql, before, 'released', by.at);
    return { type: 'AccountChanged', data: { released: true } };
  });
}

/** Takes the second factor and its recovery codes away, and ends all sessions. */
export function resetFactor(db: Db, username: string, by: By): Promise<Account | NotChanged> {
  return change(db, username, by, async (sql, before) => {
    if (!before.secondFactor) return 'Nothing';
    await sql`
      update accounts set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, recovery_codes = '{}'
      where username = ${username}`;
    await sql`delete from sessions where username = ${username}`;
    await unlinkOthers(sql, before);
    await tellOwner(sql, before, 'factorReset', by.at);
    return { type: 'SecondFactorChanged', data: { change: 'reset' } };
  });
}

/** Ends all sessions of an account. */
export function endSessions(db: Db, username: string, by: By): Promise<Account | NotChanged> {
  return change(db, username, by, async (sql) => {
    const gone = await sql`delete from sessions where username = ${username} returning 1`;
    if (gone.length === 0) return 'Nothing';
    return sessionsRevoked(by.actor, username, { sessions: gone.length }, by.at);
  });
}

/** Whether nobody but this account signs in as its one of the three administrators. */
async function isLast(
  sql: Transaction,
  { username, role, disabled, releasedAt }: Account,
  at: Instant,
): Promise<boolean> {
  const isOne = ADMINISTRATORS.some((one) => one === role) && !disabled && releasedAt !== null;
  return isOne && !(await hasAdministrator(sql, role, dayOf(at), { username }));
}

async function change(db: Db, username: string, { actor, at }: By, act: Act): Promise<Account | NotChanged> {
  return await db.sql.begin(async (sql) => {
    await lockAdministrators(sql);
    const before = await accountToChange(sql, username, at);
    if (before === null) return 'Absent';
    if (before.person === actor.person) return 'Own';
    const done = await act(sql, before);
    if (typeof done === 'string') return done;
    const { type, data } = done;
    const subject = `accounts/${username}`;
    const after = await accountToChange(sql, username, at);
    await appendTrail({ sql }, { at, type, actor: trailActor(actor), subject, data });
    return after ?? 'Absent';
  });
}
