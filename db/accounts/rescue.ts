import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db } from '../client.ts';
import { lockAdministrators } from '../registers/administrators.ts';
import { appendTrail } from '../trail.ts';
import { accountToChange } from './account.ts';
import { tellOwner } from './hold.ts';
import { oneTimePassword } from './one-time.ts';
import { holds } from './make.ts';

/**
 * A new one-time password for an account of a security administrator or auditor who holds that post today, for when
 * nobody is left to reset and release: without its second factor, lock, hold and sessions. Null, and nothing is done, for
 * any other account. The trail says that it was no person of the county who did it.
 */
export async function rescueAccount(db: Db, username: string, at: Instant): Promise<string | null> {
  const { password, hash } = await oneTimePassword();
  return await db.sql.begin(async (sql) => {
    await lockAdministrators(sql);
    const account = await accountToChange(sql, username, at);
    if (account === null || account.disabled || !['security', 'auditor'].includes(account.role)) return null;
    if (!(await holds(sql, account.person, account.post, at))) return null;
    await sql`
      update accounts set password_hash = ${hash}, must_change = true, password_set_at = ${at}, failures = 0, locked_until = null,
        released_at = ${at}, totp_secret = null, totp_confirmed_at = null, totp_last_step = null, recovery_codes = '{}'
      where username = ${username}`;
    await sql`delete from sessions where username = ${username}`;
    await tellOwner(sql, account, 'rescued', at);
    const [subject, data] = [`accounts/${username}`, { rescued: true }];
    await appendTrail({ sql }, { at, type: 'AccountChanged', actor: { process: 'accounts' }, subject, data });
    return password;
  });
}
