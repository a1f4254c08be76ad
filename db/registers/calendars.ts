import type { CalendarDraft } from '../../workflows/kernel/calendar-check.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { sha256 } from '../chain.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { calendarConcerns } from './concerned.ts';
import { startRevision } from './revisions.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

/** A year to be published, with its notice (文号) and the notice's day. */
export interface CalendarNotice extends CalendarDraft {
  readonly source: string;
  readonly publishedOn: string;
}

/** A version of a year, as its row stands. */
export interface CalendarRow extends CalendarNotice {
  readonly id: string;
  readonly version: number;
  readonly status: 'draft' | 'published';
  readonly draftedBy: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  readonly reason: string | null;
}

/** `unknown`: no such version. `published`: it stands for good. `drafter`: another person must publish. */
export type PublishRefused = 'unknown' | 'published' | 'drafter';

/** Makes the draft of the year's next version, or puts this one in its place. */
export async function draftCalendar(db: Db, notice: CalendarNotice, hand: Hand): Promise<CalendarRow> {
  const { year, source, publishedOn } = notice;
  const [holidays, workdays] = [[...notice.holidays].sort(), [...notice.workdays].sort()];
  const { after } = await writeRegister(db, 'calendars', hand, async (sql) => {
    await oneAtATime(sql, 'calendars', year.toString());
    const [before] = await sql<CalendarRow[]>`
      select ${columns(sql)} from calendars where year = ${year} and status = 'draft'`;
    const [row] = await sql<CalendarRow[]>`
      insert into calendars (year, version, status, holidays, workdays, source, published_on, drafted_by)
      values (${year}, ${before?.version ?? sql`(select coalesce(max(version), 0) + 1 from calendars where year = ${year})`},
        'draft', ${holidays}::date[], ${workdays}::date[], ${source}, ${publishedOn}, ${hand.by})
      on conflict (year, version) do update set holidays = excluded.holidays, workdays = excluded.workdays,
        source = excluded.source, published_on = excluded.published_on, drafted_by = excluded.drafted_by
      returning ${columns(sql)}`;
    if (row === undefined) throw new Error(`the draft of ${year.toString()} was not written`);
    return { id: row.id, before: before ?? null, after: row };
  });
  return after;
}

/**
 * Publishes a draft, for good, and sends the new calendar to the running matters that it concerns, in one transaction.
 * Answers the row and the revision's id.
 */
export async function publishCalendar(
  db: Db,
  key: { readonly year: number; readonly version: number },
  { actor, at, reason }: { readonly actor: Actor; readonly at: Hand['at']; readonly reason: string },
): Promise<{ readonly calendar: CalendarRow; readonly revision: string } | PublishRefused> {
  const said: { refused: PublishRefused } = { refused: 'unknown' };
  const done = await writeRegister(db, 'calendars', { by: actor.person, at }, async (sql) => {
    const before = await locked(sql, key);
    if (before?.status !== 'draft' || before.draftedBy === actor.person) {
      said.refused = before === null ? 'unknown' : before.status === 'draft' ? 'drafter' : 'published';
      return null;
    }
    const [after] = await sql<CalendarRow[]>`
      update calendars set status = 'published', published_by = ${actor.person}, published_at = ${at}, reason = ${reason}
      where year = ${key.year} and version = ${key.version} returning ${columns(sql)}`;
    if (after === undefined) throw new Error(`calendar ${before.id} vanished while it was published`);
    const revision = `rev-${sha256(`calendar\0${after.id}`).slice(0, 24)}`;
    const order = { id: revision, cause: 'calendar', subject: after.id, actor, at, reason } as const;
    await startRevision(sql, order, calendarConcerns(sql, after));
    return { id: after.id, before, after, revision };
  });
  return done === null ? said.refused : { calendar: done.after, revision: done.revision };
}

async function locked(
  sql: Transaction,
  { year, version }: { readonly year: number; readonly version: number },
): Promise<CalendarRow | null> {
  const [row] = await sql<CalendarRow[]>`
    select ${columns(sql)} from calendars where year = ${year} and version = ${version} for update`;
  return row ?? null;
}

/** First and last day of the last unbroken run of published years: beyond it due dates are provisional. Null without any. */
export async function coverage(db: Db): Promise<{ readonly from: string; readonly to: string } | null> {
  const [row] = await db.sql<{ from: string | null; to: string | null }[]>`
    with years as (select distinct year from calendars where status = 'published'),
      runs as (select year, year - row_number() over (order by year) as run from years)
    select min(year) || '-01-01' as from, max(year) || '-12-31' as to from runs
    where run = (select run from runs order by year desc limit 1)`;
  return row === undefined || row.from === null || row.to === null ? null : { from: row.from, to: row.to };
}

function columns(sql: Queryable) {
  return sql`year || '/' || version as id, year, version, status, holidays::text[] as holidays, workdays::text[] as workdays,
    source, published_on as "publishedOn", drafted_by as "draftedBy", published_by as "publishedBy",
    published_at as "publishedAt", reason`;
}
