import { dueAfter } from '../../kernel/deadline.ts';
import { recipientsOf } from '../effects/told.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { waitFrom } from '../special-period.ts';
import { decidersOf } from '../supervised.ts';
import { RUNGS } from '../supervision.ts';
import { isBoundByListing, listedBy } from './listing.ts';
import { transferTakenBack } from './transfer.ts';
import { blank, decided, type Decide } from './parts.ts';

/** 签发 or decline of a proposed act by whose turn it is, or who stands above. Declining is an act of record. */
export const decideRung: Decide<'DecideRung'> = (state, command) => {
  const { body, at, actor } = command;
  const proposal = state.proposals.find((p) => p.rung === body.rung && p.clock === body.clock);
  const no = denied({
    NoSuchProposal: proposal === undefined,
    NotYourTurn: proposal !== undefined && !decidersOf(state, proposal).includes(actor.post),
    ...separated(state, command),
    ReasonMissing: body.decision === 'decline' && blank(body.reason),
  });
  if (no !== null || proposal === undefined) return no ?? decided();
  const { key, rowId, rung, clock, dueAt } = proposal;
  const version = state.fired.findLast((fired) => fired.key === key)?.version ?? 0;
  const said = { key, rowId, rung, clock, version, dueAt };
  if (body.decision === 'decline') return decided(happened('RungDeclined', { ...said, reason: body.reason ?? '' }));
  const row = state.terms.ladder.find((r) => r.id === rowId);
  const reply = row?.replyWait ?? null;
  const wait = reply === null ? null : waitFrom(state.terms, reply, at);
  const replyDue =
    wait === null ? null : dueAfter({ ...wait, roll: false, basis: '', verified: false }, at, state.terms.calendar).at;
  const reached = row === undefined ? {} : recipientsOf(state, row);
  const issued = happened('RungIssued', { ...said, document: body.document ?? null, replyDue, ...reached });
  const listed = listedBy(state, rung, at);
  // No silence carries a listed hazard away: a transfer that waits is taken back.
  const back =
    listed.length > 0 && state.transfer !== null ? [transferTakenBack(state, '已挂牌督办，移送收回', at)] : [];
  return decided(issued, ...listed, ...back);
};

/** The reply, or undertaking, that an issued act asked for. */
export const replyToSupervision: Decide<'ReplyToSupervision'> = (state, { body }) => {
  const owed = state.acts.find(
    (act) =>
      act.rung === body.rung &&
      act.clock === body.clock &&
      act.replyDue !== null &&
      act.repliedAt === null &&
      act.withdrawnAt === null,
  );
  const no = denied({ NoReplyOwed: owed === undefined, ReasonMissing: blank(body.text) });
  if (no !== null || owed === undefined) return no ?? decided();
  const { text, evidence } = body;
  return decided(
    happened('SupervisionAnswered', { key: owed.key, rung: owed.rung, clock: owed.clock, text, evidence }),
  );
};

/** The level falls only by a person's word, with a reason; below 挂牌 only once it is delisted. */
export const lowerLevel: Decide<'LowerLevel'> = (state, command) => {
  const { body } = command;
  const no = denied({
    ...separated(state, command),
    LevelNotLower: !Number.isInteger(body.to) || body.to < 0 || body.to >= state.level,
    ListedKeepsLevel: isBoundByListing(state) && body.to < RUNGS.indexOf('list') + 1,
    ReasonMissing: blank(body.reason),
  });
  return no ?? decided(happened('LevelLowered', body));
};

/** A reason for L7 at once; the ladder proposes it at this very moment. */
export const raiseGround: Decide<'RaiseGround'> = (state, { body }) =>
  denied({
    GroundNotMajor: body.ground === 'inaction' && state.severity !== 'major',
    EvidenceMissing: body.evidence.length === 0,
    ReasonMissing: blank(body.note),
  }) ?? decided(happened('GroundRaised', { ground: { kind: body.ground, note: body.note, evidence: body.evidence } }));

/** A correction is added; what it corrects stays as it was written. */
export const correctRecord: Decide<'CorrectRecord'> = (state, command) =>
  denied({ ...separated(state, command), ReasonMissing: blank(command.body.reason) }) ??
  decided(happened('RecordCorrected', command.body));
