import type { Terms } from './terms.ts';

const DAY_MS = 86_400_000;
const COUNTY_MS = 8 * 3_600_000;

/** The day in the county (UTC+8) of a moment. */
export function dayAt(ms: number): string {
  return new Date(ms + COUNTY_MS).toISOString().slice(0, 10);
}

/** When a day begins in the county. */
export function beginOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

export function plusDays(day: string, days: number): string {
  return dayAt(beginOf(day) + days * DAY_MS);
}

/** Whether people work on a day, by the calendar that counts for the matter; without one only weekends are off. */
export function isWorkday(day: string, calendar: Terms['calendar']): boolean {
  if (calendar?.workdays.includes(day) === true) return true;
  if (calendar?.holidays.includes(day) === true) return false;
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The day that is so many workdays after a day. */
function plusWorkdays(day: string, count: number, calendar: Terms['calendar']): string {
  let at = day;
  const step = Math.sign(count);
  for (let left = Math.abs(count); left > 0;) {
    at = plusDays(at, step);
    if (isWorkday(at, calendar)) left -= 1;
  }
  return at;
}

/** Where a wait counted from a due moment ends: its days count from the due moment's last day and end at 24:00. */
export function afterDue(
  due: string,
  wait: { readonly amount: number; readonly unit: string },
  calendar: Terms['calendar'],
): number {
  const ms = Date.parse(due);
  const last = dayAt(ms - 1);
  switch (wait.unit) {
    case 'second':
      return ms + wait.amount * 1_000;
    case 'hour':
      return ms + wait.amount * 3_600_000;
    case 'workingDay':
      return beginOf(plusDays(plusWorkdays(last, wait.amount, calendar), 1));
    default:
      return beginOf(plusDays(last, wait.amount + 1));
  }
}

/** The first moment from then on at which people are at work. */
export function atWork(ms: number, { calendar, numbers }: Terms): number {
  const from = (numbers?.workFromMinute ?? 510) * 60_000;
  let day = dayAt(ms);
  if (isWorkday(day, calendar) && ms <= beginOf(day) + from) return beginOf(day) + from;
  if (isWorkday(day, calendar) && ms <= beginOf(day) + from + 9 * 3_600_000) return ms;
  do day = plusDays(day, 1);
  while (!isWorkday(day, calendar));
  return beginOf(day) + from;
}
