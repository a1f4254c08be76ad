import { asAny, type Rules } from '../kernel/definition.ts';
import type { TipCommand } from './command.ts';
import { decide } from './decide/index.ts';
import { effects } from './effects.ts';
import type { TipEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { LIFECYCLE } from './lifecycle.ts';
import { isEnded, type State } from './state.ts';
import { nextWake } from './wake.ts';

/** The rules of a tip: taken in, verified, answered and rewarded by named people; silence only moves it upward. */
const rules: Rules<State, TipCommand, TipEvent> = {
  name: 'tip',
  version: 2,
  lifecycle: LIFECYCLE,
  decide,
  evolve,
  nextWake,
  done: isEnded,
  effects,
};

/** The same rules where only their shape matters. */
export const TIP = asAny(rules);
