import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';

/** Which matters a reader sees: all, those that name their unit, or those that they opened themselves. */
export type Scope =
  | { readonly sees: 'all' }
  | { readonly sees: 'unit'; readonly unit: UnitId }
  | { readonly sees: 'own'; readonly person: PersonId };

export const EVERYTHING: Scope = { sees: 'all' };

/** The scope as a condition on `matters m`. */
export function inScope(sql: Queryable, scope: Scope) {
  switch (scope.sees) {
    case 'all':
      return sql`true`;
    case 'unit':
      return sql`m.units @> ${[scope.unit]}::text[]`;
    case 'own':
      return sql`m.opened_by = ${scope.person}`;
  }
}
