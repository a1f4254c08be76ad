import type { DueSet, EventData, EventType, StepBegun } from '../../workflows/hazard/event.ts';
import type { Severity, StepName } from '../../workflows/hazard/matter.ts';
import type { HazardTerms } from '../../workflows/hazard/state.ts';
import type { Period } from '../../workflows/kernel/deadline.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { Clock } from '../../workflows/kernel/ladder.ts';
import type { Ms } from './days.ts';

/** A due version of T, as events set it. */
export interface DueFact {
  readonly version: number;
  readonly start: Ms;
  readonly due: Ms | null;
  readonly period: Period | null;
  readonly restsFrom: Ms | null;
}

/** The running step: a version of S. */
export interface StepFact {
  readonly version: number;
  readonly name: StepName;
  readonly start: Ms;
  readonly due: Ms | null;
  readonly period: Period | null;
  /** How many posts silence still passes it on to before the ladder begins. */
  readonly passes: number;
  readonly holders: number;
}

/** A version of a clock that is over. */
export interface PastFact {
  readonly clock: Clock;
  readonly version: DueFact;
  /** Of a step: what it was, and how many posts silence could pass it on to. */
  readonly step: StepFact | null;
}

/** An act of supervision that was done, and its reply. */
export interface ActFact {
  readonly key: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly doneAt: Ms;
  readonly replyDue: Ms | null;
  readonly repliedAt: Ms | null;
}

/** What of a hazard's ledger decides which rungs are due. */
export interface Facts {
  readonly terms: HazardTerms;
  /** Of an imported matter: until when no L7 is proposed. */
  readonly noReferBefore: Ms | null;
  readonly severity: Severity | null;
  readonly majorSince: Ms | null;
  readonly isOutsideTransfer: boolean;
  readonly due: DueFact;
  readonly step: StepFact;
  /** Versions of both clocks that others have followed, each resting from its end. */
  readonly past: readonly PastFact[];
  readonly failedRechecks: readonly Ms[];
  readonly acts: readonly ActFact[];
  readonly grounds: readonly Ms[];
  /** Keys of the rungs that fired and were not withdrawn. */
  readonly fired: ReadonlySet<string>;
}

/** One event of a hazard's ledger. */
export type LedgerEvent = { [T in EventType]: Recorded & { readonly type: T; readonly data: EventData[T] } }[EventType];

/** The facts after an event; null before the opening. It reads what events say and asks no rule. */
export function factsAfter(facts: Facts | null, event: LedgerEvent): Facts {
  if (event.type === 'HazardReported' || event.type === 'HazardImported') return openedBy(event);
  if (facts === null) throw new Error(`${event.type} before the matter was opened`);
  return said(timed(facts, event), event, Date.parse(event.at));
}

function openedBy(event: Extract<LedgerEvent, { type: 'HazardReported' | 'HazardImported' }>): Facts {
  const at = Date.parse(event.at);
  const { opening, step } = event.data;
  const zero: DueFact = { version: 0, start: at, due: null, period: null, restsFrom: null };
  const facts: Facts = {
    terms: opening.terms,
    noReferBefore: null,
    severity: null,
    majorSince: null,
    isOutsideTransfer: false,
    due: zero,
    step: stepOf(step, 1),
    past: [],
    failedRechecks: [],
    acts: [],
    grounds: [],
    fired: new Set(),
  };
  if (event.type === 'HazardReported') return facts;
  const { due, closed, from } = event.data;
  const restsFrom = closed === null ? null : Date.parse(closed.closedOn);
  return {
    ...facts,
    noReferBefore: Date.parse(from.noReferBefore),
    severity: from.body.severity,
    majorSince: from.body.severity === 'major' ? at : null,
    due: { ...dueOf(due), version: 1, restsFrom },
  };
}

/** Whatever event it is: `step` begins a step, `due` begins a due version, which rests only if T did and nothing but its service is new. */
function timed(facts: Facts, { type, data, at }: LedgerEvent): Facts {
  const step = 'step' in data ? data.step : null;
  const due = 'due' in data ? data.due : null;
  return dueBegun(stepBegun(facts, step, Date.parse(at)), due, type === 'ServiceRecorded');
}

function stepBegun(facts: Facts, begun: StepBegun | null, at: Ms): Facts {
  if (begun === null) return facts;
  const { step } = facts;
  const past: PastFact = { clock: 'S', version: { ...step, restsFrom: at }, step };
  return { ...facts, step: stepOf(begun, step.version + 1), past: [...facts.past, past] };
}

