import type { Instant, Day } from '../workflows/kernel/instant.ts';
import { dayOf } from '../workflows/kernel/instant.ts';
import type { Calendar } from '../workflows/kernel/calendar.ts';
import type { CountyPosts, Policy, PostId, SpecialPeriod, Terms, UnitId } from '../workflows/kernel/terms.ts';
import { runHolding, YEARS_READ } from './calendar-run.ts';
import type { Db, Queryable } from './client.ts';
import { UnknownReference } from './errors.ts';
import { shippedKind, type KindOf } from './matters.ts';
import { validOn } from './valid-on.ts';

export { knownFor } from './known.ts';

/**
 * The terms that a matter opened at `at` is under: the policy in force that day, the published calendars of the year
 * before to five years after as one run of whole years, the county's posts and special periods. Throws `UnknownReference` when no policy is in
 * force or no calendar is there at all.
 */
export async function termsFor(
  db: Db,
  kind: string,
  policy: Policy['id'],
  at: Instant,
  kindOf: KindOf = shippedKind,
): Promise<Terms> {
  const day = dayOf(at);
  const [row] = await db.sql<TermsRow[]>`
    select
      (select to_jsonb(p) from policies p
        where p.kind = ${kind} and p.id = ${policy} and p.status = 'published' and p.effective_from <= ${day}
          and (p.effective_to is null or p.effective_to >= ${day})
        order by p.version desc limit 1) as policy,
      (select jsonb_agg(to_jsonb(c) order by c.year) from ${yearsRead(db.sql, day)} c) as calendars,
      (select jsonb_object_agg(county_post, jsonb_build_object('post', id, 'unit', unit)) from posts
        where county_post is not null) as county,
      (select coalesce(jsonb_agg(p.id order by p.id), '[]') from posts p join posts desk on desk.unit = p.unit
        where desk.county_post = 'officeDesk' and p.id <> desk.id and p.rank = 1
          and ${validOn(db.sql, day, 'p')}) as "otherDesks",
      (select jsonb_agg(jsonb_build_object('name', name, 'from', from_day, 'to', to_day) order by from_day)
        from special_periods where to_day >= ${day} and revoked_at is null) as "specialPeriods"`;
  if (row?.policy == null) throw new UnknownReference('policy', `${kind}/${policy}`);
  const { version, content } = row.policy;
  return {
    policy,
    policyVersion: version,
    rules: kindOf(kind).rules.version,
    calendar: calendarOf(row.calendars ?? [], day),
    periods: content.periods,
    numbers: content.numbers,
    ladder: content.ladder,
    overrides: content.overrides ?? [],
    county: countyOf(row.county ?? {}, row.otherDesks),
    specialPeriods: row.specialPeriods ?? [],
  };
}

/** The workdays that terms of `at` would hold if this year were published besides the others, in place of its own version. */
export async function calendarWith(db: Db, draft: Year, at: Instant): Promise<Calendar> {
  const day = dayOf(at);
  const now = Number(day.slice(0, 4));
  const published = await db.sql<CalendarYear[]>`
    select year, holidays::text[] as holidays, workdays::text[] as workdays from ${yearsRead(db.sql, day)} c order by year`;
  const isTooFar = draft.year < now - YEARS_READ.back || draft.year > now + YEARS_READ.ahead;
  const others = published.filter(({ year }) => year !== draft.year);
  return calendarOf(isTooFar ? published : [...others, draft as CalendarYear].sort((a, b) => a.year - b.year), day);
}

/** The newest published version of each year that terms of this day read. */
function yearsRead(sql: Queryable, day: Day) {
  return sql`(
    select distinct on (year) year, holidays, workdays from calendars
    where status = 'published' and year between extract(year from ${day}::date) - ${YEARS_READ.back}::int
      and extract(year from ${day}::date) + ${YEARS_READ.ahead}::int
    order by year, version desc)`;
}

interface TermsRow {
  readonly policy: {
    readonly version: number;
    readonly content: Pick<Terms, 'periods' | 'numbers' | 'ladder' | 'overrides'>;
  } | null;
  readonly calendars: readonly CalendarYear[] | null;
  readonly county: Readonly<Record<string, { readonly post: PostId; readonly unit: UnitId }>> | null;
  readonly otherDesks: readonly PostId[];
  readonly specialPeriods: readonly SpecialPeriod[] | null;
}

/** A year of workdays as a draft has it. */
type Year = Readonly<Record<'holidays' | 'workdays', readonly string[]>> & Pick<CalendarYear, 'year'>;

interface CalendarYear {
  readonly year: number;
  readonly holidays: readonly Day[];
  readonly workdays: readonly Day[];
}

/** Coverage is one run of whole years that holds `day`, or the last published ones when it lies beyond them. */
function calendarOf(years: readonly CalendarYear[], day: Day): Calendar {
  const run = runHolding(years, Number(day.slice(0, 4)));
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) throw new UnknownReference('calendar', day.slice(0, 4));
  return {
    coveredFrom: `${first.year.toString()}-01-01` as Day,
    coveredTo: `${last.year.toString()}-12-31` as Day,
    holidays: run.flatMap((year) => year.holidays),
    workdays: run.flatMap((year) => year.workdays),
  };
}

function countyOf(
  named: Readonly<Record<string, { readonly post: PostId; readonly unit: UnitId }>>,
  otherDesks: readonly PostId[],
): CountyPosts {
  const place = (name: Exclude<keyof CountyPosts, 'dutyDesk' | 'otherDesks'>) => {
    const found = named[name];
    if (found === undefined) throw new UnknownReference('post', name);
    return found;
  };
  return {
    officeDesk: place('officeDesk').post,
    otherDesks,
    officeDirector: place('officeDirector').post,
    deputyHead: place('deputyHead').post,
    committeeHead: place('committeeHead').post,
    partySecretary: place('partySecretary').post,
    inspectorate: place('inspectorate').post,
    ...(named['dutyDesk'] === undefined ? {} : { dutyDesk: named['dutyDesk'].post }),
    officeUnit: place('officeDesk').unit,
  };
}
