import type { Queryable } from './client.ts';

/** The day that it is in the county (+08:00), whatever the session's zone: tenures change at its midnight. */
export function today(sql: Queryable) {
  return sql`(now() at time zone 'Asia/Shanghai')::date`;
}