function dueBegun(facts: Facts, set: DueSet | null, staysAtRest: boolean): Facts {
  if (set === null) return facts;
  const { due } = facts;
  const begun = dueOf(set);
  const past: PastFact = { clock: 'T', version: { ...due, restsFrom: due.restsFrom ?? begun.start }, step: null };
  const next = { ...begun, version: due.version + 1, restsFrom: staysAtRest ? due.restsFrom : null };
  return { ...facts, due: next, past: [...facts.past, past] };
}

function said(facts: Facts, event: LedgerEvent, at: Ms): Facts {
  switch (event.type) {
    case 'RectificationSubmitted':
      return resting(facts, Date.parse(event.data.answeredAt));
    case 'RecheckPassed':
    case 'Abolished':
      return resting(facts, at);
    case 'ClockStayed':
      return resting(facts, Date.parse(event.data.from));
    case 'RectifiedOnTheSpot':
      return { ...resting(facts, at), severity: 'general' };
    case 'RecheckFailed':
      return { ...facts, failedRechecks: [...facts.failedRechecks, at] };
    case 'TransferSent':
      return { ...facts, isOutsideTransfer: event.data.outside };
    case 'TransferReturned':
      return { ...facts, isOutsideTransfer: false };
    case 'GradeProposed': {
      const { meanwhile } = event.data;
      return {
        ...facts,
        severity: meanwhile,
        majorSince: meanwhile === 'major' ? (facts.majorSince ?? at) : facts.majorSince,
      };
    }
    case 'Graded': {
      const { severity } = event.data;
      return { ...facts, severity, majorSince: severity === 'major' ? (facts.majorSince ?? at) : null };
    }
    case 'GradeDeclined': {
      const { severity } = event.data;
      return { ...facts, severity, majorSince: severity === 'major' ? facts.majorSince : null };
    }
    case 'HandedOver':
      return event.data.step === null ? { ...facts, step: { ...facts.step, holders: facts.step.holders + 1 } } : facts;
    case 'TermsRevised': {
      const { terms, stepDue } = event.data;
      const step = stepDue === null ? facts.step : { ...facts.step, due: Date.parse(stepDue.due) };
      return { ...facts, terms, step };
    }
    default:
      return supervised(facts, event, at);
  }
}

function supervised(facts: Facts, event: LedgerEvent, at: Ms): Facts {
  switch (event.type) {
    case 'GroundRaised':
      return { ...facts, grounds: [...facts.grounds, at] };
    case 'RungFired': {
      const { key, rung, clock, act } = event.data;
      const fired = new Set([...facts.fired, key]);
      if (act !== 'notify') return { ...facts, fired };
      const done: ActFact = { key, rung, clock, doneAt: at, replyDue: null, repliedAt: null };
      return { ...facts, fired, acts: [...facts.acts, done] };
    }
    case 'RungWithdrawn': {
      const { key } = event.data;
      const stands = (other: string): boolean => other !== key;
      return {
        ...facts,
        fired: new Set([...facts.fired].filter(stands)),
        acts: facts.acts.filter((act) => stands(act.key)),
      };
    }
    case 'RungIssued': {
      const { key, rung, clock, replyDue } = event.data;
      const due = replyDue === null ? null : Date.parse(replyDue);
      return { ...facts, acts: [...facts.acts, { key, rung, clock, doneAt: at, replyDue: due, repliedAt: null }] };
    }
    case 'SupervisionAnswered': {
      const { key } = event.data;
      return { ...facts, acts: facts.acts.map((act) => (act.key === key ? { ...act, repliedAt: at } : act)) };
    }
    default:
      return facts;
  }
}

function resting(facts: Facts, from: Ms): Facts {
  return { ...facts, due: { ...facts.due, restsFrom: facts.due.restsFrom ?? from } };
}

function dueOf({ start, due, period }: DueSet): Omit<DueFact, 'version' | 'restsFrom'> {
  return { start: Date.parse(start), due: due === null ? null : Date.parse(due), period };
}

function stepOf(begun: StepBegun, version: number): StepFact {
  const { name, start, due, period, path, holders } = begun;
  const times = { start: Date.parse(start), due: due === null ? null : Date.parse(due) };
  return { version, name, ...times, period, passes: path.length, holders: holders.length };
}
