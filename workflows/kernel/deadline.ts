import { isCovered, isWorkday, plusWorkdays, workdaysAfter, type Calendar } from './calendar.ts';
import { dayOf, daysBetween, endOf, lastDayOf, msOf, plusDays, plusMs, DAY_MS, type Instant } from './instant.ts';

/** What "day" means differs from statute to statute, so every period says its unit. Seconds exist in trial policies only. */
export type PeriodUnit = 'hour' | 'calendarDay' | 'workingDay' | 'second';

/** A period as a policy states it. */
export interface Period {
  readonly amount: number;
  readonly unit: PeriodUnit;
  /** When the last day is no workday, the period ends with the next workday. */
  readonly roll: boolean;
  /** The article it rests on, or `本县默认`. */
  readonly basis: string;
  /** False: shown to people as 本县默认，依据待核. */
  readonly verified: boolean;
  /** From when to when the basis is in force, as days; absent or null where it is not known or open. */
  readonly effectiveFrom?: string | null;
  readonly effectiveTo?: string | null;
}

/** When a period ends, and whether a day beyond the published calendar had to be guessed. */
export interface Due {
  readonly at: Instant;
  readonly provisional: boolean;
}

/**
 * The end of a period that begins at `from`: days start the day after and end at 24:00 (+08:00) of the last day; hours
 * and seconds run from the minute.
 */
export function dueAfter(period: Period, from: Instant, calendar: Calendar): Due {
  switch (period.unit) {
    case 'second':
      return { at: plusMs(from, period.amount * 1_000), provisional: false };
    case 'hour':
      return { at: plusMs(from, period.amount * 3_600_000), provisional: false };
    case 'calendarDay':
      return rolled(period, plusDays(dayOf(from), period.amount), calendar, true);
    case 'workingDay': {
      const end = plusWorkdays(calendar, dayOf(from), period.amount);
      return rolled(period, end.day, calendar, end.covered);
    }
  }
}

/** The end of a period that begins because something fell due: its days count from that one's last day, not from the day after. */
export function dueAfterDue(period: Period, due: Instant, calendar: Calendar): Due {
  // A due instant at 24:00 reads as 00:00 of the next day, so days are counted from just before it.
  const inDays = period.unit === 'calendarDay' || period.unit === 'workingDay';
  return dueAfter(period, inDays ? plusMs(due, -1) : due, calendar);
}

/**
 * The instant `wait` after a due instant (before, when the amount is negative): T±n counts from T's last day, so a wait
 * in days ends at 24:00 of its day.
 */
export function offsetFrom(due: Instant, wait: Pick<Period, 'amount' | 'unit'>, calendar: Calendar): Instant {
  switch (wait.unit) {
    case 'second':
      return plusMs(due, wait.amount * 1_000);
    case 'hour':
      return plusMs(due, wait.amount * 3_600_000);
    case 'calendarDay':
      return endOf(plusDays(lastDayOf(due), wait.amount));
    case 'workingDay':
      return endOf(plusWorkdays(calendar, lastDayOf(due), wait.amount).day);
  }
}

/**
 * The new due instant of a clock that was stayed at `from` and goes on at `until`: what was left then is left now. Days
 * are counted whole, from the day after; hours and seconds to the millisecond. Throws when nothing was left at `from`.
 */
export function resumedDue(due: Instant, unit: PeriodUnit, from: Instant, until: Instant, calendar: Calendar): Instant {
  if (from >= due) throw new RangeError(`a clock that ended at ${due} cannot be stayed at ${from}`);
  switch (unit) {
    case 'second':
    case 'hour':
      return plusMs(due, msOf(until) - msOf(from));
    case 'calendarDay':
      return endOf(plusDays(dayOf(until), daysBetween(dayOf(from), lastDayOf(due))));
    case 'workingDay': {
      const left = workdaysAfter(calendar, dayOf(from), lastDayOf(due));
      // Stayed on its last workday it still ends on a workday.
      const idle = left === 0 && !isWorkday(calendar, dayOf(until));
      return endOf(plusWorkdays(calendar, dayOf(until), idle ? 1 : left).day);
    }
  }
}

/** Whole days since a due instant; 0 until a full day has passed, so 0 on its last day. */
export function daysSince(due: Instant, now: Instant): number {
  return Math.max(0, Math.floor((msOf(now) - msOf(due)) / DAY_MS));
}

function rolled(period: Period, last: ReturnType<typeof dayOf>, calendar: Calendar, covered: boolean): Due {
  let day = last;
  let known = covered && isCovered(calendar, last);
  while (period.roll && !isWorkday(calendar, day)) {
    day = plusDays(day, 1);
    known &&= isCovered(calendar, day);
  }
  // A period in calendar days that does not roll is known whatever the calendar covers.
  return { at: endOf(day), provisional: !known && (period.unit === 'workingDay' || period.roll) };
}
