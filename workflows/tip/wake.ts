import type { Decision } from '../kernel/definition.ts';
import type { Instant } from '../kernel/instant.ts';
import { happened, type TipEvent } from './event.ts';
import { superiorOf } from './seats.ts';
import type { State, Step } from './state.ts';
import { carried, reminded, stepAfterDue } from './step.ts';
import { numberIn } from './terms.ts';

/** The next instant that matters: the step's deadline, or after it the next reminder. An ended tip sleeps. */
export function nextWake(state: State): Instant | null {
  return state.step?.wakeAt ?? null;
}

/**
 * What silence does: the holder's superior takes over, then is reminded; while a hazard is put right its holder is asked
 * how it stands. It accepts, verifies, answers and pays nothing; the only thing that time ends is the time to object.
 */
export function wake(state: State, at: Instant): Decision<TipEvent> {
  const { step, terms } = state;
  if (step === null || at < step.wakeAt) return { events: [] };
  const { holder, period, wakeAt: due } = step;
  if (period === 'review') return { events: [happened('TipClosed', {})] };
  if (period === 'progress') return asked(state, step);
  const next = superiorOf(state, step.place);
  if (next === null) return { events: [happened('ReminderGiven', { step: reminded(terms, step, due) })] };
  const handed = { ...stepAfterDue(terms, 'takeOver', next, due), firstDue: step.firstDue };
  return { events: [happened('HandedOver', { from: holder, step: handed })] };
}

/** Asked so often without news of the hazard, the holder is relieved by the superior, and 安委办 hears of it. */
function asked(state: State, step: Step): Decision<TipEvent> {
  const { terms, asks } = state;
  const { holder, wakeAt: due } = step;
  const next = asks < numberIn(terms, 'progressAsks') ? null : superiorOf(state, step.place);
  const again = carried(step, stepAfterDue(terms, 'progress', next ?? step, due), due);
  if (next === null) return { events: [happened('ProgressAsked', { step: again })] };
  return { events: [happened('HandedOver', { from: holder, step: again })] };
}
