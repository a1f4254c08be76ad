import { plusMs, type Instant } from '../../kernel/instant.ts';
import { bringsNothing, recounted } from '../../kernel/revision.ts';
import type { Terms } from '../../kernel/terms.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import type { PeriodName, Step } from '../state.ts';
import { decided, type Decide, type Open } from './parts.ts';

/** New terms by a named person's word. What is past stays as it was; a step that is still ahead is counted anew. */
export const reviseTerms: Decide<'ReviseTerms'> = (state, { body, revised, at }) => {
  const no = denied({
    ReasonMissing: body.reason.trim() === '',
    RevisionMissing: revised === undefined,
    PolicyDiffers: revised !== undefined && revised.policy !== state.terms.policy,
    TermsUnchanged: revised !== undefined && bringsNothing(state.terms, revised),
  });
  if (no !== null || revised === undefined) return no ?? decided();
  const terms: Terms<PeriodName> = {
    ...revised,
    periods: { ...state.terms.periods, ...revised.periods },
    numbers: { ...state.terms.numbers, ...revised.numbers },
    rules: Math.max(state.terms.rules, revised.rules),
  };
  const { cause, reason } = body;
  return decided(happened('TermsRevised', { cause, reason, terms, step: counted(state, terms, at) }));
};

function counted({ step, terms: was }: Open, terms: Terms<PeriodName>, at: Instant): Step | null {
  if (step.due <= at) return null;
  const [before, period] = [was.periods[step.period], terms.periods[step.period]];
  // A step that began because another fell due counts from that one's last day.
  const bases = [step.since, plusMs(step.since, -1)];
  const next = recounted({ period: before, due: step.due, bases }, was.calendar, period, terms.calendar);
  if (next === null || next.at <= at) return null;
  if (next.at === step.due && next.provisional === step.provisional) return null;
  const firstDue = step.firstDue === step.due ? next.at : step.firstDue;
  return { ...step, due: next.at, provisional: next.provisional, wakeAt: next.at, firstDue };
}
