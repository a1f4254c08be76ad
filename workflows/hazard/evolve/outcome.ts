import type { EventData, EventType } from '../event.ts';
import type { Item, RecheckRecord } from '../matter.ts';
import type { HazardState } from '../state.ts';
import { controlEnded } from './control.ts';
import { assignmentOf, bound, dueAppended, dueAtRest, stepped, united, type Apply, type Stamp } from './apply.ts';

type OutcomeEvent = Extract<
  EventType,
  | 'RecheckPassed'
  | 'RecheckFailed'
  | 'CloseoutApproved'
  | 'CloseoutRefused'
  | 'RectifiedOnTheSpot'
  | 'LookBackPassed'
  | 'LookBackFailed'
  | 'Reopened'
  | 'WindowClosed'
  | 'Abolished'
>;

/** What the events from the recheck on make of the state. */
export const OUTCOME: { readonly [T in OutcomeEvent]: Apply<T> } = {
  RecheckPassed: (state, data, stamp) => ({
    ...rechecked(state, data, stamp),
    status: 'closing',
    assignment: assignmentOf(state),
    openedBy: null,
    dueDates: dueAtRest(state, stamp.at),
  }),
  RecheckFailed: (state, data, stamp) => ({
    ...rechecked(state, data, stamp),
    status: 'rectifying',
    assignment: assignmentOf(state),
    openedBy: null,
    submission: null,
    round: state.round + 1,
    dueDates: dueAppended(state, data.due, stamp),
    extensions: superseded(state),
  }),
  CloseoutApproved: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'closed',
    closedAt: stamp.at,
    ...closedOut(state, stamp, data.closeoutNumber, false),
  }),
  CloseoutRefused: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'rechecking',
    assignment: assignmentOf(state),
    openedBy: 'closeoutRefused',
    // What was passed is open to the recheck again.
    items: state.items.map((item) => ({ ...item, result: 'submitted' })),
  }),
  RectifiedOnTheSpot: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'closed',
    closedAt: stamp.at,
    severity: 'general',
    items: state.items.map((item) => ({ ...item, result: 'passed' })),
    dueDates: dueAtRest(state, stamp.at),
    rechecks: [
      ...state.rechecks,
      { round: 1, at: stamp.at, officers: data.officers, leader: stamp.actor, passed: true, failedItems: [] },
    ],
    ...closedOut(state, stamp, data.closeoutNumber, true),
    people: {
      ...state.people,
      rectifiers: united(state.people.rectifiers, bound(stamp, data.rectifiedBy)),
      recheckers: united(state.people.recheckers, bound(stamp, data.officers)),
      closers: united(state.people.closers, bound(stamp)),
    },
  }),
  LookBackPassed: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'archived',
    closedAt: state.closedAt ?? stamp.at,
  }),
  LookBackFailed: (state) => state,
  Reopened: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'rectifying',
    assignment: data.assignment,
    closedAt: null,
    submission: null,
    round: state.round + 1,
    items: state.items.map((item) => ({ ...item, result: 'open' })),
    dueDates: dueAppended(state, data.due, stamp),
  }),
  WindowClosed: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'archived',
    closedAt: state.closedAt ?? stamp.at,
  }),
  Abolished: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'abolished',
    abolition: { number: data.decisionNumber, evidence: data.evidence },
    ...controlEnded(state, stamp.at),
    stays: state.stays.map((stay) => ({ ...stay, endedAt: stay.endedAt ?? stamp.at })),
    dueDates: dueAtRest(state, stamp.at),
  }),
};

function rechecked(state: HazardState, data: EventData['RecheckPassed'], stamp: Stamp): HazardState {
  const failedItems = data.items.filter((item) => item.result === 'failed').map((item) => item.id);
  const record: RecheckRecord = {
    round: state.round,
    at: stamp.at,
    officers: data.officers,
    leader: stamp.actor,
    passed: failedItems.length === 0,
    failedItems,
  };
  return {
    ...stepped(state, data.step, stamp),
    items: state.items.map((item) => judged(item, data)),
    rechecks: [...state.rechecks, record],
    people: {
      ...state.people,
      recheckers: united(state.people.recheckers, bound(stamp, [stamp.actor.person, ...data.officers])),
    },
  };
}

function judged(item: Item, data: EventData['RecheckPassed']): Item {
  const checked = data.items.find((c) => c.id === item.id);
  return checked === undefined ? item : { ...item, result: checked.result };
}

/** A closeout ends what only time or the ladder had asked for; an L7 that waits still wants its decision. */
function closedOut(state: HazardState, stamp: Stamp, number: string, onTheSpot: boolean) {
  return {
    closeouts: [...state.closeouts, { number, at: stamp.at, by: stamp.actor.person, onTheSpot }],
    proposals: state.proposals.filter((proposal) => proposal.rung === 'refer'),
    extensions: superseded(state),
    listing: state.listing === 'listed' ? ('delisted' as const) : state.listing,
    people: { ...state.people, closers: united(state.people.closers, bound(stamp)) },
  };
}

/** A request for more time that was never decided ends with the round that it was made in. */
function superseded(state: HazardState): HazardState['extensions'] {
  return state.extensions.map((extension) =>
    extension.decision === 'pending' ? { ...extension, decision: 'superseded' } : extension,
  );
}
