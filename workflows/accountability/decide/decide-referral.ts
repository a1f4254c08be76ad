import { selvesOf } from '../../kernel/command.ts';
import type { DecideReferral } from '../command.ts';
import { v1, type ReferralApproved, type CaseDeclined } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { PAPERS_SINCE } from '../documents.ts';
import { keeperSeats } from '../seats.ts';
import { subjectOf, type Body, type Deciding, type State } from '../state.ts';
import { stepFrom } from '../step.ts';

/** A named person decides: all that was proposed is referred, or the named subjects of it, or nothing. */
export function decideReferral(state: State, { body, actor, known, at }: DecideReferral): CaseDecision {
  const { county } = state.terms;
  // Where everybody else is recused 县委 has both drafted and to decide; nobody is above it in the county.
  // The lifecycle table hears a decision only after a proposal.
  const { proposal } = state as Deciding;
  if (selvesOf(known, actor.person).includes(proposal.by) && actor.post !== county.partySecretary)
    return no('DeciderIsProposer', '提出移送建议的人不能审批自己的建议。');
  if (body.decision === 'decline') return yes(v1<CaseDeclined>('CaseDeclined', { reason: body.reason }));
  const chosen = body.subjects ?? state.subjects.flatMap((s) => (s.proposed?.action === 'refer' ? [s.key] : []));
  const referrals = new Map<Body, string[]>();
  for (const name of chosen) {
    const subject = subjectOf(state, name);
    if (subject === null) return no('UnknownSubject', '案件中没有这个对象。');
    if (subject.proposed?.action !== 'refer') return no('NothingToRefer', '所选对象建议不予移送，不能直接决定移送。');
    const { to } = subject.proposed;
    // A subject may be named by its key and by its id.
    referrals.set(to, [...new Set([...(referrals.get(to) ?? []), subject.key])]);
  }
  if (referrals.size === 0) return no('NothingToRefer', '没有建议移送的对象，请作出不予移送的决定。');
  if (body.document === undefined && state.terms.rules < PAPERS_SINCE)
    return no('ReferralNeedsDocument', '决定移送须填写移送函文号。');
  const [holder] = keeperSeats(state, county);
  return yes(
    v1<ReferralApproved>('ReferralApproved', {
      referrals: [...referrals].map(([to, subjects]) => ({ to, subjects })),
      document: body.document ?? null,
      reason: body.reason,
      step: stepFrom(state.terms, 'firstAsk', holder, at),
    }),
  );
}
