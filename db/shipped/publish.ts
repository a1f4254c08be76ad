import { asJson, type Db } from '../client.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { instantOf, plusDays, type Day } from '../../workflows/kernel/instant.ts';
import { entering, type Columns } from '../registers/standing.ts';
import { keepVersions } from '../registers/versions.ts';
import { CALENDARS } from './calendars.ts';
import { STANDARDS } from './clauses.ts';

/**
 * Puts in what every installation is shipped with: calendars, grading clauses, and the policies of all kinds. What is
 * published stays as it is: a row that is there is not changed.
 */
export async function publishShipped(db: Db): Promise<void> {
  const hand = { at: instantOf(Date.now()), by: 'system' };
  await db.sql.begin(async (sql) => {
    const calendars = await sql<{ row: Columns }[]>`
      insert into calendars (year, holidays, workdays, source, published_on)
      select year, holidays, workdays, source, published_on
      from jsonb_populate_recordset(null::calendars, ${asJson(sql, calendarRows())})
      on conflict (year, version) do nothing returning to_jsonb(calendars) as row`;
    const clauses = await sql<{ row: Columns }[]>`
      insert into clauses select * from jsonb_populate_recordset(null::clauses, ${asJson(sql, clauseRows())})
      on conflict (id) do nothing returning to_jsonb(clauses) as row`;
    const policies = await sql<{ row: Columns }[]>`
      insert into policies (kind, id, version, effective_from, effective_to, content)
      select kind, id, version, effective_from, effective_to, content
      from jsonb_populate_recordset(null::policies, ${asJson(sql, policyRows())})
      on conflict (kind, id, version) do nothing returning to_jsonb(policies) as row`;
    await keepVersions(sql, [
      ...entering('calendars', calendars, hand),
      ...entering('clauses', clauses, hand),
      ...entering('policies', policies, hand),
    ]);
  });
}

function calendarRows(): object[] {
  return CALENDARS.map(({ year, source, publishedOn, off, worked }) => ({
    year,
    source,
    published_on: publishedOn,
    holidays: off.flatMap(([from, to]) => daysBetween(from as Day, to as Day)),
    workdays: worked,
  }));
}

function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

function clauseRows(): object[] {
  return STANDARDS.flatMap(({ code, title, issuer, version, sector, validFrom, clauses }) =>
    clauses.map(([clause, words, verified], i) => ({
      id: `cl-${code}-${(i + 1).toString().padStart(2, '0')}`,
      standard: code,
      title,
      issuer,
      clause,
      version,
      sector,
      text: words,
      severity: 'major',
      valid_from: validFrom,
      valid_to: null,
      verified,
    })),
  );
}

function policyRows(): object[] {
  return KINDS.flatMap(({ policies }) =>
    policies.map(({ kind, id, version, effectiveFrom, effectiveTo, periods, numbers, ladder, overrides = [] }) => ({
      kind,
      id,
      version,
      effective_from: effectiveFrom,
      effective_to: effectiveTo,
      content: { periods, numbers, ladder, overrides },
    })),
  );
}
