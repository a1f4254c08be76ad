import { randomBytes } from 'node:crypto';
import type { Queryable } from '../client.ts';
import { hashPassword } from '../passwords.ts';

/**
 * A hash for a name that is no account, so that it costs what one does: that of an account which the name itself draws,
 * the same each time, since in a demonstration most cost less than those that people chose. What comes of it is not looked at.
 */
export async function decoyFor(db: { readonly sql: Queryable }, username: string): Promise<string> {
  const [row] = await db.sql<{ hash: string }[]>`
    select password_hash as hash from accounts where password_hash is not null
    order by md5(username || ' ' || ${username}) limit 1`;
  return row?.hash ?? (await nobodys());
}

let hashOfNobody: Promise<string> | null = null;

/** A hash that no password makes, where nobody has one. */
function nobodys(): Promise<string> {
  hashOfNobody ??= hashPassword(randomBytes(32).toString('base64')).catch((error: unknown) => {
    hashOfNobody = null;
    throw error;
  });
  return hashOfNobody;
}
