import { isCovered } from '../kernel/calendar.ts';
import { resumedDue } from '../kernel/deadline.ts';
import { lastDayOf, later, plusMs, type Instant } from '../kernel/instant.ts';
import type { DueSet } from './event.ts';
import type { Stay } from './regions/stay.ts';
import { currentDue } from './running.ts';
import type { Matter } from './state.ts';

/** The stay (中止) under which T rests; null when none does. */
export function runningStay(matter: Matter): Stay | null {
  const last = matter.stays.at(-1);
  return last === undefined || last.endedAt !== null ? null : last;
}

/** Whether T rested under a stay at `at`: what was received before the stay began is heard as of then. */
export function isStayedAt(matter: Matter, at: Instant): boolean {
  const stay = runningStay(matter);
  return stay !== null && at >= stay.from;
}

/** From when T rests if it is stayed at `at`; null when it is not set, already over or answered. */
export function stayableFrom(matter: Matter, at: Instant): Instant | null {
  const { start, due, restsFrom } = currentDue(matter);
  const from = later(at, start);
  return due === null || restsFrom !== null || due <= from ? null : from;
}

/**
 * T as it goes on at the end of a stay, with what was left when it began: whole days, or hours and seconds to the
 * millisecond. What was received before the stay began ends it as if it had not been.
 */
export function resumed(matter: Matter, stay: Stay, at: Instant): DueSet {
  const { due, period, provisional } = currentDue(matter);
  const { calendar } = matter.terms;
  const unit = period?.unit ?? 'calendarDay';
  const until = later(at, stay.from);
  // A day that is whole is left or counted on: what begins or ends at its 00:00 belongs to the day that this closes.
  const edge = unit === 'calendarDay' || unit === 'workingDay' ? -1 : 0;
  const goesOn = (from: Instant): Instant =>
    due === null || due <= stay.from ? until : resumedDue(due, unit, plusMs(stay.from, edge), from, calendar);
  const closed = goesOn(plusMs(until, edge));
  const next = closed > until ? closed : goesOn(until);
  const guessed = unit === 'workingDay' && !isCovered(calendar, lastDayOf(next));
  return { start: at, due: next, reason: 'stay', period, provisional: provisional || guessed };
}
