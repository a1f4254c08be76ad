import type { Decision } from '../kernel/definition.ts';
import type { Instant } from '../kernel/instant.ts';
import { happened, type TipEvent } from './event.ts';
import { superiorOf } from './seats.ts';
import type { State } from './state.ts';
import { reminded, stepAfterDue } from './step.ts';

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
  if (period === 'progress')
    return { events: [happened('ProgressAsked', { step: stepAfterDue(terms, 'progress', holder, due) })] };
  const next = superiorOf(state, holder);
  if (next === null) return { events: [happened('ReminderGiven', { step: reminded(terms, step, due) })] };
  const handed = { ...stepAfterDue(terms, 'takeOver', next, due), firstDue: step.firstDue };
  return { events: [happened('HandedOver', { from: holder, step: handed })] };
}
