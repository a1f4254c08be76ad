import { amountFaults } from './amount-check.ts';
import type { Period } from './deadline.ts';
import { fault, type DraftFault } from './draft-fault.ts';
import { ladderFaults, type Shipped } from './ladder-check.ts';
import type { Policy } from './terms.ts';

/** The part of a policy that people set. */
export type PolicyContent = Pick<Policy, 'periods' | 'numbers' | 'ladder' | 'overrides'>;

/** Between what a number may be, both inclusive. Two officers are 《行政处罚法》第42条; the others are our own technical limits. */
const BOUNDS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  officersMin: [2, 10],
  officersMinMajor: [3, 10],
  progressAsks: [1, 12],
  extensionsMax: [0, 5],
  returnsMax: [0, 5],
  workFromMinute: [0, 1_440],
  workToMinute: [0, 1_440],
  remindSecondsMin: [0, 86_400],
  rewardPercent: [1, 100],
  rewardMin: [0, 1_000_000],
  rewardMax: [1, 10_000_000],
  concealedGeneral: [0, 1_000_000],
  concealedLarger: [0, 1_000_000],
  concealedMajor: [0, 1_000_000],
  concealedExtraordinary: [0, 1_000_000],
  concealedMax: [1, 10_000_000],
  rewardWithoutPenalty: [0, 1_000_000],
};

/**
 * What makes a policy unfit to be published, held against the shipped one of its kind and id: the rules look every figure
 * up by name, so none may be missing; none is nothing or beyond its bounds; and the ladder must rise, with every rung of
 * the shipped one. Empty when all is well. The shape was checked before.
 */
export function policyFaults(content: PolicyContent, shipped: Shipped): readonly DraftFault[] {
  const seconds = shipped.id === 'trial';
  return [
    ...named('/periods', '期限', content.periods, shipped.periods),
    ...Object.entries(content.periods).flatMap(([name, period]) => periodFaults(`/periods/${name}`, period, seconds)),
    ...named('/numbers', '数值', content.numbers, shipped.numbers),
    ...Object.entries(content.numbers).flatMap(([name, value]) => numberFaults(name, value)),
    ...hoursFaults(content.numbers),
    ...rewardFaults(content.numbers),
    ...overrideFaults(content, shipped, seconds),
    ...ladderFaults(content.ladder, shipped, seconds),
  ];
}

/** Figures without which a policy of before is as good as it was: the rules do nothing of theirs in matters under it. */
const MAY_BE_MISSING: readonly string[] = ['urging'];

/** Every name of the shipped policy, and no other. */
function named(at: string, word: string, given: object, shipped: object): DraftFault[] {
  const missing = Object.keys(shipped).filter((name) => !Object.hasOwn(given, name) && !MAY_BE_MISSING.includes(name));
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(shipped, name));
  return [
    ...missing.map((name) => fault(`${at}/${name}`, 'FigureMissing', `缺少${word} ${name}`)),
    ...unknown.map((name) => fault(`${at}/${name}`, 'FigureUnknown', `没有名为 ${name} 的${word}`)),
  ];
}

function periodFaults(at: string, period: Period, seconds: boolean): DraftFault[] {
  return [
    ...amountFaults(at, '期限', period, seconds),
    ...(endsBefore(period) ? [fault(`${at}/effectiveTo`, 'BasisEndsFirst', '依据的失效日早于生效日')] : []),
  ];
}

function endsBefore({ effectiveFrom = null, effectiveTo = null }: Period): boolean {
  return effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom;
}

function numberFaults(name: string, value: number): DraftFault[] {
  const at = `/numbers/${name}`;
  if (!Number.isInteger(value) || value < 0) return [fault(at, 'NumberNotWhole', '应为非负整数')];
  const [least, most] = BOUNDS[name] ?? [value, value];
  if (value >= least && value <= most) return [];
  return [fault(at, 'NumberOutside', `${name} 应在 ${least.toString()} 至 ${most.toString()} 之间`)];
}

function hoursFaults({ workFromMinute = 0, workToMinute = 1_440 }: PolicyContent['numbers']): DraftFault[] {
  if (workFromMinute < workToMinute) return [];
  return [fault('/numbers/workToMinute', 'HoursReversed', '下班时刻应晚于上班时刻')];
}

function rewardFaults({ rewardMin = 0, rewardMax = rewardMin }: PolicyContent['numbers']): DraftFault[] {
  if (rewardMin <= rewardMax) return [];
  return [fault('/numbers/rewardMax', 'RewardsReversed', '最高奖励不应低于最低奖励')];
}

function overrideFaults({ overrides = [] }: PolicyContent, shipped: Shipped, seconds: boolean): DraftFault[] {
  return overrides.flatMap(({ name, period, sector, severity }, i) => {
    const at = `/overrides/${i.toString()}`;
    const known = Object.hasOwn(shipped.periods, name);
    return [
      ...(known ? [] : [fault(`${at}/name`, 'FigureUnknown', `没有名为 ${name} 的期限`)]),
      ...(sector === null && severity === null
        ? [fault(at, 'OverrideForAll', `期限 ${name} 的例外应限定行业领域或隐患级别`)]
        : []),
      ...periodFaults(`${at}/period`, period, seconds),
    ];
  });
}
