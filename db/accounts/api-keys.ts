import { randomBytes } from 'node:crypto';
import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import { sha256 } from '../chain.ts';
import type { Queryable } from '../client.ts';
import type { KeyScope } from './key-scopes.ts';
import type { Session } from './session.ts';
import { validOn } from '../valid-on.ts';

/** What every token of a key begins with, so that it is told from a session's and found where it was left lying. */
export const KEY_PREFIX = 'bhk_';
/** Whoever watches over the others acts in person: no key acts as one of these. */
const NEVER_BY_KEY: readonly Role[] = ['admin', 'security', 'auditor'];
/** Keys act as desks (经办) only: what 分管 and 主要负责人 decide, they decide in person. The limit is ours. */
const RANK_MAX = 1;
/** `last_used_at` is so exact: a busy key is written once a minute. */
const USED_EVERY_MS = 60_000;

/** What may be shown of a key. Its token is known to its bearer alone. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Who answers for what is done with it, by id. */
  readonly person: PersonId;
  readonly post: PostId;
  readonly scopes: readonly KeyScope[];
  readonly createdBy: PersonId;
  readonly createdAt: Instant;
  /** Null: its person has not confirmed it yet, and it opens nothing. */
  readonly confirmedAt: Instant | null;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedBy: PersonId | null;
}

/** What a key is made with. */
export type NewApiKey = Pick<ApiKey, 'name' | 'person' | 'post' | 'scopes' | 'createdBy' | 'createdAt' | 'expiresAt'>;

interface Reach {
  readonly sql: Queryable;
}

/**
 * Makes a key; null when the person does not hold the post on the day of making, or it is a post that no key may act as.
 * The token is answered here and never again.
 */
export async function makeApiKey({ sql }: Reach, key: NewApiKey): Promise<{ token: string; key: ApiKey } | null> {
  const token = `${KEY_PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = `key-${randomBytes(12).toString('hex')}`;
  const { name, person, post, scopes, createdBy, createdAt, expiresAt } = key;
  const [row] = await sql<ApiKey[]>`
    insert into api_keys as k (id, token_hash, name, person, post, scopes, created_by, created_at, expires_at)
    select ${id}, ${sha256(token)}, ${name}, p.id, o.id, ${[...scopes]}, ${createdBy}, ${createdAt}, ${expiresAt}
    from people p, posts o where p.id = ${person} and o.id = ${post} and ${mayAct(sql, createdAt)}
    returning ${columns(sql)}`;
  return row === undefined ? null : { token, key: row };
}

/** All keys, the newest first; those of one person where one is given. */
export async function apiKeys({ sql }: Reach, person: PersonId | null): Promise<readonly ApiKey[]> {
  return await sql<ApiKey[]>`
    select ${columns(sql)} from api_keys k
    where ${person}::text is null or k.person = ${person}
    order by k.created_at desc, k.id`;
}

/** A person's own word that they answer for a key; null when they have none of that id to confirm. */
export async function confirmApiKey({ sql }: Reach, id: string, person: PersonId, at: Instant): Promise<ApiKey | null> {
  const [row] = await sql<ApiKey[]>`
    update api_keys k set confirmed_at = ${at}
    where k.id = ${id} and k.person = ${person} and k.confirmed_at is null and k.revoked_at is null
      and k.expires_at > ${at}
    returning ${columns(sql)}`;
  return row ?? null;
}

/** Ends a key at once and for good; null when there is none, or it has ended that way before. */
export async function revokeApiKey({ sql }: Reach, id: string, by: PersonId, at: Instant): Promise<ApiKey | null> {
  const [row] = await sql<ApiKey[]>`
    update api_keys k set revoked_at = ${at}, revoked_by = ${by}
    where k.id = ${id} and k.revoked_at is null returning ${columns(sql)}`;
  return row ?? null;
}

/**
 * What the bearer of a key may do at `at`, in one statement, which also notes that it was used; null when the key was
 * not confirmed, has expired or was revoked, its person no longer holds its post, or all accounts of its person are disabled.
 */
export async function sessionOfKey({ sql }: Reach, token: string, at: Instant): Promise<Session | null> {
  const [row] = await sql<KeyRow[]>`
    with valid as (
      select k.id, k.expires_at, k.scopes, p.id as person, p.name, o.id as post, o.title, o.rank, o.role, o.unit
      from api_keys k join people p on p.id = k.person join posts o on o.id = k.post
      where k.token_hash = ${sha256(token)} and k.revoked_at is null and k.confirmed_at is not null
        and k.expires_at > ${at} and ${mayAct(sql, at)}
        and not exists (select 1 from accounts a where a.person = p.id having bool_and(a.disabled))
    ), used as (
      update api_keys k set last_used_at = ${at} from valid v
      where k.id = v.id and (k.last_used_at is null or k.last_used_at <= ${plusMs(at, -USED_EVERY_MS)})
    )
    select v.id, v.expires_at as "expiresAt", v.scopes, v.person, v.name, v.post, v.title as "postTitle", v.rank, v.role,
      u.id as unit, u.name as "unitName"
    from valid v join units u on u.id = v.unit`;
  if (row === undefined) return null;
  const { person, post, unit, rank, role, ...rest } = row;
  const actor = { person, post, unit, rank, role };
  return { ...rest, username: row.id, method: 'key', restricted: null, actor };
}

interface KeyRow extends Pick<Session, 'id' | 'name' | 'postTitle' | 'unitName' | 'expiresAt'> {
  readonly scopes: readonly KeyScope[];
  readonly person: PersonId;
  readonly post: PostId;
  readonly unit: UnitId;
  readonly rank: number;
  readonly role: Role;
}

/** That person `p` holds post `o` that day, and a key may act as it. */
function mayAct(sql: Queryable, at: Instant) {
  const day = dayOf(at);
  return sql`(
    o.role <> all(${[...NEVER_BY_KEY]}) and o.rank <= ${RANK_MAX}
    and ${validOn(sql, day, 'o')}
    and exists (select 1 from tenures t where t.post = o.id and t.person = p.id
      and ${validOn(sql, day, 't')}))`;
}

function columns(sql: Queryable) {
  return sql`k.id, k.name, k.person, k.post, k.scopes, k.created_by as "createdBy", k.created_at as "createdAt",
    k.confirmed_at as "confirmedAt",
    k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.revoked_by as "revokedBy"`;
}
