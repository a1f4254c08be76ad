import type { RecordOutcome } from '../command.ts';
import { v1, type OutcomeRecorded } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { subjectOf, type Referred, type State } from '../state.ts';
import { ending } from './answer-referral.ts';

/** Records what a body decided on a subject; its text stays sealed. With the last one the case is concluded. */
export function recordOutcome(state: State, { body, at }: RecordOutcome): CaseDecision {
  const subject = subjectOf(state, body.subject);
  if (subject === null) return no('UnknownSubject', '案件中没有这个对象。');
  if (subject.outcome !== null) return no('OutcomeAlreadyRecorded', '该对象的处理结果已经登记。');
  const { document, outcome } = body;
  // The lifecycle table hears outcomes only where something was referred.
  const { referrals } = state as Referred;
  const referral = referrals.find((r) => r.subjects.includes(subject.key));
  if (referral?.answer?.accepted !== true)
    return no('ReferralNotAccepted', '该对象的线索未移送或未被受理，不能登记处理结果。');
  const recorded = v1<OutcomeRecorded>('OutcomeRecorded', { subject: subject.key, document, outcome });
  const after = state.subjects.map((s) => (s === subject ? { ...s, outcome: { text: outcome, document, at } } : s));
  return yes(recorded, ...ending(referrals, after));
}
