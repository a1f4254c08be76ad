import type { PeriodUnit } from './deadline.ts';
import { fault, type DraftFault } from './draft-fault.ts';
import type { Wait } from './ladder.ts';

/**
 * The longest that a period or a wait may be, by its unit. No law sets these: they are our own technical limits, some
 * three years of days, a year of hours and a day of seconds, within which counting takes no time that anyone could feel.
 */
const MOST: Readonly<Record<PeriodUnit, number>> = { calendarDay: 1_100, workingDay: 750, hour: 8_784, second: 86_400 };

const WORDS: Readonly<Record<PeriodUnit, string>> = {
  calendarDay: '日',
  workingDay: '个工作日',
  hour: '小时',
  second: '秒',
};

/** What is wrong with a time that must pass: it is whole, more than nothing, and within what can be counted. */
export function amountFaults(at: string, what: string, wait: Wait, seconds: boolean): DraftFault[] {
  if (wait.amount === 0)
    return [...unitFaults(at, wait.unit, seconds), fault(`${at}/amount`, 'ZeroWait', `${what}不能为零`)];
  if (Number.isInteger(wait.amount) && wait.amount > 0) return lengthFaults(at, what, wait, seconds);
  return [...unitFaults(at, wait.unit, seconds), fault(`${at}/amount`, 'AmountNotWhole', `${what}应为正整数`)];
}

/** What is wrong with the unit, or else with how long it is, before or after. */
export function lengthFaults(at: string, what: string, { amount, unit }: Wait, seconds: boolean): DraftFault[] {
  const wrong = unitFaults(at, unit, seconds);
  if (wrong.length > 0 || Math.abs(amount) <= MOST[unit]) return wrong;
  const most = `${what}不能超过 ${MOST[unit].toString()} ${WORDS[unit]}（系统技术上限）`;
  return [fault(`${at}/amount`, 'AmountTooLarge', most)];
}

/** Seconds exist in the trial policy only. */
function unitFaults(at: string, unit: PeriodUnit, seconds: boolean): DraftFault[] {
  return unit === 'second' && !seconds ? [fault(`${at}/unit`, 'SecondsOnlyInTrial', '以秒计只用于试行规则')] : [];
}
