import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import type { TrailRow, TrailType } from '../trail.ts';

/** Which entries are asked for; null for any. `before` is a seq and `until` an instant, both exclusive. */
export interface TrailFilter {
  readonly type: TrailType | null;
  readonly subject: string | null;
  /** A person's id. */
  readonly actor: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly before: number | null;
}

/** Entries of the trail, the newest first. */
export async function trailPage(sql: Queryable, filter: TrailFilter, limit: number): Promise<TrailRow[]> {
  const { type, subject, actor, from, until, before } = filter;
  return await sql<TrailRow[]>`
    select ${trailColumns(sql)} from trail
    where ${type === null ? sql`true` : sql`type = ${type}`}
      and ${subject === null ? sql`true` : sql`subject = ${subject}`}
      and ${actor === null ? sql`true` : sql`actor ->> 'person' = ${actor}`}
      and ${from === null ? sql`true` : sql`at >= ${from}`}
      and ${until === null ? sql`true` : sql`at < ${until}`}
      and ${before === null ? sql`true` : sql`seq < ${before}`}
    order by seq desc limit ${limit}`;
}

/** Entries of the trail from after a seq on, the oldest first. */
export async function trailAfter(sql: Queryable, seq: number, limit: number): Promise<TrailRow[]> {
  return await sql<TrailRow[]>`select ${trailColumns(sql)} from trail where seq > ${seq} order by seq limit ${limit}`;
}

/** Every entry about one subject, the oldest first. */
export async function trailOn(sql: Queryable, subject: string): Promise<TrailRow[]> {
  return await sql<TrailRow[]>`select ${trailColumns(sql)} from trail where subject = ${subject} order by seq`;
}

function trailColumns(sql: Queryable) {
  return sql`seq, at, type, actor, subject, data, prev_hash as "prevHash", hash`;
}
