import type { Period, PeriodUnit } from '../kernel/deadline.ts';
import type { Policy } from '../kernel/terms.ts';
import type { PeriodName } from './state.ts';

/** No statute sets these periods: they are shown to people as 本县默认，依据待核. */
function ours(amount: number, unit: PeriodUnit): Period {
  return { amount, unit, roll: unit === 'calendarDay', basis: '本县默认', verified: false };
}

const STANDARD: Readonly<Record<PeriodName, Period>> = {
  drafting: ours(5, 'workingDay'),
  hearing: ours(5, 'workingDay'),
  deciding: ours(5, 'workingDay'),
  reminder: ours(5, 'workingDay'),
  firstAsk: ours(10, 'workingDay'),
  ask: ours(30, 'calendarDay'),
};

/** For trying out: seconds in place of days. */
const TRIAL: Readonly<Record<PeriodName, Period>> = {
  drafting: ours(5, 'second'),
  hearing: ours(5, 'second'),
  deciding: ours(5, 'second'),
  reminder: ours(5, 'second'),
  firstAsk: ours(10, 'second'),
  ask: ours(30, 'second'),
};

function policy(id: Policy['id'], periods: Readonly<Record<PeriodName, Period>>): Policy<PeriodName> {
  return {
    id,
    kind: 'accountability',
    version: 1,
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    periods,
    numbers: {},
    ladder: [],
  };
}

/** The shipped policies. There is no ladder: what silence does here is a reminder, never a rung. */
export const POLICIES: readonly Policy<PeriodName>[] = [policy('standard', STANDARD), policy('trial', TRIAL)];
