import { heardIn } from '../kernel/lifecycle.ts';
import type { Decision } from '../kernel/definition.ts';
import { refuse } from '../kernel/refusal.ts';
import { isFounded } from './clocks.ts';
import type { Bodies, CommandOf, CommandType, HazardCommand } from './command.ts';
import { abolish, decideCloseout, lookBack, rectifyOnTheSpot, reopen } from './decide/closeout.ts';
import { assign } from './decide/assignment.ts';
import { cutSupply, imposeControl, requestResumption, restoreSupply } from './decide/control.ts';
import { decideExtension, requestExtension } from './decide/extension.ts';
import { decideGrade, grade } from './decide/grading.ts';
import { delist } from './decide/listing.ts';
import { liftStay, stayClock } from './decide/stay.ts';
import { missWithdrawn, recordUrging } from './decide/urging.ts';
import { reviseTerms } from './decide/revision.ts';
import { handOver } from './decide/hand-over.ts';
import { hear } from './decide/hear.ts';
import { open } from './decide/opening.ts';
import { asOf, decided, type Decide } from './decide/parts.ts';
import { decidePlan, submitPlan } from './decide/plan.ts';
import { accept, adjudicate, reassign, returnAssignment } from './decide/receipt.ts';
import { recheck } from './decide/recheck.ts';
import { replacePaper } from './decide/replacement.ts';
import { recordService } from './decide/service.ts';
import { reportProgress, submitAssist, submitRectification } from './decide/rectification.ts';
import { decideResumption } from './decide/resumption.ts';
import { correctRecord, decideRung, lowerLevel, raiseGround, replyToSupervision } from './decide/supervision.ts';
import { answerTransfer, transfer } from './decide/transfer.ts';
import { appeal, decideRejection, merge, proposeRejection, verify } from './decide/verification.ts';
import { happened, type HazardEvent } from './event.ts';
import { LIFECYCLE } from './lifecycle.ts';
import { relationsOf } from './relations.ts';
import type { HazardState } from './state.ts';
import { inStead } from './stead.ts';
import { foldAt, wake } from './wake.ts';

type Deciders = { readonly [T in Exclude<CommandType, 'Report' | 'Import'>]: Decide<T> };

const DECIDERS: Deciders = {
  Verify: verify,
  ProposeRejection: proposeRejection,
  DecideRejection: decideRejection,
  Appeal: appeal,
  Merge: merge,
  Transfer: transfer,
  AnswerTransfer: answerTransfer,
  Grade: grade,
  DecideGrade: decideGrade,
  Assign: assign,
  Reassign: reassign,
  RecordService: recordService,
  ReplacePaper: replacePaper,
  Accept: accept,
  ReturnAssignment: returnAssignment,
  Adjudicate: adjudicate,
  SubmitPlan: submitPlan,
  DecidePlan: decidePlan,
  ReportProgress: reportProgress,
  RequestExtension: requestExtension,
  DecideExtension: decideExtension,
  SubmitAssist: submitAssist,
  SubmitRectification: submitRectification,
  Recheck: recheck,
  DecideCloseout: decideCloseout,
  LookBack: lookBack,
  Reopen: reopen,
  Abolish: abolish,
  RectifyOnTheSpot: rectifyOnTheSpot,
  DecideRung: decideRung,
  ReplyToSupervision: replyToSupervision,
  LowerLevel: lowerLevel,
  RaiseGround: raiseGround,
  CorrectRecord: correctRecord,
  ImposeControl: imposeControl,
  RequestResumption: requestResumption,
  DecideResumption: decideResumption,
  CutSupply: cutSupply,
  RestoreSupply: restoreSupply,
  StayClock: stayClock,
  LiftStay: liftStay,
  Delist: delist,
  ReviseTerms: reviseTerms,
  RecordUrging: recordUrging,
  Wake: (state, { at, body }) => decided(...wake(state, at), ...resent(body)),
  HandOver: handOver,
  Hear: hear,
};

/** A wake that the auditor sent again says so after what it brought. */
function resent({ resentFor }: Bodies['Wake']): readonly HazardEvent[] {
  return resentFor === undefined ? [] : [happened('WakeResent', { dueAt: resentFor, by: 'auditor' })];
}

/** Events or a refusal. Pure: the same state and command give the same answer, whenever they are heard. */
export function decide(state: HazardState | null, command: HazardCommand): Decision<HazardEvent> {
  if (state === null) return open(command);
  if (command.type === 'Report' || command.type === 'Import')
    return { refusal: refuse('AlreadyOpened', '事项已经立案。') };
  if (!(command.type in DECIDERS)) return { refusal: refuse('UnknownCommand', '没有这种操作。') };
  const { status } = asOf(state, command.at);
  const refusal = heardIn(LIFECYCLE, command.type, status, relationsOf(state, command.actor, command.at));
  if (refusal !== null) return { refusal };
  const decision = decideOne(state, command);
  if ('refusal' in decision || command.type === 'Wake') return decision;
  const events = inStead(state, command.known, decision.events);
  return decided(...events, ...withdrawn(state, command, events), ...missWithdrawn(state, command, events));
}

function decideOne<T extends keyof Deciders>(state: HazardState, command: CommandOf<T>): Decision<HazardEvent> {
  return DECIDERS[command.type](state, command);
}

/** What was received in time counts as in time: rungs that fired since and would not have been due are withdrawn. */
function withdrawn(state: HazardState, command: HazardCommand, events: readonly HazardEvent[]): readonly HazardEvent[] {
  const since = state.fired.filter((fired) => fired.withdrawnAt === null && fired.dueAt >= command.at);
  if (since.length === 0) return [];
  const after = foldAt(state, events, command.at, command.actor);
  const stands = (key: string): boolean => after.fired.some((fired) => fired.key === key && fired.withdrawnAt === null);
  return since
    .filter((fired) => stands(fired.key) && !isFounded(after, fired))
    .map(({ key, rowId, rung, clock, version, dueAt }) =>
      happened('RungWithdrawn', { key, rowId, rung, clock, version, dueAt, because: '在期限内提交，办理在后' }),
    );
}
