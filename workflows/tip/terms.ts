import type { Period, PeriodUnit } from '../kernel/deadline.ts';
import type { Policy, Terms } from '../kernel/terms.ts';
import type { PeriodName } from './state.ts';

/** No statute sets these periods: they are shown to people as 本县默认，依据待核. */
function ours(amount: number, unit: PeriodUnit): Period {
  return { amount, unit, roll: unit === 'calendarDay', basis: '本县默认', verified: false };
}

/** Tips are answered as letters and visits are (the analogue, no statute speaks of tips); the articles' text was not read in full. */
function letters(amount: number, article: string): Period {
  const basis = `参照《信访工作条例》${article}`;
  return { ...ours(amount, 'calendarDay'), basis, effectiveFrom: '2022-05-01', effectiveTo: null };
}

const STANDARD: Readonly<Record<PeriodName, Period>> = {
  accept: letters(15, '第22、23条'),
  reassign: ours(5, 'workingDay'),
  answer: letters(60, '第34条'),
  moreTime: letters(30, '第34条'),
  finalAnswer: ours(15, 'calendarDay'),
  progress: ours(30, 'calendarDay'),
  propose: ours(30, 'calendarDay'),
  decide: ours(10, 'workingDay'),
  review: letters(30, '第35条'),
  takeOver: ours(5, 'workingDay'),
  reminder: ours(5, 'workingDay'),
};

/** For trying out: seconds in place of days. */
const TRIAL: Readonly<Record<PeriodName, Period>> = {
  accept: ours(15, 'second'),
  reassign: ours(5, 'second'),
  answer: ours(60, 'second'),
  moreTime: ours(30, 'second'),
  finalAnswer: ours(15, 'second'),
  progress: ours(30, 'second'),
  propose: ours(30, 'second'),
  decide: ours(10, 'second'),
  review: ours(30, 'second'),
  takeOver: ours(5, 'second'),
  reminder: ours(60, 'second'),
};

/**
 * Rewards in whole yuan and per cent: 《安全生产领域举报奖励办法》(安监总财〔2018〕19号), its §§11–13 (shares, bounds
 * and caps); the reward without a penalty and the number of officers are the county's own. What each rests on stands
 * in the face beside its name.
 */
const NUMBERS = {
  officersMin: 2,
  progressAsks: 2,
  rewardPercent: 15,
  rewardMin: 3_000,
  rewardMax: 300_000,
  concealedGeneral: 30_000,
  concealedLarger: 40_000,
  concealedMajor: 50_000,
  concealedExtraordinary: 60_000,
  concealedMax: 300_000,
  rewardWithoutPenalty: 500,
} as const;

/** Every number of a tip's policy by its name. */
export type NumberName = keyof typeof NUMBERS;

/** A number of the policy that the tip was opened under. Throws when it has none, which no published policy can. */
export function numberIn({ numbers }: Pick<Terms, 'numbers'>, name: NumberName): number {
  const value = numbers[name];
  if (value === undefined) throw new Error(`a policy without ${name}`);
  return value;
}

function policy(id: Policy['id'], periods: Readonly<Record<PeriodName, Period>>): Policy<PeriodName> {
  return {
    id,
    kind: 'tip',
    version: 1,
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    periods,
    numbers: NUMBERS,
    ladder: [],
  };
}

/** The shipped policies. There is no ladder: what silence does here is to hand over and to remind, never a rung. */
export const POLICIES: readonly Policy<PeriodName>[] = [policy('standard', STANDARD), policy('trial', TRIAL)];
