import { DAY_MS, type Day, type Instant } from '../../../workflows/kernel/instant.ts';
import type { AnyFace } from '../../../workflows/kernel/face.ts';
import type { FiredRung, Pair } from './compare.ts';
import type { Tally } from './tally.ts';

/** What a rehearsal found, as people read it. Days are calendar days of 24 hours, with one decimal. */
export interface RehearsalResult {
  readonly policy: string;
  readonly from: Day;
  readonly to: Day;
  /** Matters of the policy that were open in the period. */
  readonly matters: number;
  /** Those whose course, notices or overdue days would have been others. */
  readonly concerned: number;
  /**
   * `replayed`: played again; the others were imported as closed and are unchanged. `differing`: under their own terms
   * not as recorded, so the method is not to be trusted for them. `failed`: not to be played under the draft.
   */
  readonly method: {
    readonly replayed: number;
    readonly differing: number;
    readonly failed: number;
    /** Some of both. */
    readonly examples: readonly string[];
  };
  readonly rungs: readonly (Pair<number> & { readonly rung: string; readonly label: string })[];
  /** Posts that were told of anything. */
  readonly people: Pair<number>;
  readonly notices: Pair<number>;
  /** For rungs that fire under both: how many days earlier, in all; negative when later. */
  readonly daysSaved: {
    readonly total: number;
    readonly byRung: readonly {
      readonly rung: string;
      readonly label: string;
      readonly both: number;
      readonly days: number;
    }[];
  };
  readonly overdueDays: Pair<number>;
  readonly unfitting: readonly { readonly code: string; readonly count: number }[];
  readonly examples: readonly RehearsedMatter[];
}

/** A matter that would have gone otherwise. */
export interface RehearsedMatter extends Pair<readonly RehearsedRung[]> {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

interface RehearsedRung {
  readonly rung: string;
  readonly label: string;
  readonly at: Instant;
}

const METHOD_EXAMPLES = 10;

/** The result of a whole tally, in the words of a kind's face. */
export function resultOf(
  tally: Tally,
  face: AnyFace,
  about: Pick<RehearsalResult, 'policy' | 'from' | 'to'>,
): RehearsalResult {
  const labelOf = (rung: string): string => face.rungs[rung]?.label ?? rung;
  const order = Object.keys(face.rungs);
  const rungs = Object.entries(tally.rungs).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const moved = rungs.filter(([, { both }]) => both > 0);
  const told = (fired: readonly FiredRung[]): RehearsedRung[] =>
    fired.map(({ rung, at }) => ({ rung, label: labelOf(rung), at }));
  const { before, after } = tally.overdueDays;
  return {
    ...about,
    matters: tally.matters,
    concerned: tally.concerned,
    method: {
      replayed: tally.replayed,
      differing: tally.differing.length,
      failed: tally.failed.length,
      examples: [...tally.differing, ...tally.failed].slice(0, METHOD_EXAMPLES),
    },
    rungs: rungs.map(([rung, counts]) => ({
      rung,
      label: labelOf(rung),
      before: counts.before,
      after: counts.after,
    })),
    people: { before: tally.posts.before.length, after: tally.posts.after.length },
    notices: tally.notices,
    daysSaved: {
      total: days(moved.reduce((sum, [, { earlierMs }]) => sum + earlierMs, 0)),
      byRung: moved.map(([rung, { both, earlierMs }]) => ({ rung, label: labelOf(rung), both, days: days(earlierMs) })),
    },
    overdueDays: { before: oneDecimal(before), after: oneDecimal(after) },
    unfitting: Object.entries(tally.unfitting)
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    examples: tally.examples.map(({ id, number, title, before: was, after: would }) => ({
      id,
      number,
      title,
      before: told(was),
      after: told(would),
    })),
  };
}

function days(ms: number): number {
  return oneDecimal(ms / DAY_MS);
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
