import type { Rules } from '../kernel/definition.ts';
import type { HazardCommand } from './command.ts';
import { decide } from './decide.ts';
import { effects } from './effects.ts';
import type { HazardEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { isOver, lastPapers } from './last-papers.ts';
import { LIFECYCLE } from './lifecycle.ts';
import type { HazardState } from './state.ts';
import { nextWake } from './wake.ts';

/** The hazard: from discovery to closeout, or up the ladder to accountability. */
export const hazardRules: Rules<HazardState, HazardCommand, HazardEvent> = {
  name: 'hazard',
  version: 5,
  lifecycle: LIFECYCLE,
  decide,
  evolve,
  nextWake,
  done: (state) => isOver(state) && lastPapers(state).length === 0,
  effects,
};

export { HAZARD_POLICIES } from './terms.ts';
export { openFrom } from './open-from.ts';
