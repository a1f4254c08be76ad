import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable } from '../client.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { isOf, isOnce, type Figure } from './figures.ts';
import { holderJoins, rowColumns, rowOf, type MatterRow, type Stored } from './row.ts';
import { inScope, levelIn, type Scope } from './scope.ts';

/** In place of a region, sector or leading unit: those that have none. */
const NONE = '-';

/** What a list may be narrowed by; absent means all. `holder` is a post or a unit. */
export interface ListFilter {
  readonly kind?: string;
  readonly status?: string;
  readonly holder?: string;
  readonly region?: string;
  readonly sector?: string;
  readonly level?: number;
  readonly overdue?: boolean;
  readonly open?: boolean;
  readonly severity?: string;
  /** The leading unit, and the unit that must rectify. */
  readonly lead?: string;
  readonly subject?: string;
  /** Days of discovery, inclusive. */
  readonly foundFrom?: string;
  readonly foundTo?: string;
  /** What this figure of the statistics counts. */
  readonly countedAs?: Figure;
  /** Part of the title or the number. */
  readonly q?: string;
  readonly cursor?: string;
  /** 1–200, 50 when absent. */
  readonly limit?: number;
  /** `opened`: the newest first (when absent); `due`: what is due next first, what has no deadline last. */
  readonly sort?: 'opened' | 'due';
}

/** A page in the order of its list; `next` is the cursor of the page after it, null on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The most rows of one page. */
const PAGE_MAX = 200;

/** Matters in scope, in the order that the filter asks for, by keyset: a page costs the same at any depth. Throws `BadCursor`. */
export async function listMatters(db: Db, filter: ListFilter, scope: Scope): Promise<Page<MatterRow>> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), PAGE_MAX);
  const rows = await read(db, filter, scope, limit + 1);
  const now = instantOf(Date.now());
  const items = rows.slice(0, limit).map((row) => rowOf(row, now));
  return { items, next: rows.length > limit ? cursorAfter(items, filter) : null };
}

/** All that the filter leaves, page by page, `atATime` rows each. */
export async function* allMatters(
  db: Db,
  filter: ListFilter,
  scope: Scope,
  atATime: number,
): AsyncGenerator<readonly MatterRow[], void, undefined> {
  const now = instantOf(Date.now());
  let at = filter;
  for (;;) {
    const items = (await read(db, at, scope, atATime)).map((row) => rowOf(row, now));
    if (items.length > 0) yield items;
    const cursor = cursorAfter(items, filter);
    if (items.length < atATime || cursor === null) return;
    at = { ...filter, cursor };
  }
}

/** How many the filter leaves, counted no further than `max`. */
export async function countMatters({ sql }: Db, filter: ListFilter, scope: Scope, max: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*) as n from (
      select 1 from matters m where ${inScope(sql, scope)} ${conditions(sql, filter, scope)} limit ${max}) m`;
  return row?.n ?? 0;
}

async function read({ sql }: Db, filter: ListFilter, scope: Scope, limit: number): Promise<Stored[]> {
  const order = filter.sort === 'due' ? sql`next_due(m.deadlines), m.id` : sql`m.opened_at desc, m.id desc`;
  return await sql<Stored[]>`
    select ${rowColumns(sql)}
    from (
      select * from matters m where ${inScope(sql, scope)} ${conditions(sql, filter, scope)}
      order by ${order} limit ${limit}) m
    ${holderJoins(sql)}
    order by ${order}`;
}

function cursorAfter(items: readonly MatterRow[], { sort }: ListFilter): string | null {
  const last = items.at(-1);
  if (last === undefined) return null;
  const { id, openedAt, deadlines } = last;
  if (sort !== 'due') return cursorOf({ at: openedAt, id });
  return cursorOf({ at: deadlines.map(({ due }) => due).sort()[0] ?? NO_DUE, id });
}

/** What the database's `next_due` says where no deadline runs. */
export const NO_DUE = '9999-12-31T00:00:00.000+08:00' as Instant;

function conditions(sql: Queryable, filter: ListFilter, scope: Scope) {
  const { kind, status, holder, region, sector, level, overdue, open, severity, q, cursor } = filter;
  const { lead, subject, foundFrom, foundTo, countedAs, sort } = filter;
  const after = cursor === undefined ? null : readCursor(cursor);
  return sql`
    ${kind === undefined ? sql`` : sql`and m.kind = ${kind}`}
    ${status === undefined ? sql`` : sql`and m.status = ${status}`}
    ${holder === undefined ? sql`` : sql`and (m.holder_post = ${holder} or m.holder_unit = ${holder})`}
    ${region === undefined ? sql`` : sql`and ${isAt(sql, 'region', region)}`}
    ${sector === undefined ? sql`` : sql`and ${isAt(sql, 'sector', sector)}`}
    ${level === undefined ? sql`` : sql`and ${levelIn(sql, scope)} = ${level}`}
    ${overdue === undefined ? sql`` : sql`and (m.overdue_since is not null) = ${overdue}`}
    ${open === undefined ? sql`` : open ? sql`and m.open` : sql`and not m.open`}
    ${severity === undefined ? sql`` : sql`and m.severity = ${severity}`}
    ${lead === undefined ? sql`` : sql`and ${isAt(sql, 'lead', lead)}`}
    ${subject === undefined ? sql`` : sql`and m.subject = ${subject}`}
    ${foundFrom === undefined ? sql`` : sql`and m.found_on >= ${foundFrom}::date`}
    ${foundTo === undefined ? sql`` : sql`and m.found_on <= ${foundTo}::date`}
    ${countedAs === undefined ? sql`` : sql`and ${isOnce(sql, scope)} and ${isOf(sql, countedAs)}`}
    ${q === undefined ? sql`` : sql`and (m.title || ' ' || m.number) ilike ${containing(q)}`}
    ${after === null ? sql`` : beyond(sql, after, sort)}`;
}

function isAt(sql: Queryable, column: 'region' | 'sector' | 'lead', value: string) {
  return value === NONE ? sql`m.${sql(column)} is null` : sql`m.${sql(column)} = ${value}`;
}

function beyond(sql: Queryable, { at, id }: ReturnType<typeof readCursor>, sort: ListFilter['sort']) {
  return sort === 'due'
    ? sql`and (next_due(m.deadlines), m.id) > (${at}::text, ${id})`
    : sql`and (m.opened_at, m.id) < (${at}, ${id})`;
}

function containing(q: string): string {
  return `%${q.replace(/[\\%_]/g, '\\$&')}%`;
}
