import type { CalendarDraft } from '../../workflows/kernel/calendar-check.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { runHolding, YEARS_READ } from '../calendar-run.ts';
import { sha256 } from '../chain.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { calendarConcerns } from './concerned.ts';
import { startRevision } from './revisions.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

/** A year to be published, with its notice (文号). */
export interface CalendarNotice extends CalendarDraft {
  readonly source: string;
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
    const read = await isRead(sql, key.year, at);
    await startRevision(sql, order, read ? calendarConcerns(sql, after) : sql`false`);
    return { id: after.id, before, after, revision };
  });
  return done === null ? said.refused : { calendar: done.after, revision: done.revision };
}

/** The version, or null when there is none. */
export async function calendarRow(
  { sql }: Db,
  { year, version }: { readonly year: number; readonly version: number },
): Promise<CalendarRow | null> {
  const [row] = await sql<CalendarRow[]>`
    select ${columns(sql)} from calendars where year = ${year} and version = ${version}`;
  return row ?? null;
}

/** The running matters that would be revised if this version were published, in order of id. */
export async function concernedByYear({ sql }: Db, row: CalendarRow): Promise<readonly MatterId[]> {
  const rows = await sql<
    { id: MatterId }[]
  >`select m.id from matters m where ${calendarConcerns(sql, row)} order by m.id`;
  return rows.map(({ id }) => id);
}

async function locked(
  sql: Transaction,
  { year, version }: { readonly year: number; readonly version: number },
): Promise<CalendarRow | null> {
  const [row] = await sql<CalendarRow[]>`
    select ${columns(sql)} from calendars where year = ${year} and version = ${version} for update`;
  return row ?? null;
}

/** Whether terms of this day hold the year: beyond a gap, or too far away, it changes nothing for anybody yet. */
async function isRead(sql: Queryable, year: number, at: Instant): Promise<boolean> {
  const now = Number(dayOf(at).slice(0, 4));
  if (year < now - YEARS_READ.back || year > now + YEARS_READ.ahead) return false;
  return runHolding(await publishedYears(sql), now).some((it) => it.year === year);
}

/**
 * First and last day of the unbroken run of published years that holds this day, or else of the last run: beyond it due
 * dates are provisional. Null without any.
 */
export async function coverage(db: Db, day: Day): Promise<{ readonly from: string; readonly to: string } | null> {
  const run = runHolding(await publishedYears(db.sql), Number(day.slice(0, 4)));
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { from: `${first.year.toString()}-01-01`, to: `${last.year.toString()}-12-31` };
}

async function publishedYears(sql: Queryable): Promise<readonly { readonly year: number }[]> {
  return await sql<{ year: number }[]>`select distinct year from calendars where status = 'published' order by year`;
}

function columns(sql: Queryable) {
  return sql`year || '/' || version as id, year, version, status, holidays::text[] as holidays, workdays::text[] as workdays,
    source, published_on as "publishedOn", drafted_by as "draftedBy", published_by as "publishedBy",
    published_at as "publishedAt", reason`;
}
