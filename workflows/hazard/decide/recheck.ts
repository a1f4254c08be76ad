import type { CommandOf } from '../command.ts';
import { happened } from '../event.ts';
import { PAPERS_SINCE } from '../documents.ts';
import type { RecheckRecord } from '../matter.ts';
import { isOrderUnfinished } from '../papers.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { isControlled } from '../standing.ts';
import type { HazardState } from '../state.ts';
import { stepOf } from '../steps.ts';
import { townshipTasked } from '../urging.ts';
import { again } from './again.ts';
import { authorityDenied, isTakenOver, isUncertified, officersOf } from './officers.ts';
import { blank, decided, namesAll, once, pendingItems, type Decide } from './parts.ts';

/** 复查, item by item, by officers none of whom rectified. What failed goes back with its next due date. */
export const recheck: Decide<'Recheck'> = (state, command) => {
  const { body, at, actor } = command;
  const next = again(state, 'recheckFailed', body.limit, at);
  const failed = body.items.filter((item) => item.result === 'failed').map((item) => item.id);
  const no =
    officersDenied(state, command) ??
    denied({
      SiteVisitMissing: state.severity === 'major' && !body.onSite,
      SignatureMissing: !body.signature.signed && blank(body.signature.refusalNote),
      ItemsMissing: !namesAll(pendingItems(state), body.items),
      EvidenceMissing: body.evidence.length === 0,
      DocumentMissing: body.opinionNumber === undefined && state.terms.rules < PAPERS_SINCE,
      OrderNotIssued: isOrderUnfinished(state),
      ControlStands: state.severity === 'major' && failed.length === 0 && isControlled(state),
    }) ??
    (failed.length === 0 ? null : next.denied);
  if (no !== null) return no;
  const { officers, items, onSite, opinionNumber = null, opinion, signature, evidence } = body;
  const said = { officers: once(officers), items, onSite, opinionNumber, opinion, signature, evidence };
  if (failed.length > 0)
    return decided(
      happened('RecheckFailed', { ...said, due: next.due, step: stepOf(state, 'rectify', at) }),
      ...townshipTasked(state, next.due, at),
    );
  const record: RecheckRecord = { round: state.round, at, officers, leader: actor, passed: true, failedItems: [] };
  const step = stepOf({ ...state, rechecks: [...state.rechecks, record] }, 'closeout', at);
  return decided(happened('RecheckPassed', { ...said, step }));
};

/** Why these people may not recheck this hazard: separation of duties is by person. */
function officersDenied(state: HazardState, command: CommandOf<'Recheck'>) {
  const { body, known, actor } = command;
  const { numbers } = state.terms;
  const isMajor = state.severity === 'major';
  const officers = once(body.officers);
  const people = officersOf(known, officers);
  const order = state.assignment?.order?.type;
  const isEnforcement = order === 'rectifyOrder' || order === 'onSiteDecision';
  return denied({
    UnknownPerson: people.includes(null),
    OfficersTooFew: officers.length < ((isMajor ? numbers['officersMinMajor'] : numbers['officersMin']) ?? 2),
    ActorNotAmongOfficers: !officers.includes(actor.person),
    ...separated(state, command),
    ExpertMissing: isMajor && !people.some((person) => person?.role === 'expert'),
    OfficerNotCertified: isEnforcement && isUncertified(state, people),
    CrossRecheckNeeded: isTakenOver(state) && people.some((person) => person !== null && person.unit === state.lead),
    ...authorityDenied(state, people),
  });
}
