import type { Decision } from '../../kernel/definition.ts';
import type { CommandOf } from '../command.ts';
import { happened, type HazardEvent } from '../event.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { isControlled } from '../standing.ts';
import type { HazardState } from '../state.ts';
import { endedAt, stepOf } from '../steps.ts';
import { cannotReceive } from './jurisdiction.ts';
import { isBoundByListing } from './listing.ts';
import { asOf, blank, chainOf, decided, type Decide } from './parts.ts';
import { hasReferral, notVerifying } from './verification.ts';

/** 移送 (安全生产法 §69): sent to the unit whose duty it is. It stays here until it is accepted. */
export const transfer: Decide<'Transfer'> = (state, command) => {
  const { body, known, at, actor } = command;
  const chain = chainOf(known, body.to);
  const no = denied({
    ...notVerifying(state, at),
    ...separated(state, command),
    UnknownUnit: chain === null,
    TransferToSelf: body.to === state.lead || body.to === actor.unit,
    NoJurisdiction: cannotReceive(chain, state),
    ReferralPending: hasReferral(state),
    ControlStands: isControlled(state),
    ListedNotTransferred: isBoundByListing(state),
    ReasonMissing: blank(body.reason),
  });
  if (no !== null || chain === null) return no ?? decided();
  return decided(sent(state, { ...body, chain, outside: chain.kind === 'outside' }, at, actor.person));
};

/** The receiver accepts or objects; for a body outside the register its acceptance is recorded with the proof. */
export const answerTransfer: Decide<'AnswerTransfer'> = (state, command) => {
  const { body, at, actor } = command;
  const { transfer: pending } = state;
  const waits = ['transfer', 'chase'].includes(asOf(state, at).step);
  const isReceiver = actor.unit === pending?.to;
  const no = denied({
    NoTransferPending: pending === null || !waits,
    NotReceiver: pending !== null && isReceiver === pending.outside,
    ...separated(state, command),
    ReceiptMissing: pending?.outside === true && body.answer === 'accept' && body.evidence.length === 0,
    ReasonMissing: body.answer === 'object' && blank(body.reason),
    ReferralPending: body.answer === 'accept' && hasReferral(state),
  });
  if (no !== null) return no;
  if (body.answer === 'accept') return accepted(state, body.reason, body.evidence, at);
  return decided(
    happened('TransferObjected', { reason: body.reason, evidence: body.evidence, step: stepOf(state, 'dispute', at) }),
  );
};

/** 安委办 decides an objected transfer: it stands, comes back, or goes to a third unit (安全生产法 §10). */
export function adjudicateTransfer(state: HazardState, command: CommandOf<'Adjudicate'>): Decision<HazardEvent> {
  const { body, known, at, actor } = command;
  const chain = body.unit === undefined ? null : chainOf(known, body.unit);
  const no = denied({
    ...separated(state, command),
    AdjudicationUnitMissing: body.decision === 'other' && body.unit === undefined,
    UnknownUnit: body.decision === 'other' && chain === null,
    TransferToSelf: body.decision === 'other' && body.unit === state.lead,
    NoJurisdiction: body.decision === 'other' && cannotReceive(chain, state),
    ReasonMissing: blank(body.reason),
    ReferralPending: body.decision !== 'returned' && hasReferral(state),
  });
  if (no !== null) return no;
  const { reason } = body;
  if (body.decision === 'returned') return decided(transferTakenBack(state, reason, at));
  const to =
    body.decision === 'other'
      ? chain
      : chainOf({ units: state.chains, people: {} }, state.transfer?.to ?? state.region);
  if (to === null) return decided();
  const outside = to.kind === 'outside';
  // Nobody here can order an outside body: only its recorded acceptance ends the matter.
  if (outside) return decided(sent(state, { to: to.unit, chain: to, outside, reason, evidence: [] }, at, actor.person));
  return decided(
    happened('TransferAccepted', {
      to: to.unit,
      chain: to,
      outside,
      deemed: false,
      reason,
      evidence: [],
      step: endedAt(at),
    }),
  );
}

/** A transfer that waits comes back to where it was sent from. */
export function transferTakenBack(
  state: HazardState,
  reason: string,
  at: CommandOf<'Transfer'>['at'],
): Extract<HazardEvent, { type: 'TransferReturned' }> {
  const step = stepOf({ ...state, transfer: null }, state.status === 'registered' ? 'grade' : 'verify', at);
  return happened('TransferReturned', { reason, step });
}

function sent(
  state: HazardState,
  data: Omit<Extract<HazardEvent, { type: 'TransferSent' }>['data'], 'step'>,
  at: CommandOf<'Transfer'>['at'],
  by: CommandOf<'Transfer'>['actor']['person'],
) {
  const { to, outside, reason } = data;
  const draft = {
    ...state,
    transfer: { to, outside, reason, sentBy: by, sentAt: at, objection: null, accepted: null },
  };
  return happened('TransferSent', { ...data, step: stepOf(draft, 'transfer', at) });
}

function accepted(
  state: HazardState,
  reason: string,
  evidence: readonly string[],
  at: CommandOf<'Transfer'>['at'],
): Decision<HazardEvent> {
  const { transfer: pending } = state;
  const chain = pending === null ? undefined : state.chains[pending.to];
  if (pending === null || chain === undefined) throw new Error(`${state.id} was sent to nobody`);
  const { to, outside } = pending;
  return decided(
    happened('TransferAccepted', { to, chain, outside, deemed: false, reason, evidence, step: endedAt(at) }),
  );
}
