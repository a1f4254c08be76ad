import type { ListLevel } from '../../workflows/hazard/regions/listing.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db } from '../client.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { Page } from './list-matters.ts';

/**
 * A public listing as everybody reads of it. Only what registers, standards and clocks say: what somebody wrote in their
 * own words (a description, a place) may name people, and is not for the public.
 */
export interface PublicListing {
  readonly number: string;
  /** Who must rectify, and the township, by their names. */
  readonly unit: string | null;
  readonly township: string | null;
  /** Null unless a department supervises a sector of this very name. */
  readonly sector: string | null;
  /** The clause that it was last graded by; null when it was graded by none. */
  readonly clause: { readonly standard: string; readonly clause: string } | null;
  readonly level: ListLevel;
  readonly listedAt: Instant;
  readonly delistedAt: Instant | null;
  /** The end of T; null while it does not run, as while it is stayed (中止): then nobody knows it. */
  readonly due: Instant | null;
  readonly stayed: boolean;
  readonly status: string;
}

/**
 * Every hazard whose listing was public, whatever became of its grade or status since; the newest listing first. What is
 * delisted stays to be read, with the day of that: the end of a listing is to be published, too. Throws `BadCursor`.
 */
export async function publicListings(
  db: Db,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Promise<Page<PublicListing>> {
  const { sql } = db;
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await sql<PublicListing[]>`
    select m.number, su.name as unit, re.name as township,
      case when exists (select from units d where d.kind = 'department' and m.sector = any(d.sectors))
        then m.sector end as sector,
      case when jsonb_typeof(m.state -> 'clause') = 'object' then jsonb_build_object(
        'standard', m.state #> '{clause,standard}', 'clause', m.state #> '{clause,clause}') end as clause,
      m.state #>> '{listingNotice,level}' as level, listed_at as "listedAt",
      m.state #>> '{listingNotice,delistedAt}' as "delistedAt",
      t.due, stayed, m.status
    from matters m
      cross join lateral (select m.state #>> '{listingNotice,listedAt}' as listed_at,
        exists (select from jsonb_array_elements(m.state -> 'stays') s where s ->> 'endedAt' is null) as stayed) n
      left join lateral (select d ->> 'due' as due from jsonb_array_elements(m.deadlines) d where d ->> 'clock' = 'T') t
        on true
      left join units su on su.id = m.subject
      left join units re on re.id = m.region
    where m.kind = 'hazard' and m.state #>> '{listingNotice,public}' = 'true'
      ${after === null ? sql`` : sql`and (listed_at, m.number) < (${after.at}, ${after.id})`}
    order by listed_at desc, m.number desc limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorOf({ at: last.listedAt, id: last.number }) : null;
  return { items, next };
}
