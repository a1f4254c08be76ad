import type { Policy, Terms } from '../kernel/terms.ts';
import { atAnyHour, ladderOf } from './ladder-rows.ts';
import { STANDARD_OVERRIDES, STANDARD_PERIODS, STANDARD_WAITS } from './policy-standard.ts';
import { TRIAL_OVERRIDES, TRIAL_PERIODS, TRIAL_WAITS } from './policy-trial.ts';

/** Every period of a hazard's policy by its name. */
export type HazardPeriod = keyof typeof STANDARD_PERIODS;

/** The terms of a hazard. */
export type HazardTerms = Terms<HazardPeriod>;

/** Caps and counts of the policy: two extensions, one return, two officers (行政处罚法 §42), three for a major hazard. */
const NUMBERS = { extensionsMax: 2, returnsMax: 1, officersMin: 2, officersMinMajor: 3 } as const;

/** People are at work from 08:30 to 17:30 of a workday: what keeps working hours fires in them. */
const STANDARD_NUMBERS = { ...NUMBERS, workFromMinute: 510, workToMinute: 1_050 } as const;

/** A trial that is forgotten does not fill its history: whoever stays silent is reminded once a minute at most. */
const TRIAL_NUMBERS = { ...NUMBERS, remindSecondsMin: 60 } as const;

const SHIPPED = {
  kind: 'hazard',
  version: 3,
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
} as const;

/** The shipped policies: `standard` with the legal and default figures, `trial` with the same order in seconds. */
export const HAZARD_POLICIES: readonly Policy<HazardPeriod>[] = [
  {
    ...SHIPPED,
    id: 'standard',
    numbers: STANDARD_NUMBERS,
    periods: STANDARD_PERIODS,
    overrides: STANDARD_OVERRIDES,
    ladder: ladderOf(STANDARD_WAITS),
  },
  {
    ...SHIPPED,
    id: 'trial',
    numbers: TRIAL_NUMBERS,
    periods: TRIAL_PERIODS,
    overrides: TRIAL_OVERRIDES,
    ladder: atAnyHour(ladderOf(TRIAL_WAITS)),
  },
];
