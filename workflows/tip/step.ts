import { dueAfter, dueAfterDue, type Due } from '../kernel/deadline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PostId, Terms } from '../kernel/terms.ts';
import type { PeriodName, Step } from './state.ts';

/** Who holds a step: a post in its own place, or as it held the step before. */
type Holder = PostId | Pick<Step, 'holder' | 'place'>;

/** A step that begins with a command. */
export function stepFrom(terms: Terms<PeriodName>, period: PeriodName, holder: Holder, from: Instant): Step {
  return begun(period, holder, from, dueAfter(terms.periods[period], from, terms.calendar));
}

/** A step that begins because another fell due: its days count from that one's last day, not from the day after. */
export function stepAfterDue(terms: Terms<PeriodName>, period: PeriodName, holder: Holder, due: Instant): Step {
  return begun(period, holder, due, afterDue(terms, period, due));
}

/** The same step, reminded: what was due stays due, the next reminder follows after its own period. */
export function reminded(terms: Terms<PeriodName>, step: Step, at: Instant): Step {
  return { ...step, reminders: step.reminders + 1, wakeAt: afterDue(terms, 'reminder', at).at };
}

/** A step that lasts until an instant that was set before. */
export function stepUntil(period: PeriodName, holder: Holder, from: Instant, until: Due): Step {
  return begun(period, holder, from, until);
}

/** The next step of a duty that somebody was late in already when it begins: what was due first stays known. */
export function carried(step: Step, next: Step, at: Instant): Step {
  const isMissed = step.period !== 'progress' && step.due <= at;
  return isLate(step) || isMissed ? { ...next, firstDue: step.firstDue } : next;
}

/** Handed over or reminded: the first holder's time has passed. Asking after the hazard is no lateness. */
export function isLate({ reminders, firstDue, due }: Step): boolean {
  return reminders > 0 || firstDue !== due;
}

function afterDue(terms: Terms<PeriodName>, period: PeriodName, due: Instant): Due {
  return dueAfterDue(terms.periods[period], due, terms.calendar);
}

function begun(period: PeriodName, by: Holder, since: Instant, due: Due): Step {
  const { at, provisional } = due;
  const { holder, place } = typeof by === 'string' ? { holder: by, place: by } : by;
  return { holder, place, period, since, due: at, provisional, wakeAt: at, reminders: 0, firstDue: at };
}
