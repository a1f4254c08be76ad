import type { AnswerReferral } from '../command.ts';
import {
  v1,
  type CaseConcluded,
  type CaseReturned,
  type CaseEvent,
  type ReferralAccepted,
  type ReferralRefused,
} from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { keeperSeats } from '../seats.ts';
import { isPending, type Referral, type Referred, type State, type Subject } from '../state.ts';
import { stepFrom } from '../step.ts';

/** Records a body's answer: the first acceptance begins the handling, the last refusal may end the case. */
export function answerReferral(state: State, { body, at }: AnswerReferral): CaseDecision {
  // The lifecycle table hears answers only where something was referred.
  const { referrals } = state as Referred;
  const referral = referrals.find((r) => r.to === body.to);
  if (referral === undefined) return no('NotReferredThere', '本案没有向该机关移送线索。');
  if (referral.answer !== null) return no('ReferralAlreadyAnswered', '该机关已经答复。');
  const { to, document } = body;
  if (body.answer === 'accepted') {
    const [holder] = keeperSeats(state, state.terms.county);
    const step = state.status === 'handling' ? state.step : stepFrom(state.terms, 'ask', holder, at);
    return yes(v1<ReferralAccepted>('ReferralAccepted', { to, document, step }));
  }
  const refused = v1<ReferralRefused>('ReferralRefused', { to, document, reason: body.reason ?? null });
  const after = referrals.map((r) => (r === referral ? { ...r, answer: { accepted: false, document, at } } : r));
  return yes(refused, ...ending(after, state.subjects));
}

/** The event that ends the case once no body has anything left to say: concluded, or returned when none accepted. */
export function ending(referrals: readonly Referral[], subjects: readonly Subject[]): CaseEvent[] {
  if (subjects.some((s) => isPending(referrals, s))) return [];
  return referrals.some((r) => r.answer?.accepted === true)
    ? [v1<CaseConcluded>('CaseConcluded', {})]
    : [v1<CaseReturned>('CaseReturned', {})];
}
