import { isWorkday, plusWorkdays, type Calendar } from './calendar.ts';
import { dayOf, later, plusMs, startOf, type Day, type Instant } from './instant.ts';

/** The hours in which people are at work: minutes after 00:00 (+08:00) of each workday, the first in, the last out. */
export interface WorkingHours {
  readonly from: number;
  readonly to: number;
  readonly calendar: Calendar;
}

/** The working hours of a policy; null when it states none: then any hour will do. */
export function workingHoursOf(terms: {
  readonly numbers: Readonly<Record<string, number>>;
  readonly calendar: Calendar;
}): WorkingHours | null {
  const { workFromMinute: from, workToMinute: to } = terms.numbers;
  return from === undefined || to === undefined ? null : { from, to, calendar: terms.calendar };
}

/** Whether people are at work at this instant. */
export function isWorkingInstant(hours: WorkingHours, at: Instant): boolean {
  return firstWorkingInstant(hours, at) === at;
}

/** The first working instant at `at` or later. */
export function firstWorkingInstant(hours: WorkingHours, at: Instant): Instant {
  const day = dayOf(at);
  if (isWorkday(hours.calendar, day) && at < minuteOf(day, hours.to)) return later(at, minuteOf(day, hours.from));
  return minuteOf(plusWorkdays(hours.calendar, day, 1).day, hours.from);
}

/** The last end of work at `at` or before. */
export function lastEndOfWork(hours: WorkingHours, at: Instant): Instant {
  const day = dayOf(at);
  const today = minuteOf(day, hours.to);
  if (isWorkday(hours.calendar, day) && today <= at) return today;
  return minuteOf(plusWorkdays(hours.calendar, day, -1).day, hours.to);
}

function minuteOf(day: Day, minute: number): Instant {
  return plusMs(startOf(day), minute * 60_000);
}
