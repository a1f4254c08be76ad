import { DAY_MS, msOf, type Instant } from '../../../workflows/kernel/instant.ts';
import type { RungData } from './answers.ts';
import type { Played } from './play.ts';

/** The period that is looked at; what happened before it began is played, not counted. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** A rung that fired, and when. */
export interface FiredRung extends RungData {
  readonly at: Instant;
}

/** A number under the matter's own terms and under the draft's. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** What the draft would have changed in one matter. */
export interface Difference {
  readonly rungs: Pair<readonly FiredRung[]>;
  /** For rungs that fire under both, by rung: how many, and how much earlier in all. */
  readonly moved: Readonly<Record<string, { readonly both: number; readonly earlierMs: number }>>;
  /** How many rungs fire at another time, or under one of both only. */
  readonly changed: number;
  readonly posts: Pair<readonly string[]>;
  readonly notices: Pair<number>;
  readonly overdueDays: Pair<number>;
}

/** Compares what became of a matter under its own terms with what would have become of it. Pure. */
export function compare(before: Played, after: Played, window: Window): Difference {
  const rungs = { before: rungsOf(before, window), after: rungsOf(after, window) };
  const pairs = pairsOf(rungsOf(before), rungsOf(after)).filter((pair) => pair.some(({ at }) => isWithin(at, window)));
  const moved: Record<string, { both: number; earlierMs: number }> = {};
  for (const [was, would] of pairs) {
    const sum = (moved[was.rung] ??= { both: 0, earlierMs: 0 });
    sum.both += 1;
    sum.earlierMs += msOf(was.at) - msOf(would.at);
  }
  const paired = (side: 0 | 1) => new Set(pairs.map((pair) => pair[side].key));
  const alone =
    rungs.before.filter(({ key }) => !paired(0).has(key)).length +
    rungs.after.filter(({ key }) => !paired(1).has(key)).length;
  const told = { before: toldOf(before, window), after: toldOf(after, window) };
  return {
    rungs,
    moved,
    changed: alone + pairs.filter(([was, would]) => was.at !== would.at).length,
    posts: { before: [...new Set(told.before)], after: [...new Set(told.after)] },
    notices: { before: told.before.length, after: told.after.length },
    overdueDays: { before: overdueDays(before, window), after: overdueDays(after, window) },
  };
}

/** Rungs in order of firing; a key names one of a matter. */
function rungsOf(played: Played, window?: Window): readonly FiredRung[] {
  return played.entries
    .flatMap((entry) => entry.events)
    .filter((event) => event.type === 'RungFired' && (window === undefined || isWithin(event.at, window)))
    .map((event) => {
      const { key, rung, clock, version } = event.data as RungData;
      return { key, rung, clock, version, at: event.at };
    });
}

/** The same row of the policy first; then, as rows may be called otherwise, the same rung of the same due version. */
function pairsOf(before: readonly FiredRung[], after: readonly FiredRung[]): (readonly [FiredRung, FiredRung])[] {
  const left = new Set(after);
  const pairs: (readonly [FiredRung, FiredRung])[] = [];
  const pairBy = (those: readonly FiredRung[], isSame: (a: FiredRung, b: FiredRung) => boolean): FiredRung[] =>
    those.filter((was) => {
      const would = [...left].find((other) => isSame(was, other));
      if (would === undefined) return true;
      left.delete(would);
      pairs.push([was, would]);
      return false;
    });
  const others = pairBy(before, (a, b) => a.key === b.key);
  pairBy(others, (a, b) => a.rung === b.rung && a.clock === b.clock && a.version === b.version);
  return pairs;
}

/** The posts of every notice, each as often as it is told. */
function toldOf(played: Played, window: Window): readonly string[] {
  return played.entries
    .filter((entry) => isWithin(entry.at, window))
    .flatMap((entry) => entry.effects.flatMap((effect) => (effect.type === 'Notify' ? effect.posts : [])));
}

function overdueDays(played: Played, { from, to }: Window): number {
  let ms = 0;
  for (const span of played.overdue) {
    const begin = span.from > from ? span.from : from;
    const end = span.to < to ? span.to : to;
    if (begin < end) ms += msOf(end) - msOf(begin);
  }
  return ms / DAY_MS;
}

function isWithin(at: Instant, { from, to }: Window): boolean {
  return at >= from && at < to;
}
