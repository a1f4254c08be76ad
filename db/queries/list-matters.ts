import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Db } from '../client.ts';
import { cursorOf } from './cursor.ts';
import { conditionsOf, NO_DUE, orderOf, pageOf, type ListFilter } from './list-page.ts';
import { holderJoins, rowColumns, rowOf, type MatterRow, type Stored } from './row.ts';
import { inScope, scopeAmong, type Scope } from './scope.ts';

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
  const rows = await read(db, filter, await scopeAmong(db, filter.kind, scope), limit + 1);
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
  const among = await scopeAmong(db, filter.kind, scope);
  let at = filter;
  for (;;) {
    const items = (await read(db, at, among, atATime)).map((row) => rowOf(row, now));
    if (items.length > 0) yield items;
    const cursor = cursorAfter(items, filter);
    if (items.length < atATime || cursor === null) return;
    at = { ...filter, cursor };
  }
}

/** How many the filter leaves, counted no further than `max`. */
export async function countMatters(db: Db, filter: ListFilter, scope: Scope, max: number): Promise<number> {
  const { sql } = db;
  const among = await scopeAmong(db, filter.kind, scope);
  const [row] = await sql<{ n: number }[]>`
    select count(*) as n from (
      select 1 from matters m where ${inScope(sql, among)} ${conditionsOf(sql, filter, among)} limit ${max}) m`;
  return row?.n ?? 0;
}

async function read({ sql }: Db, filter: ListFilter, scope: Scope, limit: number): Promise<Stored[]> {
  return await sql<Stored[]>`
    select ${rowColumns(sql)} from (${pageOf(sql, filter, scope, limit)}) m ${holderJoins(sql)}
    order by ${orderOf(sql, filter)}`;
}

function cursorAfter(items: readonly MatterRow[], { sort }: ListFilter): string | null {
  const last = items.at(-1);
  if (last === undefined) return null;
  const { id, openedAt, deadlines } = last;
  if (sort !== 'due') return cursorOf({ at: openedAt, id });
  return cursorOf({ at: deadlines.map(({ due }) => due).sort()[0] ?? NO_DUE, id });
}
