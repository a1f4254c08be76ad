import type { Instant } from '../../kernel/instant.ts';
import type { Chain, PostId } from '../../kernel/terms.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { currentDue, currentStep } from '../running.ts';
import { separated } from '../separation.ts';
import type { HazardState } from '../state.ts';
import { afterAcceptance, stepOf } from '../steps.ts';
import { runningStay } from '../stays.ts';
import { townshipTasked } from '../urging.ts';
import { lacksJurisdiction } from './jurisdiction.ts';
import { adjudicateTransfer } from './transfer.ts';
import { addressee, asOf, blank, chainOf, decided, hasPost, type Decide } from './parts.ts';

/** 签收: the named unit takes the work on. T runs from the order's service, not from here. */
export const accept: Decide<'Accept'> = (state, { at }) =>
  denied({ AwaitingAdjudication: asOf(state, at).step === 'adjudicate' }) ??
  decided(happened('AssignmentAccepted', { ...afterAcceptance(state, at), deemed: false }));

/** 退回: once, with a reason; then 安委办 decides. */
export const returnAssignment: Decide<'ReturnAssignment'> = (state, { body, at }) =>
  denied({
    AwaitingAdjudication: asOf(state, at).step === 'adjudicate',
    AlreadyReturned: (state.assignment?.returns ?? 0) >= (state.terms.numbers['returnsMax'] ?? 1),
    ReasonMissing: blank(body.reason),
  }) ?? decided(happened('AssignmentReturned', { ...body, step: stepOf(state, 'adjudicate', at) }));

/** 裁定: of an objected transfer, or of a returned assignment, which stands or goes to another unit. */
export const adjudicate: Decide<'Adjudicate'> = (state, command) => {
  const { body, known, at } = command;
  const { step } = asOf(state, at);
  if (step === 'dispute') return adjudicateTransfer(state, command);
  const chain = body.unit === undefined ? null : chainOf(known, body.unit);
  const no = denied({
    ...separated(state, command),
    NothingToAdjudicate: step !== 'adjudicate',
    AdjudicationNotHere: body.decision === 'returned',
    AdjudicationUnitMissing: body.decision === 'other' && body.unit === undefined,
    UnknownUnit: body.decision === 'other' && chain === null,
    SameUnit: body.decision === 'other' && body.unit === state.assignment?.unit,
    ReasonMissing: blank(body.reason),
  });
  if (no !== null) return no;
  const { reason } = body;
  if (body.decision === 'stands' || chain === null)
    return decided(happened('AssignmentUpheld', { reason, ...afterAcceptance(state, at) }));
  const to = movedTo(state, chain, undefined, at);
  return decided(happened('AssignmentMoved', { ...to.seat, chain, reason, step: to.step }), ...to.urging);
};

/** 改派: another unit rectifies while T runs on, or 安委办 names another supervising unit. */
export const reassign: Decide<'Reassign'> = (state, command) => {
  const { body, known, at, actor } = command;
  const chain = chainOf(known, body.unit);
  const { county } = state.terms;
  const isOffice = actor.unit === county.officeUnit;
  const rectifier = body.part === 'rectifier';
  const no = denied({
    ...separated(state, command),
    UnknownUnit: chain === null,
    PostNotInUnit: chain !== null && !hasPost(chain, body.post),
    ReasonMissing: blank(body.reason),
    OnlyOfficeReassigns: !rectifier && !isOffice,
    NoJurisdiction: !rectifier && lacksJurisdiction(chain, state),
    NotAssignedYet: rectifier && state.assignment === null,
    TooLateToReassign: rectifier && ['rechecking', 'closing'].includes(state.status),
    AwaitingAdjudication: rectifier && asOf(state, at).step === 'adjudicate',
    SameUnit: body.unit === (rectifier ? state.assignment?.unit : state.lead),
  });
  if (no !== null || chain === null) return no ?? decided();
  const { unit, reason } = body;
  if (rectifier) {
    const to = movedTo(state, chain, body.post, at);
    return decided(happened('RectifierReassigned', { ...to.seat, chain, reason, step: to.step }), ...to.urging);
  }
  const draft = { ...state, lead: unit, chains: { ...state.chains, [unit]: chain } };
  const { name } = currentStep(state);
  return decided(
    happened('SupervisorReassigned', {
      unit,
      chain,
      reason,
      step: LEAD_STEPS.includes(name) ? stepOf(draft, name, at) : null,
    }),
  );
};

/** Steps that the supervising unit holds: a new unit begins them anew. */
const LEAD_STEPS: readonly string[] = ['verify', 'rejection', 'grade', 'assign', 'planReview', 'recheck', 'closeout'];

/** What another rectifier brings: whose work it is now, who has to accept it, and what the township is asked to see to. */
function movedTo(state: HazardState, chain: Chain, post: PostId | undefined, at: Instant) {
  if (state.assignment === null) throw new Error(`${state.id} was never assigned`);
  const seat = { unit: chain.unit, post: addressee(chain, post, state.terms.county.officeDesk) };
  const moved = { ...state, assignment: { ...state.assignment, ...seat } };
  // While T is stayed there is nothing to urge: the task comes with the end of the stay.
  const urging = runningStay(state) === null ? townshipTasked(moved, currentDue(state), at) : [];
  return { seat, step: stepOf(moved, 'accept', at), urging };
}
