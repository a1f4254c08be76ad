import { parseInstant } from '../../kernel/instant.ts';
import { appealedBy } from '../appeals.ts';
import type { CommandOf, InspectionBody } from '../command.ts';
import { happened } from '../event.ts';
import { leadSeat } from '../posts.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { endedAt, stepOf } from '../steps.ts';
import { isBoundByListing } from './listing.ts';
import { areOutsiders, officersOf } from './officers.ts';
import { asOf, blank, decided, itemsFrom, type Decide } from './parts.ts';
import { isControlled } from '../standing.ts';
import type { HazardState } from '../state.ts';

/** 核实: the hazard is real. After an appeal another person verifies. */
export const verify: Decide<'Verify'> = (state, command) => {
  const { body, at } = command;
  return (
    denied({ ...notVerifying(state, at), ...separated(state, command) }) ??
    inspectionDenied(state, command) ??
    decided(
      happened('HazardVerified', {
        note: body.note,
        evidence: body.evidence,
        items: itemsFrom(body.items ?? [], state.items),
        ...(body.inspection === undefined ? {} : { inspection: inspectionOf(body.inspection) }),
        step: stepOf(state, 'grade', at),
      }),
    )
  );
};

/** The inspection with its times as every instant is written. */
function inspectionOf(inspection: InspectionBody): InspectionBody {
  const { from, to } = inspection;
  return { ...inspection, from: parseInstant(from) ?? from, to: parseInstant(to) ?? to };
}

/** Why an inspection cannot be put on record as a 现场检查记录: two certified officers, in a time that is past (安全生产法 §67). */
function inspectionDenied(state: HazardState, { body, known, at }: CommandOf<'Verify'>) {
  const { inspection } = body;
  if (inspection === undefined) return null;
  const people = officersOf(known, inspection.officers);
  const [from, to] = [parseInstant(inspection.from), parseInstant(inspection.to)];
  return denied({
    UnknownPerson: people.includes(null),
    TwoOfficersNeeded: people.length < (state.terms.numbers['officersMin'] ?? 2),
    OfficerNotOfAuthority: areOutsiders(people),
    OfficerNotCertified: people.some((person) => person?.certified !== true),
    InspectionTimeWrong: from === null || to === null || from > to || to > at,
  });
}

/** 不属实, proposed; a second person decides. */
export const proposeRejection: Decide<'ProposeRejection'> = (state, command) => {
  const { body, at } = command;
  return (
    denied({ ...notVerifying(state, at), ReasonMissing: blank(body.reason), ...separated(state, command) }) ??
    decided(happened('RejectionProposed', { ...body, step: stepOf(state, 'rejection', at) }))
  );
};

/** The second person approves a rejection, or sends the matter back to be verified. */
export const decideRejection: Decide<'DecideRejection'> = (state, command) => {
  const { body, at } = command;
  const no = denied({
    NoRejectionPending: asOf(state, at).step !== 'rejection',
    ...separated(state, command),
    ReasonMissing: blank(body.reason),
    ReferralPending: body.decision === 'approve' && hasReferral(state),
    ControlStands: body.decision === 'approve' && isControlled(state),
  });
  if (no !== null) return no;
  const { reason } = body;
  if (body.decision === 'decline')
    return decided(happened('RejectionDeclined', { reason, step: stepOf(state, 'verify', at) }));
  return decided(happened('RejectionApproved', { reason, step: stepOf(state, 'appeal', at) }));
};

/** The reporter objects within the window: verified anew, by the unit's principal or above, whom no earlier judge can be. */
export const appeal: Decide<'Appeal'> = (state, { body, at, actor }) => {
  const no = denied({ AppealWindowOver: state.final, ReasonMissing: blank(body.reason) });
  if (no !== null) return no;
  const appealed = { ...state, rejection: appealedBy(state, actor, at) };
  const old = state.terms.rules < 3 ? leadSeat(state, 3) : undefined;
  return decided(happened('Appealed', { ...body, step: stepOf(appealed, 'verify', at, old) }));
};

/** 并案: the master is handled on; both numbers are kept. */
export const merge: Decide<'Merge'> = (state, command) => {
  const { body, known, at, actor } = command;
  const { master, reason } = body;
  const found = known?.matters?.[master];
  const no = denied({
    ...separated(state, command),
    MergeIntoSelf: master === state.id,
    MasterUnknown: found?.kind !== 'hazard',
    MasterNotOpen: found?.open !== true,
    MasterNumberDiffers: body.masterNumber !== undefined && body.masterNumber !== found?.number,
    MasterElsewhere:
      found?.region !== state.region || (found.lead !== state.lead && actor.unit !== state.terms.county.officeUnit),
    TransferPending: state.transfer !== null,
    ReferralPending: hasReferral(state),
    ControlStands: isControlled(state),
    ListedStays: isBoundByListing(state),
    ReasonMissing: blank(body.reason),
  });
  if (no !== null || found === undefined) return no ?? decided();
  return decided(happened('Merged', { master, masterNumber: found.number, reason, step: endedAt(at) }));
};

/** An L7 that waits for its decision: nothing may end the matter. */
export function hasReferral(state: HazardState): boolean {
  return state.proposals.some((proposal) => proposal.rung === 'refer');
}

/** Why a matter that is reported cannot be verified or graded just now. */
export function notVerifying(state: HazardState, at: Parameters<typeof asOf>[1]) {
  const { step } = asOf(state, at);
  return { RejectionPending: step === 'rejection', TransferPending: state.transfer !== null };
}
