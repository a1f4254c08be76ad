import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable } from '../client.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { holderJoins, rowColumns, rowOf, type MatterRow, type Stored } from './row.ts';
import { inScope, levelIn, type Scope } from './scope.ts';

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
  /** Part of the title or the number. */
  readonly q?: string;
  readonly cursor?: string;
  /** 1–200, 50 when absent. */
  readonly limit?: number;
}

/** A page, newest first; `next` is the cursor of the page after it, null on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Matters in scope, newest first, by keyset: a page costs the same at any depth. Throws `BadCursor`. */
export async function listMatters(db: Db, filter: ListFilter, scope: Scope): Promise<Page<MatterRow>> {
  const { sql } = db;
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const rows = await sql<Stored[]>`
    select ${rowColumns(sql)}
    from (
      select * from matters m where ${inScope(sql, scope)} ${conditions(sql, filter, scope)}
      order by m.opened_at desc, m.id desc limit ${limit + 1}) m
    ${holderJoins(sql)}
    order by m.opened_at desc, m.id desc`;
  const now = instantOf(Date.now());
  const items = rows.slice(0, limit).map((row) => rowOf(row, now));
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last !== undefined ? cursorOf({ at: last.openedAt, id: last.id }) : null,
  };
}

function conditions(sql: Queryable, filter: ListFilter, scope: Scope) {
  const { kind, status, holder, region, sector, level, overdue, open, severity, q, cursor } = filter;
  const after = cursor === undefined ? null : readCursor(cursor);
  return sql`
    ${kind === undefined ? sql`` : sql`and m.kind = ${kind}`}
    ${status === undefined ? sql`` : sql`and m.status = ${status}`}
    ${holder === undefined ? sql`` : sql`and (m.holder_post = ${holder} or m.holder_unit = ${holder})`}
    ${region === undefined ? sql`` : sql`and m.region = ${region}`}
    ${sector === undefined ? sql`` : sql`and m.sector = ${sector}`}
    ${level === undefined ? sql`` : sql`and ${levelIn(sql, scope)} = ${level}`}
    ${overdue === undefined ? sql`` : sql`and (m.overdue_since is not null) = ${overdue}`}
    ${open === undefined ? sql`` : open ? sql`and m.open` : sql`and not m.open`}
    ${severity === undefined ? sql`` : sql`and m.severity = ${severity}`}
    ${q === undefined ? sql`` : sql`and (m.title || ' ' || m.number) ilike ${containing(q)}`}
    ${after === null ? sql`` : sql`and (m.opened_at, m.id) < (${after.at}, ${after.id})`}`;
}

function containing(q: string): string {
  return `%${q.replace(/[\\%_]/g, '\\$&')}%`;
}
