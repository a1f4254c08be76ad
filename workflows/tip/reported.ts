import type { UnitId } from '../kernel/terms.ts';
import type { Reported, State } from './state.ts';

type Subject = Pick<State, 'subject' | 'subjectKind'>;

/** Every unit that the tip is about: none of its people deals with it or learns of it. */
export function reportedIn(state: Subject & Pick<State, 'firstNamed'>): readonly Reported[] {
  const { subject, subjectKind, firstNamed } = state;
  const found = subject === null ? [] : [{ unit: subject, kind: subjectKind }];
  return firstNamed === undefined ? found : [...found, firstNamed];
}

/** Whether a unit is one that the tip is about. */
export function isReported(state: Subject & Pick<State, 'firstNamed'>, unit: UnitId): boolean {
  return reportedIn(state).some((reported) => reported.unit === unit);
}

/** The tip with the subject that the officers found. Before rules 2 whoever was named first was let go. */
export function withFound<Tip extends State>(state: Tip, found: Subject): Tip {
  const { subject: unit, subjectKind: kind, terms } = state;
  const isOther = terms.rules >= 2 && unit !== null && unit !== found.subject;
  return { ...state, ...found, ...(isOther ? { firstNamed: { unit, kind } } : {}) };
}
