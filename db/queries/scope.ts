import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';

/** Which matters a reader sees: all, those that name their unit, or those that they opened themselves. */
export type Scope = 'all' | { readonly unit: UnitId } | { readonly openedBy: PersonId };

/** The scope as a condition on `matters m`. */
export function inScope(sql: Queryable, scope: Scope) {
  if (scope === 'all') return sql`true`;
  return 'unit' in scope ? sql`m.units @> ${[scope.unit]}::text[]` : sql`m.opened_by = ${scope.openedBy}`;
}
