import { CALENDARS } from '../../db/shipped/calendars.ts';
import type { Calendar } from '../../workflows/kernel/calendar.ts';
import { plusDays, type Day } from '../../workflows/kernel/instant.ts';

/** All shipped years of workdays as one calendar, as a matter is opened under it. */
export const SHIPPED_CALENDAR: Calendar = {
  coveredFrom: `${(CALENDARS[0]?.year ?? 0).toString()}-01-01` as Day,
  coveredTo: `${(CALENDARS.at(-1)?.year ?? 0).toString()}-12-31` as Day,
  holidays: CALENDARS.flatMap(({ off }) => off.flatMap(([from, to]) => daysFrom(from as Day, to as Day))),
  workdays: CALENDARS.flatMap(({ worked }) => worked.map((day) => day as Day)),
};

/** Every day from one to another, both counted. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}
