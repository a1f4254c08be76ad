import type { RevisionEvents } from '../regions/revision.ts';
import { currentStep } from '../running.ts';
import { dueAppended, type Apply } from './apply.ts';

/** What new terms, and a wake that the auditor sent again, make of the state. */
export const REVISION: { readonly [T in keyof RevisionEvents]: Apply<T> } = {
  TermsRevised: (state, data, stamp) => ({
    ...state,
    terms: data.terms,
    steps: [...state.steps.slice(0, -1), { ...currentStep(state), ...data.stepDue }],
    dueDates: data.due === null ? state.dueDates : dueAppended(state, data.due, stamp),
  }),
  WakeResent: (state) => state,
};
