import type { Queryable } from '../client.ts';
import { inScope, type Scope } from './scope.ts';

/**
 * What statistics count of what was found. A figure and the list behind it are made of the same condition, so that one
 * has as many as the other says.
 */
export const FIGURES = [
  'found', 'major', 'open', 'overdue', 'closed', 'closedIn30', 'closedIn60', 'closedIn90', 'closedLater', 'rectified',
  'closedOnTime', 'rechecked', 'firstPass',
] as const; // prettier-ignore
/** One of these. */
export type Figure = (typeof FIGURES)[number];

/** Whether `matters m` is one that the figure counts, if it is counted at all (`isOnce`). */
export function isOf(sql: Queryable, figure: Figure) {
  const closed = sql`(not m.open and m.status in ('closed', 'archived'))`;
  // By the offset, which is ten times as fast as by the zone's name.
  const days = sql`((m.closed_at at time zone interval '8 hours')::date - m.found_on)`;
  switch (figure) {
    case 'found':
      return sql`true`;
    case 'major':
      return sql`(m.severity = 'major' and m.status not in ('rejected', 'merged', 'transferred'))`;
    case 'open':
      return sql`m.open`;
    // What is no longer open is not overdue either.
    case 'overdue':
      return sql`m.overdue_since is not null`;
    case 'closed':
      return closed;
    case 'closedIn30':
      return sql`(${closed} and ${days} <= 30)`;
    case 'closedIn60':
      return sql`(${closed} and ${days} between 31 and 60)`;
    // Word for word as in `matters_slow`, which leads to the few that took so long.
    case 'closedIn90':
      return sql`(${closed} and (${days} <= 60) is not true and ${days} <= 90)`;
    case 'closedLater':
      return sql`(${closed} and (${days} <= 60) is not true and (${days} <= 90) is not true)`;
    case 'rectified':
      return sql`(${closed} and m.late is not null)`;
    case 'closedOnTime':
      return sql`(${closed} and not m.late)`;
    case 'rechecked':
      return sql`m.first_pass is not null`;
    case 'firstPass':
      return sql`m.first_pass`;
  }
}

/**
 * Whether `matters m` is counted itself: what was transferred within the register counts by its child, where that is seen,
 * and nothing counts beside the matter that it came from.
 */
export function isOnce(sql: Queryable, scope: Scope) {
  // By what few matters have a parent, looked up once, not by a look for each row.
  return sql`(m.status <> 'transferred' or m.id not in (
    select c.parent from matters c where c.parent is not null and ${inScope(sql, scope, 'c')}))
    and (m.parent is null or m.id not in (
      select c.id from matters c join matters p on p.id = c.parent
      where p.status <> 'transferred' and ${inScope(sql, scope, 'p')}))`;
}
