import type { Instant } from '../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../workflows/kernel/terms.ts';
import type { Db, Queryable } from './client.ts';
import { addJob } from './jobs.ts';
import type { Secrets } from './secrets.ts';

/** What a notice may also be sent to: any receiver of JSON, a robot of 企业微信 or 钉钉, a mail address. */
export type ChannelKind = 'webhook' | 'wecom' | 'dingtalk' | 'mail';

/** Where to: an address with what it is signed with. It stands sealed. */
export interface ChannelAddress {
  readonly to: string;
  readonly secret?: string;
}

/** A channel as people see it: of its address only the host. */
export interface Channel {
  readonly id: string;
  readonly post: PostId | null;
  readonly unit: UnitId | null;
  readonly kind: ChannelKind;
  readonly host: string;
  readonly createdBy: PersonId;
  readonly createdAt: Instant;
  /** The last sending, whether it arrived, and why not. */
  readonly last: { readonly at: Instant; readonly status: 'sent' | 'failed'; readonly error: string | null } | null;
}

/** What became of a sending. */
export interface Sent {
  readonly channel: string;
  readonly key: string;
  readonly status: 'sent' | 'failed';
  readonly error: string | null;
  readonly at: Instant;
}

const PURPOSE = 'channel';

/** Adds a channel of a post or a unit; its address is sealed. */
export async function addChannel(
  sql: Queryable,
  secrets: Secrets,
  channel: Omit<Channel, 'last'>,
  address: ChannelAddress,
): Promise<void> {
  const { id, post, unit, kind, host, createdBy, createdAt } = channel;
  await sql`
    insert into notice_channels (id, post, unit, kind, sealed, host, created_by, created_at)
    values (${id}, ${post}, ${unit}, ${kind}, ${secrets.seal(PURPOSE, id, JSON.stringify(address))}, ${host},
      ${createdBy}, ${createdAt})`;
}

/** Removes a channel; what it was stands. Null when there is none. */
export async function removeChannel(
  sql: Queryable,
  id: string,
  at: Instant,
): Promise<Pick<Channel, 'id' | 'host'> | null> {
  const [row] = await sql<Pick<Channel, 'id' | 'host'>[]>`
    update notice_channels set removed_at = ${at} where id = ${id} and removed_at is null returning id, host`;
  return row ?? null;
}

/** The channels that stand: of a unit with its posts, or all (`null`). */
export async function channelsOf(db: Db, unit: UnitId | null): Promise<Channel[]> {
  const { sql } = db;
  const rows = await sql<Channel[]>`
    select c.id, c.post, c.unit, c.kind, c.host, c.created_by as "createdBy", c.created_at as "createdAt", (
      select jsonb_build_object('at', s.at, 'status', s.status, 'error', s.error)
      from notice_sends s where s.channel = c.id order by s.at desc limit 1) as last
    from notice_channels c left join posts o on o.id = c.post
    where c.removed_at is null ${unit === null ? sql`` : sql`and ${unit} in (c.unit, o.unit)`}
    order by c.created_at, c.id`;
  return [...rows];
}

/** The unit whose channel it would be: the unit itself, or the post's; null where it does not stand. */
export async function unitToTell(db: Db, post: PostId | null, unit: UnitId | null): Promise<UnitId | null> {
  const [row] = await db.sql<{ id: UnitId }[]>`
    select u.id from units u where u.id = ${unit} or u.id = (select unit from posts where id = ${post})`;
  return row?.id ?? null;
}

/** Whose a channel is that stands; null when there is none. */
export async function unitOfChannel(db: Db, id: string): Promise<UnitId | null> {
  const [row] = await db.sql<{ unit: UnitId }[]>`
    select coalesce(c.unit, o.unit) as unit from notice_channels c left join posts o on o.id = c.post
    where c.id = ${id} and c.removed_at is null`;
  return row?.unit ?? null;
}

/** Orders a sending that says nothing but that the channel works. */
export async function orderTest(db: Db, id: string, nonce: string): Promise<void> {
  const payload = { title: '通知渠道测试', body: '收到本条消息，说明该渠道已可接收安全生产闭环系统的通知。' };
  await addJob(db.sql, { matterId: id, kind: 'channel', key: `test/${nonce}`, type: 'SendNotice', payload });
}

/** The channel to send on, opened; null where it is gone or this was sent already. */
export async function channelToSend(
  db: Db,
  secrets: Secrets,
  id: string,
  key: string,
): Promise<{ readonly kind: ChannelKind; readonly address: ChannelAddress } | null> {
  const [row] = await db.sql<{ kind: ChannelKind; sealed: string }[]>`
    select kind, sealed from notice_channels c where id = ${id} and removed_at is null
      and not exists (select 1 from notice_sends s where s.channel = c.id and s.key = ${key} and s.status = 'sent')`;
  if (row === undefined) return null;
  return { kind: row.kind, address: JSON.parse(secrets.open(PURPOSE, id, row.sealed)) as ChannelAddress };
}

/** Keeps what became of a sending; a later attempt says it anew. */
export async function keepSent(db: Db, { channel, key, status, error, at }: Sent): Promise<void> {
  await db.sql`
    insert into notice_sends (channel, key, status, error, at) values (${channel}, ${key}, ${status}, ${error}, ${at})
    on conflict (channel, key) do update set status = excluded.status, error = excluded.error, at = excluded.at`;
}
