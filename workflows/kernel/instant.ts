/**
 * An instant in canonical form `YYYY-MM-DDTHH:mm:ss.SSS+08:00`. Because every instant has this one form, comparing
 * strings compares time. China keeps one fixed offset, so no time zone data is needed (and none exists in the sandbox).
 */
export type Instant = string & { readonly __brand: 'Instant' };

/** A calendar day `YYYY-MM-DD` in +08:00. */
export type Day = string & { readonly __brand: 'Day' };

const OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The canonical instant of a number of milliseconds since the epoch. */
export function instantOf(ms: number): Instant {
  return (new Date(ms + OFFSET_MS).toISOString().slice(0, 23) + '+08:00') as Instant;
}

/** Milliseconds since the epoch. */
export function msOf(at: Instant): number {
  return Date.parse(at);
}

/** Reads any ISO 8601 time that carries an offset; `null` when it is not one. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || parseDay(text.slice(0, 10)) === null) return null;
  return instantOf(ms);
}

/** Reads `YYYY-MM-DD`; `null` when it is no day of the calendar (so 2026-02-30 is none). */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : (text as Day);
}

/** The +08:00 day that an instant falls on; midnight belongs to the day it begins. */
export function dayOf(at: Instant): Day {
  return at.slice(0, 10) as Day;
}

/** 00:00 of a day. The end (24:00) of a day is the start of the next. */
export function startOf(day: Day): Instant {
  return `${day}T00:00:00.000+08:00` as Instant;
}

/** 24:00 of a day, written as 00:00 of the next. */
export function endOf(day: Day): Instant {
  return startOf(plusDays(day, 1));
}

/** The day that an end-of-day instant closes: 00:00 counts for the day before. */
export function lastDayOf(due: Instant): Day {
  const day = dayOf(due);
  return due === startOf(day) ? plusDays(day, -1) : day;
}

export function plusDays(day: Day, days: number): Day {
  return dayOfNumber(numberOf(day) + days);
}

/** The ladder reckons with the same few thousand days over and over, and Date would cost most of it. */
const NUMBERS = new Map<Day, number>();
const DAYS = new Map<number, Day>();

/** The number of a day since 1970-01-01. */
export function numberOf(day: Day): number {
  const known = NUMBERS.get(day);
  if (known !== undefined) return known;
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  NUMBERS.set(day, number);
  return number;
}

/** The day with a number. */
export function dayOfNumber(number: number): Day {
  const known = DAYS.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10) as Day;
  DAYS.set(number, day);
  return day;
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

export function plusMs(at: Instant, ms: number): Instant {
  return instantOf(msOf(at) + ms);
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The earliest of the instants that are there; `null` when none is. */
export function earliest(instants: readonly (Instant | null)[]): Instant | null {
  let first: Instant | null = null;
  for (const at of instants) if (at !== null && (first === null || at < first)) first = at;
  return first;
}
