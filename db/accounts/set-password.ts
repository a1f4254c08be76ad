import type { Instant } from '../../workflows/kernel/instant.ts';
import { trailActor, appendTrail } from '../trail.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';
import { attempt, passAttempt } from './attempts.ts';
import type { Door } from './door.ts';
import { endLinking } from './oidc-flows.ts';
import { passwordFaults, type PasswordFault } from './password-rules.ts';
import { owesFactor } from './restriction.ts';
import type { Session } from './session.ts';

/** A new password is none of so many before it, the present one among them (ours). */
const FORMER = 5;

/** Why a password was not changed; `locked`: the account rests from this attempt on; `Meanwhile`: another change came first. */
export type NotChanged =
  | { readonly refused: 'Meanwhile' }
  | { readonly refused: 'WrongPassword'; readonly locked: boolean }
  | { readonly refused: 'Unfit'; readonly faults: readonly PasswordFault[] };

/**
 * Changes one's own password: the present one is tried as at the sign-in, all other sessions end, and what kept this one
 * restricted falls. Null when it is done.
 */
export async function changePassword(
  door: Door,
  session: Session,
  { current, next }: { readonly current: string; readonly next: string },
  at: Instant,
): Promise<NotChanged | null> {
  const { username, name } = session;
  const { is, locks, owing } = await attempt(door.db, username, current, at);
  if (is !== 'right') return { refused: 'WrongPassword', locked: locks };
  await passAttempt(door.db, username, owing);
  const faults = passwordFaults(next, { username, name });
  if (faults.length > 0) return { refused: 'Unfit', faults };
  const [row] = await door.db.sql<{ present: string; former: string[] }[]>`
    select password_hash as present, former_passwords as former from accounts where username = ${username}`;
  const known = row === undefined ? [] : [row.present, ...row.former];
  // One after the other: who changes theirs does not fill the queue for those who sign in.
  for (const hash of known) if (await verifyPassword(next, hash)) return { refused: 'Unfit', faults: ['UsedBefore'] };
  const isWritten = await write(door, session, await hashPassword(next), known, at);
  return isWritten ? null : { refused: 'Meanwhile' };
}

/** Changes it where it still is what it was: of two at once one counts, and the other is told so. */
async function write(
  { db, secondFactor }: Door,
  { username, id, actor }: Session,
  hash: string,
  known: readonly string[],
  at: Instant,
): Promise<boolean> {
  const owed = owesFactor(actor.role, secondFactor);
  return await db.sql.begin(async (sql) => {
    const changed = await sql`
      update accounts set password_hash = ${hash}, must_change = false, password_set_at = ${at},
        former_passwords = ${known.slice(0, FORMER - 1)}
      where username = ${username} and password_hash = ${known[0] ?? ''} returning 1`;
    if (changed.length === 0) return false;
    await endLinking({ sql }, username);
    await sql`delete from sessions where username = ${username} and id <> ${id}`;
    await sql`
      update sessions s set restricted = case when ${owed} and a.totp_confirmed_at is null then 'totp' end
      from accounts a where a.username = s.username and s.id = ${id}`;
    const subject = `accounts/${username}`;
    await appendTrail(
      { sql },
      { at, type: 'PasswordChanged', actor: trailActor(actor), subject, data: { by: 'owner' } },
    );
    return true;
  });
}
