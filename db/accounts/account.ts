import type { Role } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import type { Page } from '../queries/list-matters.ts';

/** An account as administrators see it: nothing of its secrets but whether they are there. */
export interface Account {
  readonly username: string;
  readonly person: PersonId;
  readonly name: string;
  readonly post: PostId;
  readonly postTitle: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly role: Role;
  readonly state: AccountState;
  readonly disabled: boolean;
  readonly lockedUntil: Instant | null;
  readonly mustChange: boolean;
  readonly secondFactor: boolean;
  readonly passwordSetAt: Instant | null;
  readonly createdBy: PersonId | null;
  readonly createdAt: Instant | null;
  /** Null: held, until another administrator releases it. */
  readonly releasedAt: Instant | null;
  /** Of the sessions that still stand. */
  readonly lastSeenAt: Instant | null;
}

/** How an account may stand. */
export const ACCOUNT_STATES = ['open', 'held', 'locked', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Which accounts are asked for: `q` is part of the username or of the person's name. */
interface Asked {
  readonly q: string | null;
  readonly state: AccountState | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Accounts in order of their names, a page at a time. */
export async function accountPage(db: Db, at: Instant, { q, state, cursor, limit }: Asked): Promise<Page<Account>> {
  const rows = await db.sql<Account[]>`
    ${selected(db.sql, at)}
    where a.username > ${cursor ?? ''} and (strpos(a.username, ${q ?? ''}) > 0 or strpos(p.name, ${q ?? ''}) > 0)
      and (${state}::text is null or ${state} = ${standing(db.sql, at)})
    order by a.username limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.username ?? null) : null };
}

/** One account; null when there is none of that name. */
export async function accountNamed(
  db: { readonly sql: Queryable },
  username: string,
  at: Instant,
): Promise<Account | null> {
  const [row] = await db.sql<Account[]>`${selected(db.sql, at)} where a.username = ${username}`;
  return row ?? null;
}

/** The same for whoever changes it: nobody else does until the transaction ends. */
export async function accountToChange(sql: Transaction, username: string, at: Instant): Promise<Account | null> {
  await sql`select 1 from accounts where username = ${username} for update`;
  return await accountNamed({ sql }, username, at);
}

/** What is disabled stays so whatever else it is, and what is held opens nothing whether it is locked or not. */
function standing(sql: Queryable, at: Instant) {
  return sql`case when a.disabled then 'disabled' when a.released_at is null then 'held'
    when a.locked_until > ${at} then 'locked' else 'open' end`;
}

/** A lock that has run out is none. */
function selected(sql: Queryable, at: Instant) {
  return sql`
    select a.username, a.person, p.name, a.post, o.title as "postTitle", u.id as unit, u.name as "unitName", o.role,
      ${standing(sql, at)} as state, a.disabled, case when a.locked_until > ${at} then a.locked_until end as "lockedUntil",
      a.must_change as "mustChange", a.totp_confirmed_at is not null as "secondFactor",
      a.password_set_at as "passwordSetAt", a.created_by as "createdBy", a.created_at as "createdAt",
      a.released_at as "releasedAt",
      (select max(s.last_seen_at) from sessions s where s.username = a.username) as "lastSeenAt"
    from accounts a join people p on p.id = a.person join posts o on o.id = a.post join units u on u.id = o.unit`;
}
