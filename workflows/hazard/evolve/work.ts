import type { PersonId } from '../../kernel/terms.ts';
import type { EventData, EventType } from '../event.ts';
import type { Item, Order } from '../matter.ts';
import { orderPaper } from '../papers.ts';
import { currentDue } from '../running.ts';
import type { HazardState } from '../state.ts';
import { runningStay } from '../stays.ts';
import { orderFor } from './moved-order.ts';
import {
  assignmentOf,
  bound,
  chainsWith,
  dueAppended,
  dueAtRest,
  stepped,
  united,
  type Apply,
  type Stamp,
} from './apply.ts';

type WorkEvent = Extract<
  EventType,
  | 'Assigned'
  | 'RectifierReassigned'
  | 'SupervisorReassigned'
  | 'ServiceRecorded'
  | 'PaperReplaced'
  | 'AssignmentAccepted'
  | 'AssignmentReturned'
  | 'AssignmentUpheld'
  | 'AssignmentMoved'
  | 'PlanSubmitted'
  | 'PlanApproved'
  | 'PlanRejected'
  | 'ProgressReported'
  | 'ExtensionRequested'
  | 'ExtensionUndecided'
  | 'ExtensionGranted'
  | 'ExtensionRefused'
  | 'AssistSubmitted'
  | 'AssistOverdue'
  | 'RectificationSubmitted'
  | 'RectificationExpired'
>;

/** What the events from assignment to submission make of the state. */
export const WORK: { readonly [T in WorkEvent]: Apply<T> } = {
  Assigned: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'assigned',
    lead: data.lead,
    chains: chainsWith(state, data.chains),
    assignment: data.assignment,
    assists: data.assists,
    dueDates: dueAppended(state, data.due, stamp),
    people: { ...state.people, assigners: united(state.people.assigners, bound(stamp)) },
  }),
  RectifierReassigned: (state, data, stamp) => ({ ...moved(state, data, stamp), status: 'assigned' }),
  AssignmentMoved: (state, data, stamp) => ({ ...moved(state, data, stamp), status: 'assigned' }),
  SupervisorReassigned: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    lead: data.unit,
    chains: chainsWith(state, [data.chain]),
  }),
  ServiceRecorded: (state, data, stamp) => {
    const served = {
      ...stepped(state, data.step, stamp),
      assignment: { ...assignmentOf(state), service: data.service, base: data.base },
      dueDates: dueAppended(state, data.due, stamp, currentDue(state).restsFrom),
    };
    // A job tells of it, but people served it: nothing that was received before counts as before a lapse of time.
    return data.step === null ? served : { ...served, status: 'rectifying', openedBy: null, lapses: [] };
  },
  PaperReplaced: (state, { key, number, date }) =>
    // From then on the order is one that was made outside.
    orderPaper(state)?.key === key ? withOrder(state, { number, date }) : state,
  AssignmentAccepted: (state, data, stamp) => accepted(state, data, stamp, data.deemed),
  AssignmentUpheld: (state, data, stamp) => accepted(state, data, stamp, true),
  AssignmentReturned: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'assigned',
    returned: { reason: data.reason, by: stamp.actor.person, at: stamp.at },
    assignment: { ...assignmentOf(state), returns: assignmentOf(state).returns + 1, accepted: null },
  }),
  PlanSubmitted: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    plan: data.plan,
    people: working(state, stamp),
  }),
  PlanApproved: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'rectifying',
    assignment: assignmentOf(state),
    plan: state.plan === null ? null : { ...state.plan, decision: 'approved' },
    dueDates: dueAppended(state, data.due, stamp, stayedFrom(state)),
  }),
  PlanRejected: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    plan: state.plan === null ? null : { ...state.plan, decision: 'rejected' },
  }),
  ProgressReported: (state, _data, stamp) => ({ ...state, people: working(state, stamp) }),
  ExtensionRequested: (state, data) => ({ ...state, extensions: [...state.extensions, data.extension] }),
  ExtensionUndecided: (state, _data, stamp) => lastExtension(state, { undecidedAt: stamp.at }),
  ExtensionRefused: (state) => lastExtension(state, { decision: 'refused' }),
  ExtensionGranted: (state, data, stamp) => ({
    ...stepped(lastExtension(state, { decision: 'granted' }), data.step, stamp),
    status: 'rectifying',
    assignment: assignmentOf(state),
    openedBy: null,
    dueDates: dueAppended(state, data.due, stamp, stayedFrom(state)),
  }),
  AssistSubmitted: (state, data, stamp) => ({
    ...state,
    assists: state.assists.map((assist) => (assist.unit === data.unit ? { ...assist, doneAt: stamp.at } : assist)),
    people: working(state, stamp),
  }),
  AssistOverdue: (state, data, stamp) => ({
    ...state,
    assists: state.assists.map((assist) => (assist.unit === data.unit ? { ...assist, remindedAt: stamp.at } : assist)),
  }),
  RectificationSubmitted: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'rechecking',
    assignment: assignmentOf(state),
    openedBy: 'submission',
    submission: { at: stamp.at, by: stamp.actor.person, late: data.late },
    items: state.items.map((item) => (item.result === 'passed' ? item : handedIn(item, data))),
    dueDates: dueAtRest(state, data.answeredAt),
    people: working(state, stamp, data.workers),
  }),
  RectificationExpired: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'rechecking',
    assignment: assignmentOf(state),
    openedBy: 'expiry',
  }),
};

/** Whoever plans, reports, assists or hands in took part in the work: none of them checks it. */
function working(state: HazardState, stamp: Stamp, workers: readonly PersonId[] = []): HazardState['people'] {
  return {
    ...state.people,
    rectifiers: united(state.people.rectifiers, bound(stamp, [stamp.actor.person, ...workers])),
  };
}

function moved(state: HazardState, data: EventData['AssignmentMoved'], stamp: Stamp) {
  const { unit, post, chain } = data;
  return {
    ...stepped(state, data.step, stamp),
    chains: chainsWith(state, [chain]),
    assignment: {
      ...assignmentOf(state),
      unit,
      post,
      order: orderFor(chain.kind, state, stamp),
      service: null,
      accepted: null,
    },
  };
}

function withOrder(state: HazardState, change: Pick<Order, 'number' | 'date'>): HazardState {
  const assignment = assignmentOf(state);
  return assignment.order === null
    ? state
    : { ...state, assignment: { ...assignment, order: { ...assignment.order, ...change } } };
}

function accepted(
  state: HazardState,
  data: { readonly step: EventData['AssignmentAccepted']['step']; readonly to: 'planning' | 'rectifying' },
  stamp: Stamp,
  deemed: boolean,
): HazardState {
  const by = stamp.actor.person;
  const assignment = { ...assignmentOf(state), accepted: { at: stamp.at, by, deemed } };
  return { ...stepped(state, data.step, stamp), status: data.to, assignment };
}

/** A due version that is set while T is stayed rests as the one before it did. */
function stayedFrom(state: HazardState) {
  return runningStay(state)?.from ?? null;
}

function handedIn(item: Item, data: EventData['RectificationSubmitted']): Item {
  return data.items.some((done) => done.id === item.id) ? { ...item, result: 'submitted' } : item;
}

function lastExtension(state: HazardState, change: Partial<HazardState['extensions'][number]>): HazardState {
  return {
    ...state,
    extensions: state.extensions.map((extension) =>
      extension.decision === 'pending' ? { ...extension, ...change } : extension,
    ),
  };
}
