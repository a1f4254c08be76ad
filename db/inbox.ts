import type { Instant } from '../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId } from '../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable } from './client.ts';
import { inScope, visibleAmong, type Scope } from './queries/scope.ts';
import { scopeOf, type Reader } from './queries/scope-of.ts';

/** A notice to deliver. `key` makes a repeated delivery add nothing. */
export interface Notice {
  readonly posts: readonly PostId[];
  readonly matterId: MatterId | null;
  readonly kind: string | null;
  readonly key: string;
  readonly notice: string;
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/**
 * Puts a notice into the inbox of each post, once, and orders it to be sent on every channel of theirs, in the same
 * statement: of a matter that none of these posts sees then, nothing leaves.
 */
export async function deliverNotice(db: { readonly sql: Queryable }, notice: Notice): Promise<void> {
  const { posts, matterId, ...rest } = notice;
  const rows = [...new Set(posts)].map((post) => ({ post, matter_id: matterId, ...rest }));
  const { key, title, body } = notice;
  await db.sql`
    with put as (
      insert into inbox (post, matter_id, kind, key, notice, title, body, data, at)
      select post, matter_id, kind, key, notice, title, body, data, at
      from jsonb_populate_recordset(null::inbox, ${asJson(db.sql, rows)})
      on conflict (post, key) do nothing returning post
    )
    insert into jobs (matter_id, kind, key, type, payload)
    select c.id, 'channel', ${key}, 'SendNotice',
      ${asJson(db.sql, { title, body, matterId })}::jsonb || jsonb_build_object('posts', jsonb_agg(distinct o.id))
    from put join posts o on o.id = put.post
      join notice_channels c on c.removed_at is null and (c.post = o.id or c.unit = o.unit)
    group by c.id
    on conflict (matter_id, key) do nothing`;
}

/** Gathers a line into one notice per post and digest: the first makes it, later ones raise its count. */
export async function deliverDigest(db: Db, digest: Notice & { readonly line: string }): Promise<void> {
  const rows = [...new Set(digest.posts)].map((post) => ({ post, key: digest.key, line: digest.line }));
  await db.sql`
    with fresh as (
      insert into digest_lines (post, key, line)
      select post, key, line from jsonb_populate_recordset(null::digest_lines, ${asJson(db.sql, rows)})
      on conflict do nothing returning post
    )
    insert into inbox (post, matter_id, kind, key, notice, title, body, data, at)
    select post, null, ${digest.kind}, ${digest.key}, ${digest.notice}, ${digest.title}, ${digest.body},
      ${asJson(db.sql, digest.data)}, ${digest.at}::timestamptz from fresh
    on conflict (post, key) do update set count = inbox.count + 1`;
}

/** A notice as its reader sees it. `count` is above one for a digest. */
export interface InboxItem {
  readonly id: number;
  readonly post: PostId;
  readonly matterId: MatterId | null;
  readonly kind: string | null;
  readonly notice: string;
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly count: number;
  readonly at: Instant;
  readonly readAt: Instant | null;
}

/** Whether one of these posts sees the matter that a notice tells of: what no inbox shows, no channel sends. */
export async function isToldTo(db: Db, posts: readonly PostId[], matterId: MatterId): Promise<boolean> {
  const readers = await db.sql<Reader[]>`select unit, role from posts where id = any(${[...posts]})`;
  for (const reader of readers) if ((await visibleAmong(db, [matterId], scopeOf(reader))).has(matterId)) return true;
  return false;
}

/** Whether a notice tells of nothing that its reader must not know of. */
function tellable(sql: Queryable, scope: Scope) {
  if (scope === 'all') return sql`true`;
  return sql`(matter_id is null or exists (
    select 1 from matters m where m.id = inbox.matter_id and ${inScope(sql, scope)}))`;
}

/** The notices of a post that tell of nothing outside its reader's scope, newest first; `before` is the id that the last page ended with. */
export async function inbox(
  db: Db,
  post: PostId,
  scope: Scope,
  page: { readonly before?: number; readonly limit?: number; readonly unread?: boolean } = {},
): Promise<{ items: InboxItem[]; next: number | null; unread: number }> {
  const limit = Math.min(Math.max(page.limit ?? 50, 1), 200);
  const { sql } = db;
  const [rows, [counted]] = await Promise.all([
    sql<InboxItem[]>`
      select id, post, matter_id as "matterId", kind, notice, title, body, data, count, at, read_at as "readAt" from inbox
      where post = ${post} and ${tellable(sql, scope)} ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
        ${page.unread === true ? sql`and read_at is null` : sql``}
      order by id desc limit ${limit + 1}`,
    sql<
      { n: number }[]
    >`select count(*) as n from inbox where post = ${post} and read_at is null and ${tellable(sql, scope)}`,
  ]);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, unread: counted?.n ?? 0 };
}

/** Marks a notice of this post as read by a person; the first reading stands. False when the reader has no such notice. */
export async function markRead(
  db: Db,
  id: number,
  reader: { post: PostId; person: PersonId },
  scope: Scope,
  at: Instant,
): Promise<boolean> {
  const rows = await db.sql`
    update inbox set read_at = coalesce(read_at, ${at}), read_by = coalesce(read_by, ${reader.person})
    where id = ${id} and post = ${reader.post} and ${tellable(db.sql, scope)} returning id`;
  return rows.length > 0;
}

/** Every notice about a matter, to whomever, in order; `key` is the matter's id and the effect's key. */
export async function noticesAbout(
  db: Db,
  matterId: MatterId,
): Promise<(Pick<InboxItem, 'id' | 'post' | 'notice' | 'at' | 'readAt'> & { readonly key: string })[]> {
  const rows = await db.sql<(InboxItem & { readonly key: string })[]>`
    select id, post, notice, key, at, read_at as "readAt" from inbox where matter_id = ${matterId} order by id`;
  return [...rows];
}
