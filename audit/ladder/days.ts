import type { Calendar } from '../../workflows/kernel/calendar.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Wait } from '../../workflows/kernel/ladder.ts';

/** Milliseconds since the epoch: the auditor counts in them alone, so that it shares no arithmetic with the rules. */
export type Ms = number;

/** A day of +08:00 as a number, 0 for 1970-01-01. */
type DayNumber = number;

/** The days and hours that people work, by a matter's frozen calendar. */
export interface WorkTime {
  readonly isWorkday: (day: DayNumber) => boolean;
  /** From when (inclusive) to when (exclusive) a workday is worked; whole days when the terms say nothing. */
  readonly fromMs: Ms;
  readonly toMs: Ms;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** China keeps one offset all the year. */
const OFFSET_MS = 8 * HOUR_MS;
const SATURDAY = 6;
const SUNDAY = 0;

/** The work time of a calendar; hours in minutes after midnight. */
export function workTimeOf(calendar: Calendar, fromMinute = 0, toMinute = 24 * 60): WorkTime {
  const lists = LISTS.get(calendar) ?? listsOf(calendar);
  LISTS.set(calendar, lists);
  const isWorkday = (day: DayNumber): boolean => {
    if (lists.on.has(day)) return true;
    if (lists.off.has(day)) return false;
    // 1970-01-01 was a Thursday.
    const weekday = (day + 4) % 7;
    return weekday !== SATURDAY && weekday !== SUNDAY;
  };
  return { isWorkday, fromMs: fromMinute * MINUTE_MS, toMs: toMinute * MINUTE_MS };
}

interface Lists {
  readonly on: ReadonlySet<DayNumber>;
  readonly off: ReadonlySet<DayNumber>;
}

/** The same calendar is asked at each event of its matter. */
const LISTS = new WeakMap<Calendar, Lists>();

function listsOf({ workdays, holidays }: Calendar): Lists {
  return { on: new Set(workdays.map(dayNamed)), off: new Set(holidays.map(dayNamed)) };
}

/** The instant that a wait reaches from another: days are walked one by one and end at 24:00, hours and seconds run. */
export function reached(from: Ms, wait: Wait, work: WorkTime): Ms {
  switch (wait.unit) {
    case 'second':
      return from + wait.amount * 1_000;
    case 'hour':
      return from + wait.amount * HOUR_MS;
    case 'calendarDay':
    case 'workingDay': {
      const counts = wait.unit === 'calendarDay' ? () => true : work.isWorkday;
      const step = wait.amount < 0 ? -1 : 1;
      let day = lastDayOf(from);
      for (let left = Math.abs(wait.amount); left > 0;) {
        day += step;
        if (counts(day)) left -= 1;
      }
      return beginOf(day + 1);
    }
  }
}

/** The first instant at or after another at which people work. */
export function workFrom(at: Ms, work: WorkTime): Ms {
  for (let day = dayOf(at); ; day += 1) {
    if (!work.isWorkday(day)) continue;
    const begin = beginOf(day) + work.fromMs;
    const end = beginOf(day) + work.toMs;
    if (at < end) return Math.max(at, begin);
  }
}

/** The last end of a day's work that is not after an instant. */
export function workEndBefore(at: Ms, work: WorkTime): Ms {
  for (let day = dayOf(at); ; day -= 1) {
    const end = beginOf(day) + work.toMs;
    if (work.isWorkday(day) && end <= at) return end;
  }
}

/** The day that an instant closes, written `YYYY-MM-DD`: 00:00 counts for the day before. */
export function lastDayNamed(at: Ms): string {
  return new Date(lastDayOf(at) * DAY_MS).toISOString().slice(0, 10);
}

/** The instant as ledgers write it. */
export function instantAt(at: Ms): Instant {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 23)}+08:00` as Instant;
}

function dayNamed(text: string): DayNumber {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

function dayOf(at: Ms): DayNumber {
  return Math.floor((at + OFFSET_MS) / DAY_MS);
}

function lastDayOf(at: Ms): DayNumber {
  return dayOf(at - 1);
}

function beginOf(day: DayNumber): Ms {
  return day * DAY_MS - OFFSET_MS;
}
