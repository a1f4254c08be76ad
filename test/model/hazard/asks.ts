import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { CommandType } from '../../../workflows/hazard/command.ts';
import { LIFECYCLE } from '../../../workflows/hazard/lifecycle.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { who } from '../../support/hazard-story.ts';
import type { Ask } from '../move.ts';
import type { AsksOf } from './asked.ts';
import { INTAKE_ASKS } from './intake-asks.ts';
import { OUTCOME_ASKS } from './outcome-asks.ts';
import { REGION_ASKS, revisedTerms } from './region-asks.ts';
import { SUPERVISION_ASKS } from './supervision-asks.ts';
import { WORK_ASKS } from './work-asks.ts';

const ASKS: AsksOf<Exclude<CommandType, 'Report' | 'Import' | 'Wake'>> = {
  ...INTAKE_ASKS,
  ...WORK_ASKS,
  ...OUTCOME_ASKS,
  ...SUPERVISION_ASKS,
  ...REGION_ASKS,
};

/** Every command that the lifecycle table hears in this status, with canonical bodies, from whoever matters. */
export function asksOf(state: HazardState, at: Instant): readonly Ask[] {
  return LIFECYCLE.flatMap(({ command, statuses }) =>
    command in ASKS && statuses.includes(state.status) ? asksFor(command as keyof typeof ASKS, state, at) : [],
  );
}

function asksFor(type: keyof typeof ASKS, state: HazardState, at: Instant): readonly Ask[] {
  return ASKS[type](state, at).map(([by, body, wrong]) => ({
    type,
    actor: who(by),
    body,
    wrong: wrong === 'wrong',
    // The server puts the new terms on the envelope.
    ...(type === 'ReviseTerms' ? { revised: revisedTerms(state.terms) } : {}),
  }));
}
