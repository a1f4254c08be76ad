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
  const days = sql`((m.closed_at at time zone 'Asia/Shanghai')::date - m.found_on)`;
  switch (figure) {
    case 'found':
      return sql`true`;
    case 'major':
      return sql`(m.severity = 'major' and m.status not in ('rejected', 'merged', 'transferred'))`;
    case 'open':
      return sql`m.open`;
    case 'overdue':
      return sql`(m.open and m.overdue_since is not null)`;
    case 'closed':
      return closed;
    case 'closedIn30':
      return sql`(${closed} and ${days} <= 30)`;
    case 'closedIn60':
      return sql`(${closed} and ${days} between 31 and 60)`;
    case 'closedIn90':
      return sql`(${closed} and ${days} between 61 and 90)`;
    case 'closedLater':
      return sql`(${closed} and (${days} <= 90) is not true)`;
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
  return sql`(m.status <> 'transferred' or not exists (
    select 1 from matters c where c.parent = m.id and ${inScope(sql, scope, 'c')}))
    and (m.parent is null or not exists (
      select 1 from matters p where p.id = m.parent and p.status <> 'transferred' and ${inScope(sql, scope, 'p')}))`;
}
