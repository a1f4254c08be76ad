import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { sha256 } from '../chain.ts';
import type { Queryable } from '../client.ts';
import { holdsPost } from './posts.ts';

/** What tells one person at one platform from all others. */
export interface Known {
  readonly issuer: string;
  readonly subject: string;
}

/** A foreign identity that signs in to an account. */
export interface LinkedIdentity extends Known {
  /** Follows from issuer and subject. */
  readonly id: string;
  readonly linkedBy: PersonId;
  readonly linkedAt: Instant;
}

/** The account that an identity signs in to, and what its owner may be asked for. */
export interface LinkedAccount {
  readonly username: string;
  readonly person: PersonId;
  readonly role: Role;
  /** Its person linked the identity: the platform's word of a second factor stands for theirs. */
  readonly isOwnLink: boolean;
  /** It has a second factor of its own. */
  readonly isEnrolled: boolean;
  /** Disabled, held, locked, or its person no longer holds its post: nobody signs in to it. */
  readonly isShut: boolean;
}

interface Reach {
  readonly sql: Queryable;
}

/** Links an identity to an account; false when the identity is linked already, or there is no such account. */
export async function linkIdentity(
  { sql }: Reach,
  { issuer, subject }: Known,
  username: string,
  by: PersonId,
  at: Instant,
): Promise<boolean> {
  const linked = await sql`
    insert into account_identities (issuer, subject, username, linked_by, linked_at)
    select ${issuer}, ${subject}, username, ${by}, ${at} from accounts where username = ${username}
    on conflict do nothing returning 1`;
  return linked.length > 0;
}

/** The identities of an account, in the order in which they were linked. */
export async function identitiesOf({ sql }: Reach, username: string): Promise<readonly LinkedIdentity[]> {
  const rows = await sql<Omit<LinkedIdentity, 'id'>[]>`
    select issuer, subject, linked_by as "linkedBy", linked_at as "linkedAt"
    from account_identities where username = ${username} order by linked_at, subject`;
  return rows.map((row) => ({ id: identityId(row), ...row }));
}

/** Ends a link and every session that began by a platform; null when the account has no such identity. */
export async function unlinkIdentity(reach: Reach, username: string, id: string): Promise<LinkedIdentity | null> {
  const identity = (await identitiesOf(reach, username)).find((one) => one.id === id);
  if (identity === undefined) return null;
  const { issuer, subject } = identity;
  const { sql } = reach;
  await sql`delete from account_identities where issuer = ${issuer} and subject = ${subject} and username = ${username}`;
  await sql`delete from sessions where username = ${username} and method = 'oidc'`;
  return identity;
}

/** Ends the links that others made, when the account gets a new password or loses its factor. */
export async function unlinkOthers(
  sql: Queryable,
  { username, person }: { readonly username: string; readonly person: PersonId },
): Promise<void> {
  await sql`delete from account_identities where username = ${username} and linked_by <> ${person}`;
}

/** Whose account an identity signs in to; null when it is linked to none. */
export async function accountOfIdentity(
  { sql }: Reach,
  { issuer, subject }: Known,
  at: Instant,
): Promise<LinkedAccount | null> {
  const [row] = await sql<LinkedAccount[]>`
    select a.username, a.person, o.role, i.linked_by = a.person as "isOwnLink", a.totp_confirmed_at is not null as "isEnrolled",
      a.disabled or a.released_at is null or coalesce(a.locked_until > ${at}, false) or not ${holdsPost(sql, dayOf(at))} as "isShut"
    from account_identities i join accounts a using (username) join posts o on o.id = a.post
    where i.issuer = ${issuer} and i.subject = ${subject}`;
  return row ?? null;
}

/** Takes the demand for a second factor off a session that began by a platform: its person has shown one. */
export async function liftFactor({ sql }: Reach, session: string): Promise<void> {
  await sql`update sessions set restricted = null where id = ${session} and method = 'oidc' and restricted = 'totp'`;
}

/** A short name of an identity that fits into an address; the subject may be a number that people should not see there. */
export function identityId({ issuer, subject }: Known): string {
  return `idn-${sha256(`identity\n${issuer}\n${subject}`).slice(0, 24)}`;
}
