import { plusMs } from '../../kernel/instant.ts';
import { bringsNothing, recounted } from '../../kernel/revision.ts';
import type { Terms } from '../../kernel/terms.ts';
import type { ReviseTerms } from '../command.ts';
import { v1, type TermsRevised } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { isEnded, type PeriodName, type State, type Step } from '../state.ts';

/** New terms by a named person's word. What is past stays as it was; a step that is still ahead is counted anew. */
export function reviseTerms(state: State, { body, revised, at }: ReviseTerms): CaseDecision {
  if (body.reason.trim() === '') return no('ReasonMissing', '须写明修订理由。');
  if (revised === undefined) return no('RevisionMissing', '修订须由系统按登记册中的规则提出。');
  if (revised.policy !== state.terms.policy) return no('PolicyDiffers', '正式规则与演练规则不能互换。');
  if (bringsNothing(state.terms, revised)) return no('TermsUnchanged', '适用的规则和日历没有变化，无须修订。');
  const terms: Terms<PeriodName> = {
    ...revised,
    periods: { ...state.terms.periods, ...revised.periods },
    rules: Math.max(state.terms.rules, revised.rules),
  };
  const { cause, reason } = body;
  return yes(v1<TermsRevised>('TermsRevised', { cause, reason, terms, step: counted(state, terms, at) }));
}

function counted(state: State, terms: Terms<PeriodName>, at: ReviseTerms['at']): Step | null {
  if (isEnded(state) || state.step.due <= at) return null;
  const { step } = state;
  const [before, period] = [state.terms.periods[step.period], terms.periods[step.period]];
  // A step that began because another fell due counts from that one's last day.
  const was = { period: before, due: step.due, bases: [step.since, plusMs(step.since, -1)] };
  const next = recounted(was, state.terms.calendar, period, terms.calendar);
  if (next === null || next.at <= at) return null;
  if (next.at === step.due && next.provisional === step.provisional) return null;
  const firstDue = step.firstDue === step.due ? next.at : step.firstDue;
  return { ...step, due: next.at, provisional: next.provisional, wakeAt: next.at, firstDue };
}
