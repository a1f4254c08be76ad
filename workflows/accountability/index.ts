import { asAny, type Rules } from '../kernel/definition.ts';
import type { CaseCommand } from './command.ts';
import { decide } from './decide/index.ts';
import { effects } from './effects.ts';
import type { CaseEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { LIFECYCLE } from './lifecycle.ts';
import { isEnded, type State } from './state.ts';
import { nextWake } from './wake.ts';

/** The rules of an accountability case: they gather, remind and record; only named people decide. */
export const rules: Rules<State, CaseCommand, CaseEvent> = {
  name: 'accountability',
  version: 2,
  lifecycle: LIFECYCLE,
  decide,
  evolve,
  nextWake,
  done: isEnded,
  effects,
};

/** The same rules where only their shape matters. */
export const ACCOUNTABILITY = asAny(rules);
