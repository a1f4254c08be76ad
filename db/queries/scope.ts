import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import type { Queryable } from '../client.ts';

/**
 * Which matters a reader sees: all (the system itself), all but what is kept from their own unit, those that name their
 * unit or one under it, those that they opened themselves, or none. `outside`: of an enterprise, an expert or the public, who do not see what is done about officials.
 */
export type Scope =
  | 'all'
  | 'none'
  | { readonly allBut: UnitId }
  | { readonly unit: UnitId; readonly outside?: boolean }
  | { readonly openedBy: PersonId; readonly outside?: boolean };

/** Above this level supervision acts upon officials (约谈, 通报, 问责移送): readers outside are shown this one at most. */
export const OUTSIDE_LEVEL_MAX = 4;

/**
 * The scope as a condition on `matters m`, or on another name of it. Every query that shows or counts matters, or says
 * anything of them, takes its scope from here.
 */
export function inScope(sql: Queryable, scope: Scope, m = 'm') {
  if (scope === 'all') return sql`true`;
  if (scope === 'none') return sql`false`;
  if ('allBut' in scope) return sql`not ${isKeptFrom(sql, scope.allBut, m)}`;
  // By a subquery, so that the units are looked up once and the index on `units` serves.
  if ('unit' in scope)
    return sql`(${sql(m)}.units && (select units_under(${scope.unit})) and not ${isKeptFrom(sql, scope.unit, m)})`;
  return sql`${sql(m)}.opened_by = ${scope.openedBy}`;
}

const SECRET = KINDS.filter(({ face }) => face.secretFromSubject === true).map(({ rules }) => rules.name);

/** Whether the matter is one that is kept from this unit: it, or one under it, is who it is about, or who was named first. */
function isKeptFrom(sql: Queryable, unit: UnitId, m: string) {
  return sql`(${sql(m)}.kind = any(${SECRET})
    and array[${sql(m)}.subject, ${sql(m)}.state #>> '{firstNamed,unit}'] && (select units_under(${unit}))::text[])`;
}

/** Whether the reader sees across all matters. */
export function seesAll(scope: Scope): boolean {
  return scope === 'all' || (typeof scope === 'object' && 'allBut' in scope);
}

/** The level of `matters m` as the reader sees it. */
export function levelIn(sql: Queryable, scope: Scope, m = 'm') {
  return isOutside(scope) ? sql`least(${sql(m)}.level, ${OUTSIDE_LEVEL_MAX}::integer)` : sql`${sql(m)}.level`;
}

/** Whether the reader stands outside the administration. */
export function isOutside(scope: Scope): boolean {
  return typeof scope === 'object' && 'outside' in scope && scope.outside;
}

/** Which of these are matters that the reader sees. */
export async function visibleAmong(
  { sql }: { readonly sql: Queryable },
  ids: readonly string[],
  scope: Scope,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: string }[]>`
    select m.id from matters m where m.id = any(${[...new Set(ids)]}) and ${inScope(sql, scope)}`;
  return new Set(rows.map(({ id }) => id));
}
