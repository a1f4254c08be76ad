import type { Recorded } from '../kernel/event.ts';
import type { Happened } from '../kernel/event.ts';
import type { EventData, EventType, TipRecorded } from './event.ts';
import { withTold } from './hazards.ts';
import { withFound } from './reported.ts';
import { isEarned, type State } from './state.ts';

type EventOf<T extends EventType> = Recorded<Happened<T, EventData[T]>>;
type Folds = { readonly [T in Exclude<EventType, 'TipGiven'>]: (state: State, event: EventOf<T>) => State };

/** The tip after an event. Reads every version ever written; throws only on a ledger that cannot be. */
export function evolve(state: State | null, event: TipRecorded): State {
  if (event.type === 'TipGiven') return given(event);
  if (state?.step == null) throw new Error(`${event.type} outside an open tip`);
  // The name of the event chooses the fold of its own shape.
  const fold = FOLDS[event.type] as (state: State, event: TipRecorded) => State;
  return fold(state, event);
}

const FOLDS: Folds = {
  TipAccepted: (state, { data: { step, ...said } }) => ({
    ...state,
    ...said,
    status: 'verifying',
    // A tip that is given to another has been accepted before: its answer is due as it was.
    answerDue: state.answerDue ?? step.due,
    step,
  }),
  DismissalProposed: (state, { data: { dismissal } }) => ({ ...state, dismissal }),
  DismissalRefused: (state) => ({ ...state, dismissal: null }),
  TipDeclined: (state, { data, at }) => ({
    ...state,
    status: data.handed === null ? 'rejected' : 'transferred',
    declined: data,
    dismissal: null,
    step: null,
    endedAt: at,
  }),
  TipReturned: (state, { data: { step, unit, reason }, at, actor }) => ({
    ...state,
    status: 'received',
    chain: null,
    returned: { unit, reason, by: actor.person, at },
    step,
  }),
  TipVerified: (state, { data, at }) => {
    const { verifiers, finding, subject, subjectKind, step, ...said } = data;
    const status = finding === null ? 'verified' : 'handling';
    return { ...withFound(state, { subject, subjectKind }), status, verifiers, verification: { ...said, at }, step };
  },
  MoreTimeRequested: (state, { data, at }) => ({ ...state, moreTime: { ...data, at, decision: 'pending' } }),
  MoreTimeGranted: (state, { data: { step } }) => ({ ...decidedMoreTime(state, 'granted'), answerDue: step.due, step }),
  MoreTimeRefused: (state) => decidedMoreTime(state, 'refused'),
  DuplicateMarked: (state, { data: { first, step } }) => ({
    ...state,
    status: 'duplicate',
    duplicateOf: first,
    dismissal: null,
    step,
  }),
  InterimAnswered: (state, { data: { step, ...said }, at }) => ({
    ...state,
    answers: [...state.answers, { ...said, interim: true, withoutHazard: null, at }],
    answerDue: null,
    moreTime: null,
    asks: 0,
    step,
  }),
  TipAnswered: (state, { data: { step, reviewUntil, ...said }, at }) => ({
    ...state,
    status: isEarned(state) ? 'answered' : 'settled',
    answers: [...state.answers, { ...said, interim: false, at }],
    answerDue: null,
    reviewUntil,
    step,
  }),
  PenaltyRecorded: (state, { data: { supersedes, reward, by, amount, document, decidedOn } }) => ({
    ...state,
    penalties: [
      ...state.penalties.filter((penalty) => penalty.document !== supersedes),
      { amount, document, decidedOn },
    ],
    // Who changes what is to be paid has proposed it, too.
    reward:
      state.reward === null || reward === null
        ? state.reward
        : { ...state.reward, ...reward, by: [...new Set([...state.reward.by, ...by])] },
  }),
  RewardProposed: (state, { data: { step, ...said } }) => ({
    ...state,
    status: 'rewarding',
    reward: { ...said, decision: 'pending', decidedAt: null },
    step,
  }),
  RewardGranted: (state, { data: { step }, at }) => ({ ...decidedReward(state, 'granted', at), step }),
  RewardDeclined: (state, { data: { step }, at }) => ({ ...decidedReward(state, 'declined', at), step }),
  RewardReturned: (state, { data: { step } }) => ({ ...state, status: 'answered', reward: null, step }),
  TipClosed: (state, { at }) => ({
    ...state,
    status: state.status === 'settled' ? 'dismissed' : 'closed',
    step: null,
    endedAt: at,
  }),
  HazardHeard: (state, { data: { from, number, end, step } }) => ({
    ...state,
    hazards: withTold(state.hazards, { matterId: from, number, end }),
    asks: 0,
    step: step ?? state.step,
  }),
  HandedOver: (state, event) => ({ ...withStep(state, event), asks: 0 }),
  ReminderGiven: withStep,
  ProgressAsked: (state, event) => ({ ...withStep(state, event), asks: state.asks + 1 }),
  TermsRevised: (state, { data: { terms, step } }) => ({
    ...state,
    terms,
    // The time to answer is a step's own deadline until another takes it over.
    answerDue: step !== null && state.answerDue === state.step?.due ? step.due : state.answerDue,
    reviewUntil: step?.period === 'review' ? { at: step.due, provisional: step.provisional } : state.reviewUntil,
    step: step ?? state.step,
  }),
  WakeResent: (state) => state,
};

function given({ data, at }: EventOf<'TipGiven'>): State {
  const { opening, ...said } = data;
  return {
    ...opening,
    ...said,
    status: 'received',
    openedAt: at,
    declined: null,
    dismissal: null,
    returned: null,
    chain: null,
    answerDue: null,
    moreTime: null,
    verifiers: [],
    verification: null,
    hazards: [],
    asks: 0,
    duplicateOf: null,
    answers: [],
    penalties: [],
    reward: null,
    reviewUntil: null,
    endedAt: null,
  };
}

function withStep(state: State, { data }: { readonly data: Pick<EventData['ReminderGiven'], 'step'> }): State {
  return { ...state, step: data.step };
}

function decidedMoreTime(state: State, decision: 'granted' | 'refused'): State {
  return { ...state, moreTime: state.moreTime && { ...state.moreTime, decision } };
}

function decidedReward(state: State, decision: 'granted' | 'declined', at: State['openedAt']): State {
  return { ...state, status: 'answered', reward: state.reward && { ...state.reward, decision, decidedAt: at } };
}
