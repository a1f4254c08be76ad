import { plusMs, type Instant } from '../../kernel/instant.ts';
import { bringsNothing, recounted } from '../../kernel/revision.ts';
import { happened, type DueSet, type EventData } from '../event.ts';
import type { DueDate } from '../matter.ts';
import { denied } from '../refusal.ts';
import { currentDue, currentStep } from '../running.ts';
import type { HazardState, HazardTerms } from '../state.ts';
import { periodFor } from '../steps.ts';
import { blank, decided, type Decide } from './parts.ts';

/** New terms by a named person's word. What is past stays as it was; what is still ahead is counted anew. */
export const reviseTerms: Decide<'ReviseTerms'> = (state, { body, revised, at }) => {
  const no = denied({
    ReasonMissing: blank(body.reason),
    RevisionMissing: revised === undefined,
    PolicyDiffers: revised !== undefined && revised.policy !== state.terms.policy,
    TermsUnchanged: revised !== undefined && bringsNothing(state.terms, revised),
  });
  if (no !== null || revised === undefined) return no ?? decided();
  const terms: HazardTerms = {
    ...revised,
    periods: { ...state.terms.periods, ...revised.periods },
    rules: Math.max(state.terms.rules, revised.rules),
  };
  const { cause, reason } = body;
  return decided(
    happened('TermsRevised', {
      cause,
      reason,
      terms,
      due: recountedDue(state, terms, at),
      stepDue: recountedStep(state, terms, at),
    }),
  );
};

/** Where T runs and has not run out: an order's limit counts from its service, the others from when they were set. */
const RUNNING: readonly HazardState['status'][] = ['assigned', 'planning', 'rectifying'];
const BY_ORDER: readonly DueDate['reason'][] = ['assignment', 'service', 'plan'];
const BY_START: readonly DueDate['reason'][] = ['recheckFailed', 'reopened'];

/** T under new terms, with the limit that was ordered; null when it stays as it is. */
function recountedDue(state: HazardState, terms: HazardTerms, at: Instant): DueSet | null {
  const now = currentDue(state);
  const { due, period, restsFrom } = now;
  if (due === null || period === null || due <= at || restsFrom !== null || !RUNNING.includes(state.status))
    return null;
  const origin = state.dueDates.findLast((version) => version.reason !== 'termsRevised') ?? now;
  const bases = BY_ORDER.includes(origin.reason)
    ? [state.assignment?.base ?? origin.start]
    : BY_START.includes(origin.reason)
      ? [origin.start]
      : [];
  const next = recounted({ period, due, bases }, state.terms.calendar, period, terms.calendar);
  if (next === null) return null;
  const provisional = next.provisional || (BY_ORDER.includes(origin.reason) && state.assignment?.service === null);
  if ((next.at === due && provisional === now.provisional) || next.at <= at) return null;
  return { start: at, due: next.at, reason: 'termsRevised', period, provisional };
}

/** The running step's S under new terms, by their figure for it; null when it stays as it is. */
function recountedStep(state: HazardState, terms: HazardTerms, at: Instant): EventData['TermsRevised']['stepDue'] {
  const { due, period, name, start, provisional } = currentStep(state);
  const figure = periodFor({ ...state, terms }, name);
  if (due === null || period === null || figure === null || due <= at) return null;
  // A step that time began counts from the day that the due instant closed.
  const bases = [start, plusMs(start, -1)];
  const next = recounted({ period, due, bases }, state.terms.calendar, figure, terms.calendar);
  if (next === null || next.at <= at || (next.at === due && next.provisional === provisional)) return null;
  return { due: next.at, period: figure, provisional: next.provisional };
}
