import type { Day } from '../../workflows/kernel/instant.ts';
import type { Sql } from '../client.ts';
import { today } from '../today.ts';
import { validOn } from '../valid-on.ts';

/** What narrows a page of a register; of people, what they hold: on `validOn`, or today where none is given. */
export interface RegisterFilter {
  readonly kind?: string;
  readonly parent?: string;
  readonly unit?: string;
  readonly role?: string;
  readonly validOn?: Day;
}

/** Which filters a register knows. */
export const FILTERS: Readonly<Partial<Record<string, readonly (keyof RegisterFilter)[]>>> = {
  units: ['kind', 'parent', 'validOn'],
  posts: ['unit', 'role', 'validOn'],
  people: ['unit', 'role', 'validOn'],
};

/** The filter as a condition on the entries `e` of a register. */
export function filtered(sql: Sql, name: string, filter: RegisterFilter) {
  const { kind, parent, unit, role, validOn: on } = filter;
  const is = (column: string, value: string | undefined) =>
    value === undefined ? sql`true` : sql`${sql(column)} = ${value}`;
  if (name === 'units') return sql`${is('kind', kind)} and ${is('parent', parent)} and ${standsOn(sql, on)}`;
  if (name === 'posts') return sql`${is('unit', unit)} and ${is('role', role)} and ${standsOn(sql, on)}`;
  if (name !== 'people' || (unit ?? role ?? on) === undefined) return sql`true`;
  const day = on === undefined ? today(sql) : sql`${on}::date`;
  return sql`exists (
    select 1 from tenures t join posts o on o.id = t.post
    where t.person = e.id and ${is('unit', unit)} and ${is('role', role)}
      and ${validOn(sql, day, 't')}
      and ${validOn(sql, day, 'o')})`;
}

function standsOn(sql: Sql, day: Day | undefined) {
  return day === undefined ? sql`true` : sql`"validFrom" <= ${day} and ("validTo" is null or "validTo" >= ${day})`;
}
