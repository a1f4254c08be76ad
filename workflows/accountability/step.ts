import { dueAfter, dueAfterDue, type Due } from '../kernel/deadline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PostId, Terms } from '../kernel/terms.ts';
import type { PeriodName, Step } from './state.ts';

/** A step that begins with a command. */
export function stepFrom(terms: Terms<PeriodName>, period: PeriodName, holder: PostId, from: Instant): Step {
  return begun(period, holder, from, dueAfter(terms.periods[period], from, terms.calendar));
}

/** A step that begins because another fell due: its days count from that one's last day, not from the day after. */
export function stepAfterDue(terms: Terms<PeriodName>, period: PeriodName, holder: PostId, due: Instant): Step {
  return begun(period, holder, due, afterDue(terms, period, due));
}

/** The same step, reminded: what was due stays due, the next reminder follows after its own period. */
export function reminded(terms: Terms<PeriodName>, step: Step, at: Instant): Step {
  return { ...step, reminders: step.reminders + 1, wakeAt: afterDue(terms, 'reminder', at).at };
}

function afterDue(terms: Terms<PeriodName>, period: PeriodName, due: Instant): Due {
  return dueAfterDue(terms.periods[period], due, terms.calendar);
}

function begun(period: PeriodName, holder: PostId, since: Instant, due: Due): Step {
  const { at, provisional } = due;
  return { holder, period, since, due: at, provisional, wakeAt: at, reminders: 0, firstDue: at };
}
