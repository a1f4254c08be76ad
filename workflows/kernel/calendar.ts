import { plusDays, type Day } from './instant.ts';

/**
 * The workdays of the years that the State Council has published. Frozen into a matter's terms, so that a later notice
 * reaches a running matter only by an event.
 */
export interface Calendar {
  /** First and last day that the published notices cover; outside, Monday to Friday count, provisionally. */
  readonly coveredFrom: Day;
  readonly coveredTo: Day;
  /** Days off that would otherwise be Monday to Friday. */
  readonly holidays: readonly Day[];
  /** Make-up workdays (调休): Saturdays and Sundays that are worked. */
  readonly workdays: readonly Day[];
}

/** Whether the published notices say what kind of day this is. */
export function isCovered(calendar: Calendar, day: Day): boolean {
  return day >= calendar.coveredFrom && day <= calendar.coveredTo;
}

/** Whether people work on this day: make-up workdays do, holidays do not, beyond coverage Monday to Friday do. */
export function isWorkday(calendar: Calendar, day: Day): boolean {
  if (calendar.workdays.includes(day)) return true;
  if (calendar.holidays.includes(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The day `count` workdays after (or, negative, before) `day`, not counting `day` itself. `covered` is false when a day
 * outside the published notices had to be judged on the way.
 */
export function plusWorkdays(calendar: Calendar, day: Day, count: number): { day: Day; covered: boolean } {
  const step = count < 0 ? -1 : 1;
  let at = day;
  let covered = true;
  for (let left = Math.abs(count); left > 0; ) {
    at = plusDays(at, step);
    covered &&= isCovered(calendar, at);
    if (isWorkday(calendar, at)) left -= 1;
  }
  return { day: at, covered };
}
