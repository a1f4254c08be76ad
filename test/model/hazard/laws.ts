import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { REFUSALS } from '../../../workflows/hazard/refusal.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import type { Law } from '../law.ts';
import { sharedLaws } from '../shared-laws.ts';
import { CLOSING_LAWS } from './closing-laws.ts';
import { somebodyMay } from './takers.ts';
import { timeLaws } from './time-laws.ts';

/** Every law that a hazard keeps under these rules, whatever happens. */
export function hazardLaws(rules: AnyRules): readonly Law<HazardState>[] {
  return [
    ...sharedLaws<HazardState>(rules, Object.keys(REFUSALS)),
    ...timeLaws(rules),
    ...CLOSING_LAWS,
    somebodyMay(rules),
  ];
}
