import type { ProposalItem, ProposeReferral } from '../command.ts';
import { v1, type ReferralProposed } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { keeperSeats } from '../seats.ts';
import { subjectOf, type Body, type Proposed, type State, type SubjectKind } from '../state.ts';
import { stepFrom } from '../step.ts';

/** Enterprises are punished or handed to the courts, never held to account as officials are (domain §2.14, L7). */
const BODIES: Readonly<Record<SubjectKind, readonly Body[]>> = {
  publicOfficial: ['inspectorate', 'discipline', 'organization', 'police', 'procuratorate'],
  unit: ['inspectorate', 'discipline', 'organization', 'procuratorate'],
  enterprise: ['enforcement', 'police', 'procuratorate'],
};

/** Says for every subject once whether to refer it, and to whom, or why not; then the subjects are heard. */
export function proposeReferral(state: State, { body, actor, at }: ProposeReferral): CaseDecision {
  const items: { subject: string; proposed: Proposed }[] = [];
  for (const item of body.items) {
    const subject = subjectOf(state, item.subject);
    if (subject === null) return no('UnknownSubject', '案件中没有这个对象。');
    const proposed = proposedOf(item, subject.kind);
    if (proposed === null)
      return no('BodyNotForSubject', '移送去向与对象不符：公职人员和单位移送问题线索，企业移送执法或司法机关。');
    items.push({ subject: subject.key, proposed });
  }
  if (items.length !== state.subjects.length || new Set(items.map((i) => i.subject)).size !== items.length)
    return no('ProposalIncomplete', '请对每个对象提出且只提出一条建议：移送或不予移送。');
  const [holder] = keeperSeats(state, state.terms.county);
  return yes(
    v1<ReferralProposed>('ReferralProposed', {
      authority: body.authority ?? 'committee',
      items,
      report: body.report,
      by: actor.person,
      step: stepFrom(state.terms, 'hearing', holder, at),
    }),
  );
}

function proposedOf({ action, to, basis }: ProposalItem, kind: SubjectKind): Proposed | null {
  if (action === 'exempt') return { action, basis };
  return to !== undefined && BODIES[kind].includes(to) ? { action, to, basis } : null;
}
