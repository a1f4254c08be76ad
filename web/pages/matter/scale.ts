import type { NextRung } from './next-rungs.ts';
import type { MatterEvent, MatterWhole } from './shape.ts';
import type { Terms } from './terms.ts';
import { beginOf, dayAt, isWorkday, plusDays } from './workdays.ts';

/** A stretch of time, as milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/** From when to when the bar of time goes: from the first day to the last deadline, and today while the matter is open. */
export function spanOf(
  matter: MatterWhole,
  events: readonly MatterEvent[],
  next: readonly NextRung[],
  now: number,
): Stretch {
  const first = events[0]?.at ?? matter.openedAt;
  const begins = [
    matter.foundOn === null ? null : beginOf(matter.foundOn),
    first === undefined ? null : Date.parse(first),
  ];
  const from = Math.min(...begins.filter((ms) => ms !== null), now);
  const ends = [
    ...matter.deadlines.map(({ due }) => Date.parse(due)),
    ...(matter.regions.clocks?.T ?? []).flatMap(({ due }) => (due === null ? [] : [Date.parse(due)])),
    ...next.slice(0, 5).flatMap(({ at }) => at ?? []),
    ...(matter.closedAt === null ? [] : [Date.parse(matter.closedAt)]),
    ...(matter.open ? [now] : []),
  ];
  const to = Math.max(from + 2 * DAY_MS, ...ends);
  return { from, to: to + (to - from) * 0.04 };
}

/** Where in a span a moment lies, in percent. */
export function percentIn({ from, to }: Stretch, ms: number): number {
  return Math.min(100, Math.max(0, ((ms - from) / (to - from)) * 100));
}

/** The days off within a span, neighbours as one. */
export function daysOff(span: Stretch, calendar: Terms['calendar']): readonly Stretch[] {
  const off: { from: number; to: number }[] = [];
  for (let day = dayAt(span.from); beginOf(day) < span.to; day = plusDays(day, 1)) {
    if (isWorkday(day, calendar)) continue;
    const from = Math.max(beginOf(day), span.from);
    const to = Math.min(beginOf(day) + DAY_MS, span.to);
    const last = off.at(-1);
    if (last?.to === from) last.to = to;
    else off.push({ from, to });
  }
  return off;
}

/** How many days within a stretch are worked, and how many are off. */
export function countedDays({ from, to }: Stretch, calendar: Terms['calendar']): { worked: number; off: number } {
  let worked = 0;
  let off = 0;
  // Days count from the day after, up to the day that ends at the due moment.
  for (let day = plusDays(dayAt(from), 1); beginOf(day) < to; day = plusDays(day, 1)) {
    if (isWorkday(day, calendar)) worked += 1;
    else off += 1;
  }
  return { worked, off };
}

/** A few days to write below the bar. */
export function ticksOf({ from, to }: Stretch, count: number): readonly string[] {
  const days = Math.max(1, Math.round((to - from) / DAY_MS));
  const step = Math.max(1, Math.ceil(days / count));
  const ticks: string[] = [];
  for (let day = plusDays(dayAt(from), 1); beginOf(day) < to; day = plusDays(day, step)) ticks.push(day);
  return ticks;
}
