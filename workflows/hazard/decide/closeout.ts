import type { KnownPerson } from '../../kernel/command.ts';
import type { PersonId } from '../../kernel/terms.ts';
import type { Instant } from '../../kernel/instant.ts';
import { happened, type HazardEvent } from '../event.ts';
import { arePapersUnfinished } from '../papers.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { isControlled } from '../standing.ts';
import type { HazardState } from '../state.ts';
import { afterCloseout, endedAt, stepOf } from '../steps.ts';
import { townshipTasked } from '../urging.ts';
import { again } from './again.ts';
import { endedByCloseout, endedListing } from './listing.ts';
import { authorityDenied, isUncertified, officersOf } from './officers.ts';
import { assignmentOr, blank, decided, namesAll, once, pendingItems, personOf, type Decide } from './parts.ts';
import { hasReferral } from './verification.ts';

/** 销号, one rank above the rechecker: its number cannot be used twice. Refused, it is rechecked anew. */
export const decideCloseout: Decide<'DecideCloseout'> = (state, command) => {
  const { body, at } = command;
  const no = denied({
    ...separated(state, command),
    ReasonMissing: blank(body.reason),
    ListingUndecided: body.decision === 'approve' && state.severity === 'major' && isListingUndecided(state),
    ControlStands: body.decision === 'approve' && isControlled(state),
    PapersUnfinished: body.decision === 'approve' && arePapersUnfinished(state),
  });
  if (no !== null) return no;
  const { reason } = body;
  if (body.decision === 'refuse')
    return decided(happened('CloseoutRefused', { reason, step: stepOf(state, 'recheck', at) }));
  return decided(
    happened('CloseoutApproved', { reason, closeoutNumber: closeoutNumber(state), step: afterCloseout(state, at) }),
    ...endedByCloseout(state, at),
  );
};

/** 当场整改销号: the lawful fast path of a general hazard, and the only one (安全生产法 §65). */
export const rectifyOnTheSpot: Decide<'RectifyOnTheSpot'> = (state, command) => {
  const { body, known, at, actor } = command;
  const officers = once(body.officers);
  const people = officersOf(known, officers);
  const no = denied({
    TransferPending: state.transfer !== null,
    RejectionPending: state.rejection?.decision === 'pending',
    MajorNotOnTheSpot: state.severity === 'major',
    ControlStands: isControlled(state),
    RectifierMissing: body.rectifiedBy.length === 0,
    UnknownPerson: people.includes(null),
    OfficersTooFew: officers.length < (state.terms.numbers['officersMin'] ?? 2),
    ActorNotAmongOfficers: !officers.includes(actor.person),
    ...separated(state, command),
    RectifierNotOfUnit: body.rectifiedBy.some((person) => isOfAnotherUnit(state, personOf(known, person))),
    OfficerNotCertified: isUncertified(state, people),
    ...authorityDenied(state, people),
    ItemsMissing: !namesAll(pendingItems(state), body.items),
    EvidenceMissing: body.items.some((item) => item.evidence.length === 0),
    SignatureMissing: !body.signature.signed && blank(body.signature.refusalNote),
  });
  if (no !== null) return no;
  const { rectifiedBy, items, opinion, signature } = body;
  const said = { rectifiedBy, officers, items, opinion, signature, closeoutNumber: closeoutNumber(state) };
  const rectified = happened('RectifiedOnTheSpot', { ...said, step: afterCloseout(state, at) });
  return decided(rectified, ...endedByCloseout(state, at));
};

/** 回头看 by people who did not recheck: passed, the matter is archived; failed, it is rectified anew. */
export const lookBack: Decide<'LookBack'> = (state, command) => {
  const { body, at, actor } = command;
  const no =
    denied({
      OfficersTooFew: body.officers.length === 0,
      ...separated(state, command),
      EvidenceMissing: body.evidence.length === 0,
      ReferralPending: body.result === 'passed' && hasReferral(state),
    }) ?? (body.result === 'failed' ? again(state, 'reopened', body.limit, at).denied : null);
  if (no !== null) return no;
  const said = { officers: once(body.officers), note: body.note, evidence: body.evidence };
  if (body.result === 'passed') return decided(happened('LookBackPassed', { ...said, step: endedAt(at) }));
  return decided(
    happened('LookBackFailed', said),
    ...reopened(state, `回头看不合格：${body.note}`, body, at, actor.person),
  );
};

/** New evidence against a closed hazard: it is rectified anew, in the next round. */
export const reopen: Decide<'Reopen'> = (state, { body, at, actor }) =>
  denied({ EvidenceMissing: body.evidence.length === 0, ReasonMissing: blank(body.reason) }) ??
  again(state, 'reopened', body.limit, at).denied ??
  decided(...reopened(state, body.reason, body, at, actor.person));

/** 关闭取缔: the government's decision and the proof that it was carried out are in the command (安全生产法 §113). */
export const abolish: Decide<'Abolish'> = (state, command) => {
  const { body, at } = command;
  const no = denied({
    ...separated(state, command),
    EvidenceMissing: body.evidence.length === 0,
    ReasonMissing: blank(body.reason) || blank(body.decisionNumber),
    ReferralPending: hasReferral(state),
  });
  return no ?? decided(happened('Abolished', { ...body, step: endedAt(at) }), ...endedListing(state, '关闭取缔', at));
};

/** Whether the register has somebody in another unit than the one that rectifies, whose people it knows. Not asked before rules 4. */
function isOfAnotherUnit({ terms, subject, assignment, chains }: HazardState, person: KnownPerson | null): boolean {
  const unit = assignment?.unit ?? subject;
  const ranks = unit === null ? undefined : chains[unit]?.ranks;
  if (terms.rules < 4 || person === null || unit === null || Object.keys(ranks ?? {}).length === 0) return false;
  return person.unit !== unit && !(person.posts ?? []).some((post) => post.unit === unit);
}

function isListingUndecided(state: HazardState): boolean {
  return state.proposals.some((proposal) => proposal.rung === 'list');
}

function closeoutNumber(state: HazardState): string {
  return `${state.number}-XH${(state.closeouts.length + 1).toString()}`;
}

function reopened(
  state: HazardState,
  reason: string,
  body: { readonly evidence: readonly string[]; readonly limit?: number },
  at: Instant,
  by: PersonId,
): readonly HazardEvent[] {
  const { due } = again(state, 'reopened', body.limit, at);
  const assignment = assignmentOr(state, by, at);
  const anew = { ...state, assignment };
  const step = stepOf(anew, 'rectify', at);
  return [
    happened('Reopened', { reason, evidence: body.evidence, due, assignment, step }),
    ...townshipTasked(anew, due, at),
  ];
}
