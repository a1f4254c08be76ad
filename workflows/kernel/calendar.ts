import { dayOfNumber, numberOf, type Day } from './instant.ts';

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
  return works(indexOf(calendar), numberOf(day));
}

/**
 * The day `count` workdays after (or, negative, before) `day`, not counting `day` itself. `covered` is false when a day
 * outside the published notices had to be judged on the way.
 */
export function plusWorkdays(calendar: Calendar, day: Day, count: number): { day: Day; covered: boolean } {
  const index = indexOf(calendar);
  const step = count < 0 ? -1 : 1;
  const from = numberOf(day);
  let at = from;
  for (let left = Math.abs(count); left > 0;) {
    at += step;
    if (works(index, at)) left -= 1;
  }
  // Days are judged one after the other, so the first and the last of them tell whether all were covered.
  const covered =
    at === from || (isCovered(calendar, dayOfNumber(from + step)) && isCovered(calendar, dayOfNumber(at)));
  return { day: dayOfNumber(at), covered };
}

/** How many workdays lie after `from`, up to and with `to`; 0 when `to` is not later. */
export function workdaysAfter(calendar: Calendar, from: Day, to: Day): number {
  const index = indexOf(calendar);
  const last = numberOf(to);
  let count = 0;
  for (let day = numberOf(from) + 1; day <= last; day += 1) if (works(index, day)) count += 1;
  return count;
}

/** A calendar as day numbers: the ladder counts workdays by the thousand, and text would cost fifty times as much. */
interface Index {
  readonly holidays: ReadonlySet<number>;
  readonly workdays: ReadonlySet<number>;
}

const INDEXES = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const known = INDEXES.get(calendar);
  if (known !== undefined) return known;
  const index = {
    holidays: new Set(calendar.holidays.map(numberOf)),
    workdays: new Set(calendar.workdays.map(numberOf)),
  };
  INDEXES.set(calendar, index);
  return index;
}

function works(index: Index, day: number): boolean {
  if (index.workdays.has(day)) return true;
  if (index.holidays.has(day)) return false;
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6;
}
