import type { Recorded } from '../kernel/event.ts';
import { assertNever } from '../kernel/refusal.ts';
import type { CaseEvent, CaseOpened, ReferralProposed, TermsRevised } from './event.ts';
import { withPapers } from './documents.ts';
import { isEnded, type Drafting, type Ended, type FinalStatus, type State, type Subject } from './state.ts';

/** The case after an event. Reads every version ever written; throws only on a ledger that cannot be. */
export function evolve(state: State | null, event: Recorded<CaseEvent>): State {
  return withPapers(event, evolved(state, event));
}

function evolved(state: State | null, event: Recorded<CaseEvent>): State {
  if (event.type === 'CaseOpened') return opened(event);
  if (state === null || isEnded(state)) throw new Error(`${event.type} outside an open case`);
  if (event.type === 'ReferralProposed') return proposed(state, event);
  switch (event.type) {
    case 'EvidenceAdded':
      return { ...state, evidence: [...state.evidence, { ...event.data, at: event.at }] };
    case 'HazardHeard':
      return { ...state, heard: [...state.heard, { event: event.data.event, at: event.at }] };
    case 'HandedOver':
    case 'ReminderGiven':
    case 'ProgressAsked':
      return { ...state, step: event.data.step };
    case 'TermsRevised':
      return revised(state, event.data);
    case 'WakeResent':
    case 'DocumentDrawn':
    case 'DocumentIssued':
    case 'DocumentServed':
      return state;
    default:
      if (!('proposal' in state)) throw new Error(`${event.type} before a proposal`);
      return afterProposal(state, event);
  }
}

type Proposing = Exclude<State, Drafting | Ended>;
type AfterProposal = Exclude<
  Recorded<CaseEvent>,
  {
    type:
      | 'CaseOpened'
      | 'ReferralProposed'
      | 'EvidenceAdded'
      | 'HazardHeard'
      | 'HandedOver'
      | 'ReminderGiven'
      | 'ProgressAsked'
      | 'TermsRevised'
      | 'WakeResent'
      | 'DocumentDrawn'
      | 'DocumentIssued'
      | 'DocumentServed';
  }
>;

function afterProposal(state: Proposing, event: AfterProposal): State {
  const referrals = 'referrals' in state ? state.referrals : [];
  switch (event.type) {
    case 'StatementSubmitted': {
      const { subject, statement: text, evidence, late } = event.data;
      // Heard late but received in time: it was not silence after all.
      const silent = (s: Subject): boolean => s.silent && late;
      const statement = { text, evidence, at: event.at, late };
      return withSubject(state, subject, (s) => ({ ...s, statement, silent: silent(s) }));
    }
    case 'HearingEnded': {
      const subjects = state.subjects.map((s) => ({ ...s, silent: event.data.silent.includes(s.key) }));
      return { ...state, status: 'deciding', subjects, step: event.data.step };
    }
    case 'ReferralApproved': {
      const sent = event.data.referrals.map((r) => ({ ...r, answer: null }));
      return { ...state, status: 'referred', referrals: sent, step: event.data.step };
    }
    case 'ReferralAccepted':
    case 'ReferralRefused': {
      const accepted = event.type === 'ReferralAccepted';
      const answer = { accepted, document: event.data.document, at: event.at };
      const answered = referrals.map((r) => (r.to === event.data.to ? { ...r, answer } : r));
      const isHandling = accepted || state.status === 'handling';
      const step = accepted ? event.data.step : state.step;
      return { ...state, status: isHandling ? 'handling' : 'referred', referrals: answered, step };
    }
    case 'OutcomeRecorded': {
      const { subject, document, outcome: text } = event.data;
      return withSubject(state, subject, (s) => ({ ...s, outcome: { text, document, at: event.at } }));
    }
    case 'CaseDeclined':
      return ended(state, 'declined', event);
    case 'CaseConcluded':
      return ended(state, 'concluded', event);
    case 'CaseReturned':
      return ended(state, 'returned', event);
    default:
      return assertNever(event);
  }
}

function opened({ data, at }: Recorded<CaseOpened>): State {
  const { subjects, opening, ...rest } = data;
  const blank = { proposed: null, statement: null, silent: false, outcome: null };
  return {
    ...opening,
    ...rest,
    status: 'drafting',
    subjects: subjects.map((s) => ({ ...s, ...blank })),
    evidence: [],
    heard: [],
    openedAt: at,
  };
}

function revised<S extends Exclude<State, Ended>>(state: S, { terms, step }: TermsRevised['data']): S {
  if (step === null) return { ...state, terms };
  // Until when a statement is in time is the hearing's own deadline.
  return state.status === 'hearing' ? { ...state, terms, step, hearingDue: step.due } : { ...state, terms, step };
}

function proposed(state: State, { data }: Recorded<ReferralProposed>): State {
  const { authority, by, report, step, items } = data;
  const subjects = state.subjects.map((s) => ({
    ...s,
    proposed: items.find((i) => i.subject === s.key)?.proposed ?? null,
  }));
  return { ...state, status: 'hearing', proposal: { authority, by, report }, hearingDue: step.due, subjects, step };
}

function ended(state: Proposing, status: FinalStatus, event: Recorded<CaseEvent>): State {
  const { matterId, number, terms, origin, involved, region, units, openedAt } = state;
  const { subjects, evidence, heard, papers, proposal, hearingDue } = state;
  const opened = { matterId, number, terms, origin, involved, region, units, openedAt };
  const referrals = 'referrals' in state ? state.referrals : [];
  // The step goes: an ended case has neither holder nor deadline.
  const drawn = papers === undefined ? {} : { papers };
  return { ...opened, ...drawn, subjects, evidence, heard, proposal, hearingDue, referrals, status, endedAt: event.at };
}

function withSubject(state: Proposing, key: string, change: (subject: Subject) => Subject): State {
  return { ...state, subjects: state.subjects.map((s) => (s.key === key ? change(s) : s)) };
}
