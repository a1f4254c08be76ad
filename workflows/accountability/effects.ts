import type { Effect } from '../kernel/effect.ts';
import type { Recorded } from '../kernel/event.ts';
import type { PostId } from '../kernel/terms.ts';
import { documentsOf } from './documents.ts';
import type { CaseEvent } from './event.ts';
import { keeperSeats } from './seats.ts';
import { isEnded, type State } from './state.ts';

/** What the world is to do because of this event: tell the posts concerned, and the hazard when the case ends; draw its letter. */
export function effects(_before: State | null, event: Recorded<CaseEvent>, after: State): readonly Effect[] {
  const data = { number: after.number, round: after.origin.round };
  const drawn = documentsOf(event, after).map(({ key, document }) => ({ type: 'Draw', key, document, data }) as const);
  return [...told(event, after), ...drawn];
}

function told(event: Recorded<CaseEvent>, after: State): readonly Effect[] {
  const { county } = after.terms;
  const notify = notifier(event.seq, after);
  const holder = isEnded(after) ? [] : [after.step.holder];
  switch (event.type) {
    case 'CaseOpened':
      return [...notify('caseOpened', holder), tell(event, after)];
    case 'ReferralProposed':
      return [
        ...notify('statementAsked', subjectPosts(after)),
        ...notify('hearingBegun', holder),
        ...(after.subjects.some((s) => s.post === null) ? notify('statementToServe', holder) : []),
      ];
    case 'StatementSubmitted':
      return notify('statementReceived', holder);
    case 'HearingEnded':
      return notify('decisionAsked', holder);
    case 'ReferralApproved':
      return [...notify('referralApproved', holder), duty(event, after)];
    case 'HandedOver':
      if (event.data.cause !== undefined)
        return notify('caseHolderAway', holder, { reason: event.data.reason ?? null });
      return notify('caseHandedOver', [event.data.from, ...holder]);
    case 'TermsRevised':
      return event.data.step === null ? [] : notify('caseTermsRevised', holder);
    case 'DocumentDrawn':
    case 'DocumentIssued':
    case 'DocumentServed':
      return [];
    case 'ReminderGiven':
      return notify('caseOverdue', [...holder, county.inspectorate]);
    case 'ProgressAsked':
      return notify('progressAsked', holder);
    case 'CaseDeclined':
      return [
        ...notify('caseDeclined', [...enders(after), ...subjectPosts(after)]),
        duty(event, after),
        tell(event, after),
      ];
    case 'CaseConcluded':
      return [...notify('caseConcluded', enders(after)), tell(event, after)];
    case 'CaseReturned':
      return [...notify('caseReturned', [...enders(after), ...subjectPosts(after)]), tell(event, after)];
    default: {
      const others = holder.filter((post) => post !== event.actor.post);
      return notify('caseUpdated', others);
    }
  }
}

type Data = Extract<Effect, { type: 'Notify' }>['data'];

function notifier(seq: number, state: State): (notice: string, posts: readonly PostId[], more?: Data) => Effect[] {
  const data = {
    number: state.number,
    hazard: state.origin.number,
    due: isEnded(state) ? null : state.step.due,
    // Subjects that no post of the register stands for: they are served on paper.
    unreached: state.subjects.flatMap((s) => (s.post === null ? [s.key] : [])).join('、'),
    reminders: isEnded(state) ? 0 : state.step.reminders,
  };
  return (notice, posts, more = {}) => {
    const key = `${notice}:${seq.toString()}`;
    return posts.length === 0
      ? []
      : [{ type: 'Notify', key, posts: [...new Set(posts)], notice, data: { ...data, ...more } }];
  };
}

/** The hazard hears how its accountability stands; never what a body decided on a person. */
function tell(event: Recorded<CaseEvent>, state: State): Effect {
  const { hazard, round, ground } = state.origin;
  return {
    type: 'Tell',
    key: `tell:${event.seq.toString()}`,
    matterId: hazard,
    event: event.type,
    data: { case: state.matterId, number: state.number, status: state.status, round, ground },
  };
}

function duty(event: Recorded<CaseEvent>, state: State): Effect {
  const data = { number: state.number, hazard: state.origin.number, decision: event.type };
  return {
    type: 'RecordDuty',
    key: `duty:${event.seq.toString()}`,
    post: event.actor.post,
    duty: 'referralDecided',
    data,
  };
}

function enders(state: State): readonly PostId[] {
  return [keeperSeats(state, state.terms.county)[0], state.terms.county.inspectorate];
}

function subjectPosts(state: State): readonly PostId[] {
  return state.subjects.flatMap((s) => (s.post === null ? [] : [s.post]));
}
