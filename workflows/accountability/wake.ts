import type { Instant } from '../kernel/instant.ts';
import type { CountyPosts, PostId } from '../kernel/terms.ts';
import { v1, type HandedOver, type HearingEnded, type ProgressAsked, type ReminderGiven } from './event.ts';
import { yes, type CaseDecision } from './refusal.ts';
import { deciderSeats, drafterSeats, officeDesks } from './seats.ts';
import { isEnded, type Deciding, type Drafting, type Hearing, type State } from './state.ts';
import { reminded, stepAfterDue } from './step.ts';

/** The next instant that matters: the step's deadline, or after it the next reminder. An ended case sleeps. */
export function nextWake(state: State): Instant | null {
  return isEnded(state) ? null : state.step.wakeAt;
}

/** What silence does (domain §2.15): hand over, remind, ask, or go on without a statement; it never decides. */
export function wake(state: State, at: Instant): CaseDecision {
  if (isEnded(state) || at < state.step.wakeAt) return yes();
  const { terms, step } = state;
  switch (state.status) {
    case 'drafting': {
      const seats = drafterSeats(state, terms.county);
      const next = seats[placeIn(seats, step.holder, terms.county) + 1];
      if (next === undefined) return remind(state);
      const handed = { ...stepAfterDue(terms, 'drafting', next, step.wakeAt), firstDue: step.firstDue };
      return yes(v1<HandedOver>('HandedOver', { from: step.holder, step: handed }));
    }
    case 'hearing':
      return yes(hearingEnded(state));
    case 'deciding':
      return remind(state);
    case 'referred':
    case 'handling':
      return yes(v1<ProgressAsked>('ProgressAsked', { step: stepAfterDue(terms, 'ask', step.holder, step.wakeAt) }));
  }
}

/** Another 经办人 stands in for the first; whoever else stands in has nobody above. */
function placeIn(seats: readonly PostId[], holder: PostId, county: CountyPosts): number {
  const at = seats.indexOf(holder);
  if (at >= 0) return at;
  return officeDesks(county).includes(holder) ? 0 : seats.length;
}

function hearingEnded(state: Hearing): HearingEnded {
  const { terms, step, proposal } = state;
  const [holder] = deciderSeats(state, terms.county, proposal.authority);
  return v1<HearingEnded>('HearingEnded', {
    silent: state.subjects.filter((s) => s.statement === null).map((s) => s.key),
    step: stepAfterDue(terms, 'deciding', holder, step.wakeAt),
  });
}

function remind({ terms, step }: Drafting | Deciding): CaseDecision {
  return yes(v1<ReminderGiven>('ReminderGiven', { step: reminded(terms, step, step.wakeAt) }));
}
