import type { Difference, FiredRung, Pair } from './compare.ts';

/** A matter whose course the draft would have changed most, for people to look at. */
export interface Example {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly before: readonly FiredRung[];
  readonly after: readonly FiredRung[];
  readonly changed: number;
}

/** What many matters add up to; tallies of parts add up to that of the whole, whatever the order. Plain JSON. */
export interface Tally {
  /** Matters that the draft could concern: of its policy, in the period. */
  matters: number;
  /** Those that were played; others were imported as closed and have no run. */
  replayed: number;
  /** Matters whose replay under their own terms is not what the record says. */
  differing: string[];
  /** Matters that the rules cannot play under the draft. */
  failed: string[];
  concerned: number;
  rungs: Record<string, { before: number; after: number; both: number; earlierMs: number }>;
  posts: { before: string[]; after: string[] };
  notices: { before: number; after: number };
  overdueDays: { before: number; after: number };
  unfitting: Record<string, number>;
  examples: Example[];
}

/** So many examples are kept. */
const EXAMPLES = 20;

export function emptyTally(): Tally {
  return {
    matters: 0,
    replayed: 0,
    differing: [],
    failed: [],
    concerned: 0,
    rungs: {},
    posts: { before: [], after: [] },
    notices: { before: 0, after: 0 },
    overdueDays: { before: 0, after: 0 },
    unfitting: {},
    examples: [],
  };
}

/** The tally of one matter that was played under both. */
export function tallyOf(
  about: { readonly id: string; readonly number: string; readonly title: string },
  difference: Difference,
  unfitting: readonly string[],
): Tally {
  const { rungs, moved, changed, posts, notices, overdueDays } = difference;
  const tally = emptyTally();
  for (const side of ['before', 'after'] as const) for (const { rung } of rungs[side]) rungIn(tally, rung)[side] += 1;
  for (const [rung, { both, earlierMs }] of Object.entries(moved)) {
    rungIn(tally, rung).both += both;
    rungIn(tally, rung).earlierMs += earlierMs;
  }
  for (const code of unfitting) tally.unfitting[code] = (tally.unfitting[code] ?? 0) + 1;
  const isConcerned = changed > 0 || unfitting.length > 0 || differs(notices) || differs(overdueDays) || isOther(posts);
  return {
    ...tally,
    replayed: 1,
    concerned: isConcerned ? 1 : 0,
    posts: { before: [...posts.before], after: [...posts.after] },
    notices: { ...notices },
    overdueDays: { ...overdueDays },
    examples: changed === 0 ? [] : [{ ...about, ...rungs, changed }],
  };
}

/** Adds one tally to another, which is changed. */
export function addTo(sum: Tally, more: Tally): void {
  sum.matters += more.matters;
  sum.replayed += more.replayed;
  sum.concerned += more.concerned;
  sum.differing.push(...more.differing);
  sum.failed.push(...more.failed);
  for (const [rung, counts] of Object.entries(more.rungs)) {
    const mine = rungIn(sum, rung);
    mine.before += counts.before;
    mine.after += counts.after;
    mine.both += counts.both;
    mine.earlierMs += counts.earlierMs;
  }
  for (const side of ['before', 'after'] as const) {
    sum.posts[side] = [...new Set([...sum.posts[side], ...more.posts[side]])];
    sum.notices[side] += more.notices[side];
    sum.overdueDays[side] += more.overdueDays[side];
  }
  for (const [code, count] of Object.entries(more.unfitting)) sum.unfitting[code] = (sum.unfitting[code] ?? 0) + count;
  sum.examples = [...sum.examples, ...more.examples].sort(byChange).slice(0, EXAMPLES);
}

function byChange(a: Example, b: Example): number {
  return b.changed - a.changed || (a.number < b.number ? -1 : 1);
}

function rungIn(tally: Tally, rung: string): Tally['rungs'][string] {
  return (tally.rungs[rung] ??= { before: 0, after: 0, both: 0, earlierMs: 0 });
}

function differs({ before, after }: Pair<number>): boolean {
  return before !== after;
}

function isOther({ before, after }: Pair<readonly string[]>): boolean {
  return before.length !== after.length || after.some((post) => !before.includes(post));
}
