import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import type { Queryable } from '../client.ts';

/**
 * Which matters a reader sees: all (the system itself), all but what is kept from their own unit, those that name their
 * unit or one under it, those that they opened themselves, or none. `outside`: of an enterprise, an expert or the public, who do not see what is done about officials.
 * `under`: the unit and those under it, where they have been looked up (`scopeAmong`).
 */
export type Scope =
  | 'all'
  | 'none'
  | { readonly allBut: UnitId }
  | { readonly unit: UnitId; readonly outside?: boolean; readonly under?: readonly UnitId[] }
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
  if ('unit' in scope) {
    // By a subquery, so that the units are looked up once and the index on `units` serves.
    const units =
      scope.under === undefined ? sql`(select units_under(${scope.unit}))` : sql`${[...scope.under]}::text[]`;
    return sql`(${sql(m)}.units && ${units} and not ${isKeptFrom(sql, scope.unit, m)})`;
  }
  return sql`${sql(m)}.opened_by = ${scope.openedBy}`;
}

/**
 * The same scope among matters of one kind, said so that the planner knows how many it leaves: nothing of most kinds is
 * kept from anyone, and of units looked up beforehand it has counts. Without them a page of an enterprise's fifty
 * hazards would read the whole register.
 */
export async function scopeAmong(
  { sql }: { readonly sql: Queryable },
  kind: string | undefined,
  scope: Scope,
): Promise<Scope> {
  if (typeof scope === 'string' || 'openedBy' in scope) return scope;
  if ('allBut' in scope) return kind === undefined || SECRET.includes(kind) ? scope : 'all';
  const [found] = await sql<{ under: UnitId[] }[]>`select units_under(${scope.unit}) as under`;
  return { ...scope, under: found?.under ?? [] };
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
