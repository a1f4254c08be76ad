import type { Period } from './deadline.ts';
import { fault, type DraftFault } from './draft-fault.ts';
import { ladderFaults, unitFaults, type Measure } from './ladder-check.ts';
import type { Policy } from './terms.ts';

/** The part of a policy that people set. */
export type PolicyContent = Pick<Policy, 'periods' | 'numbers' | 'ladder' | 'overrides'>;

/**
 * What makes a policy unfit to be published: the rules look every figure up by name, so none may be missing; no wait is
 * nothing, and the ladder must rise. Empty when all is well. The shape was checked before.
 */
export function policyFaults(content: PolicyContent, measure: Measure): readonly DraftFault[] {
  const seconds = measure.shipped.id === 'trial';
  return [
    ...named('/periods', '期限', content.periods, measure.shipped.periods),
    ...Object.entries(content.periods).flatMap(([name, period]) => periodFaults(`/periods/${name}`, period, seconds)),
    ...named('/numbers', '数值', content.numbers, measure.shipped.numbers),
    ...Object.entries(content.numbers).flatMap(([name, value]) => numberFaults(`/numbers/${name}`, value)),
    ...hoursFaults(content.numbers),
    ...overrideFaults(content, measure, seconds),
    ...ladderFaults(content.ladder, measure, seconds),
  ];
}

/** Every name of the shipped policy, and no other. */
function named(at: string, word: string, given: object, shipped: object): DraftFault[] {
  const missing = Object.keys(shipped).filter((name) => !Object.hasOwn(given, name));
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(shipped, name));
  return [
    ...missing.map((name) => fault(`${at}/${name}`, 'FigureMissing', `缺少${word} ${name}`)),
    ...unknown.map((name) => fault(`${at}/${name}`, 'FigureUnknown', `没有名为 ${name} 的${word}`)),
  ];
}

function periodFaults(at: string, period: Period, seconds: boolean): DraftFault[] {
  return [
    ...amountFaults(`${at}/amount`, period.amount),
    ...unitFaults(`${at}/unit`, period.unit, seconds),
    ...(endsBefore(period) ? [fault(`${at}/effectiveTo`, 'BasisEndsFirst', '依据的失效日早于生效日')] : []),
  ];
}

function endsBefore({ effectiveFrom = null, effectiveTo = null }: Period): boolean {
  return effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom;
}

function amountFaults(at: string, amount: number): DraftFault[] {
  if (amount === 0) return [fault(at, 'ZeroWait', '期限不能为零')];
  return Number.isInteger(amount) && amount > 0 ? [] : [fault(at, 'AmountNotWhole', '期限应为正整数')];
}

function numberFaults(at: string, value: number): DraftFault[] {
  return Number.isInteger(value) && value >= 0 ? [] : [fault(at, 'NumberNotWhole', '应为非负整数')];
}

function hoursFaults({ workFromMinute = 0, workToMinute = 1_440 }: PolicyContent['numbers']): DraftFault[] {
  if (workFromMinute < workToMinute && workToMinute <= 1_440) return [];
  return [fault('/numbers/workToMinute', 'HoursReversed', '下班时刻应晚于上班时刻，且不超过 1440 分')];
}

function overrideFaults({ overrides = [] }: PolicyContent, { shipped }: Measure, seconds: boolean): DraftFault[] {
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
