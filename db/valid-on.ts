import type { Day } from '../workflows/kernel/instant.ts';
import type { Queryable } from './client.ts';
import type { today } from './today.ts';

/**
 * Whether the row of validity that `alias` names, or the only one that there is, stands on a day: its first and its last
 * day count. The one place that says so.
 */
export function validOn(sql: Queryable, day: Day | ReturnType<typeof today>, alias?: string) {
  const row = alias === undefined ? sql`` : sql`${sql(alias)}.`;
  return sql`(${row}valid_from <= ${day} and (${row}valid_to is null or ${row}valid_to >= ${day}))`;
}
