import type { PendingQuery, Row } from 'postgres';
import { dayOf, instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import { readCursor } from './cursor.ts';
import { isOf, isOnce, type Figure } from './figures.ts';
import { inScope, levelIn, type Scope } from './scope.ts';

/** In place of a region, sector or leading unit: those that have none. */
const NONE = '-';
/** What the database's `next_due` says where no deadline runs. */
export const NO_DUE = '9999-12-31T00:00:00.000+08:00' as Instant;

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

/**
 * The rows of one page, by whichever index leads to them: whatever the register holds, about as many are read as the page
 * has. Their order is `orderOf`.
 */
export function pageOf(sql: Queryable, filter: ListFilter, scope: Scope, limit: number): PendingQuery<Row[]> {
  const { holder, ...others } = filter;
  const end = sql`order by ${orderOf(sql, filter)} limit ${limit}`;
  const those = (which: PendingQuery<Row[]>) =>
    sql`select * from matters m where ${inScope(sql, scope)} ${conditionsOf(sql, others, scope)} ${which} ${end}`;
  if (holder !== undefined)
    return sql`
      select * from ((${those(sql`and m.holder_post = ${holder}`)})
        union all (${those(sql`and m.holder_unit = ${holder} and m.holder_post is distinct from ${holder}`)})) m ${end}`;
  if (!isOfPastDays(filter)) return those(sql``);
  return scope === 'all' ? byDay(sql, filter, scope, limit) : afterwards(sql, filter, scope, end);
}

/** `opened`: the newest first; `due`: what is due next first. */
export function orderOf(sql: Queryable, { sort }: ListFilter) {
  return sort === 'due' ? sql`next_due(m.deadlines), m.id` : sql`m.opened_at desc, m.id desc`;
}

/** Whether all that was opened since stands before what is asked for, and no narrower index leads past it. */
function isOfPastDays({ kind, foundTo, sort, open, overdue, subject, countedAs, q }: ListFilter): boolean {
  if (kind === undefined || foundTo === undefined || sort === 'due') return false;
  const narrow = open === true || overdue === true || subject !== undefined || q !== undefined;
  return !narrow && !FEW.some((few) => few === countedAs) && foundTo < dayOf(instantOf(Date.now()));
}

/** Figures that count few of any register, each with an index of its own. */
const FEW: readonly Figure[] = ['open', 'overdue', 'major', 'closedIn90', 'closedLater'];

/** Of each day on which something was found the first page, and of these pages the first: both by `matters_found` alone. */
function byDay(sql: Queryable, filter: ListFilter, scope: Scope, limit: number) {
  const { kind = '', foundFrom = '-infinity', foundTo = 'infinity', ...others } = filter;
  const order = sql`order by opened_at desc, id desc limit ${limit}`;
  return sql`
    with recursive days (day) as (
      select max(found_on) from matters where kind = ${kind} and found_on <= ${foundTo}::date
      union all
      select (select max(found_on) from matters where kind = ${kind} and found_on < d.day) from days d
      where d.day > ${foundFrom}::date
    )
    select m.* from (
      select p.id from days d, lateral (
        select m.id, m.opened_at from matters m
        where m.kind = ${kind} and m.found_on = d.day and ${inScope(sql, scope)} ${conditionsOf(sql, others, scope)} ${order}) p
      where d.day >= ${foundFrom}::date ${order}) k join matters m on m.id = k.id`;
}

/** What is in scope of those days, and then the first of it: of one unit it is not much. */
function afterwards(sql: Queryable, filter: ListFilter, scope: Scope, end: PendingQuery<Row[]>) {
  return sql`
    select * from (
      select * from matters m where ${inScope(sql, scope)} ${conditionsOf(sql, filter, scope)} offset 0) m ${end}`;
}

/** What a filter leaves of `matters m`, beginning after its cursor. Throws `BadCursor`. */
export function conditionsOf(sql: Queryable, filter: ListFilter, scope: Scope) {
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
    ${overdue === undefined ? sql`` : overdue ? sql`and m.overdue_since is not null` : sql`and m.overdue_since is null`}
    ${open === undefined ? sql`` : open ? sql`and m.open` : sql`and not m.open`}
    ${severity === undefined ? sql`` : sql`and m.severity = ${severity}`}
    ${lead === undefined ? sql`` : sql`and ${isAt(sql, 'lead', lead)}`}
    ${subject === undefined ? sql`` : sql`and m.subject = ${subject}`}
    ${foundFrom === undefined ? sql`` : sql`and m.found_on >= ${foundFrom}::date`}
    ${foundTo === undefined ? sql`` : sql`and m.found_on <= ${foundTo}::date`}
    ${countedAs === undefined ? sql`` : sql`and ${isOnce(sql, scope)} and ${isOf(sql, countedAs)}`}
    ${q === undefined ? sql`` : sql`and ${says(sql, q)}`}
    ${after === null ? sql`` : beyond(sql, after, sort)}`;
}

function isAt(sql: Queryable, column: 'region' | 'sector' | 'lead', value: string) {
  return value === NONE ? sql`m.${sql(column)} is null` : sql`m.${sql(column)} = ${value}`;
}

function beyond(sql: Queryable, { at, id }: ReturnType<typeof readCursor>, sort: ListFilter['sort']) {
  if (sort !== 'due') return sql`and (m.opened_at, m.id) < (${at}, ${id})`;
  // Nothing is due later, and of equality the planner knows how many there are.
  if (at === NO_DUE) return sql`and next_due(m.deadlines) = ${at}::text and m.id > ${id}`;
  return sql`and (next_due(m.deadlines), m.id) > (${at}::text, ${id})`;
}

/** Whether it says this: all its pairs of letters, or its one letter, lead there (`matters_words`); then word for word. */
function says(sql: Queryable, q: string) {
  const letters = [...q].length;
  const pieces = sql`(pieces_of(${q}))[${letters === 1 ? 1 : letters + 1}::integer:]`;
  return sql`(pieces_of(m.title || ' ' || m.number) @> ${pieces}
    and (m.title || ' ' || m.number) ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`})`;
}
