import { KINDS } from '../../workflows/kinds.ts';
import type { Queryable } from '../client.ts';

/** The command by which new terms reach a running matter. */
export const REVISE = 'ReviseTerms';

/** In which statuses of which kinds new terms are heard, as `kind/status`. */
function heardIn(): string[] {
  return KINDS.flatMap(({ rules }) =>
    rules.lifecycle.flatMap(({ command, statuses }) =>
      command === REVISE && statuses !== 'opening' ? statuses.map((status) => `${rules.name}/${status}`) : [],
    ),
  );
}

function running(sql: Queryable) {
  return sql`m.next_wake is not null and m.kind || '/' || m.status = any(${heardIn()})`;
}

/**
 * Running matters that a published year concerns, as a condition on `matters m`: the year that they froze is another
 * one or none, and a due date of theirs is provisional or lies in it, or they wake in it.
 */
export function calendarConcerns(
  sql: Queryable,
  {
    year,
    holidays,
    workdays,
  }: { readonly year: number; readonly holidays: readonly string[]; readonly workdays: readonly string[] },
) {
  const of = (y: number) => `${y.toString()}-01-01T00:00:00.000+08:00`;
  const [from, to] = [of(year), of(year + 1)];
  const frozen = (list: 'holidays' | 'workdays') => sql`(
    select coalesce(array_agg(d order by d), '{}') from jsonb_array_elements_text(t.calendar -> ${list}) d
    where d like ${`${year.toString()}-%`})`;
  // A state is some 20 kB: it is unpacked once a matter, and only where a due date is concerned.
  return sql`${running(sql)}
    and (exists (select 1 from jsonb_array_elements(m.deadlines) d
        where (d ->> 'provisional')::boolean or (d ->> 'due' > ${from} and d ->> 'due' <= ${to}))
      or (m.next_wake > ${from} and m.next_wake <= ${to}))
    and exists (select 1 from (select m.state #> '{terms,calendar}' as calendar offset 0) t
      where t.calendar ->> 'coveredFrom' > ${from.slice(0, 10)} or t.calendar ->> 'coveredTo' < ${`${year.toString()}-12-31`}
        or ${frozen('holidays')} <> ${[...holidays]}::text[] or ${frozen('workdays')} <> ${[...workdays]}::text[])`;
}

/** Running matters under another version of a policy, as a condition on `matters m`; of those named, if any are. */
export function policyConcerns(
  sql: Queryable,
  key: { readonly kind: string; readonly policy: string; readonly version: number },
  only: readonly string[] | null = null,
) {
  return sql`${running(sql)} and m.kind = ${key.kind}
    and exists (select 1 from (select m.state -> 'terms' as terms offset 0) t
      where t.terms ->> 'policy' = ${key.policy} and (t.terms ->> 'policyVersion')::int <> ${key.version})
    and ${only === null ? sql`true` : sql`m.id = any(${[...only]})`}`;
}
