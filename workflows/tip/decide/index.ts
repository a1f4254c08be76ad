import { heardIn } from '../../kernel/lifecycle.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { TipCommand } from '../command.ts';
import { happened } from '../event.ts';
import { LIFECYCLE } from '../lifecycle.ts';
import { relationsOf } from '../relations.ts';
import type { State } from '../state.ts';
import { wake } from '../wake.ts';
import { answerTip } from './answer.ts';
import { handOver } from './hand-over.ts';
import { hear } from './hear.ts';
import { decideDismissal, declineTip, markDuplicate } from './dismissal.ts';
import { acceptTip, giveTip, returnTip } from './intake.ts';
import { decideMoreTime, requestMoreTime } from './more-time.ts';
import { decided, type Decide, type Open, type TipDecision } from './parts.ts';
import { reviseTerms } from './revise-terms.ts';
import { decideReward, proposeReward, recordPenalty } from './rewarding.ts';
import { verifyTip } from './verification.ts';

type Deciders = { readonly [T in Exclude<TipCommand['type'], 'GiveTip'>]: Decide<T> };

/** What is due by now; a wake that the auditor sent again says so after it. */
const awake: Decide<'Wake'> = (state, { at, body }) => {
  const woken = wake(state, at);
  if ('refusal' in woken || body.resentFor === undefined) return woken;
  return decided(...woken.events, happened('WakeResent', { dueAt: body.resentFor, by: 'auditor' }));
};

const DECIDERS: Deciders = {
  AcceptTip: acceptTip,
  DeclineTip: declineTip,
  MarkDuplicate: markDuplicate,
  DecideDismissal: decideDismissal,
  ReturnTip: returnTip,
  VerifyTip: verifyTip,
  RequestMoreTime: requestMoreTime,
  DecideMoreTime: decideMoreTime,
  RecordPenalty: recordPenalty,
  AnswerTip: answerTip,
  ProposeReward: proposeReward,
  DecideReward: decideReward,
  HandOver: handOver,
  ReviseTerms: reviseTerms,
  Wake: awake,
  Hear: hear,
};

/** Events, or why not: first what the lifecycle table says, then the command's own rules. */
export function decide(state: State | null, command: TipCommand): TipDecision {
  const { type, actor } = command;
  if (!LIFECYCLE.some((row) => row.command === type))
    return { refusal: refuse('UnknownCommand', '举报不受理这种操作。') };
  if (command.type === 'GiveTip')
    return state === null ? giveTip(command) : { refusal: refuse('AlreadyOpened', '该举报已经登记。') };
  if (state === null) return { refusal: refuse('NotOpened', '该举报尚未登记。') };
  const refusal = heardIn(LIFECYCLE, type, state.status, relationsOf(state, actor));
  if (refusal !== null) return { refusal };
  // The type chooses the rule of its own command, and no status that hears anything is without a step.
  const rule = DECIDERS[command.type] as (state: Open, command: TipCommand) => TipDecision;
  return rule(state as Open, command);
}
