import { heardIn } from '../../kernel/lifecycle.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { CaseCommand, Wake } from '../command.ts';
import { v1, type WakeResent } from '../event.ts';
import { LIFECYCLE } from '../lifecycle.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { relationsOf } from '../relations.ts';
import type { State } from '../state.ts';
import { wake } from '../wake.ts';
import { answerReferral } from './answer-referral.ts';
import { decideReferral } from './decide-referral.ts';
import { addEvidence, hear, submitStatement } from './evidence.ts';
import { handOver } from './hand-over.ts';
import { openCase } from './open-case.ts';
import { proposeReferral } from './propose-referral.ts';
import { recordOutcome } from './record-outcome.ts';
import { reviseTerms } from './revise-terms.ts';

/** Events, or why not: first what the lifecycle table says, then the command's own rules. */
export function decide(state: State | null, command: CaseCommand): CaseDecision {
  if (!LIFECYCLE.some((row) => row.command === command.type)) return no('UnknownCommand', '问责案件不受理这种操作。');
  if (command.type === 'OpenCase') {
    if (state !== null) return no('AlreadyOpened', '该问责案件已经立案。');
    if (command.actor.role !== 'system')
      return no('NotYours', '问责案件由隐患的问责移送签发后自动立案，不能人工立案。');
    return openCase(command);
  }
  if (state === null) return no('NotOpened', '该问责案件尚未立案。');
  const refusal = unheard(state, command);
  if (refusal !== null) return { refusal };
  switch (command.type) {
    case 'AddEvidence':
      return addEvidence(state, command);
    case 'SubmitStatement':
      return submitStatement(state, command);
    case 'ProposeReferral':
      return proposeReferral(state, command);
    case 'DecideReferral':
      return decideReferral(state, command);
    case 'AnswerReferral':
      return answerReferral(state, command);
    case 'RecordOutcome':
      return recordOutcome(state, command);
    case 'HandOver':
      return handOver(state, command);
    case 'ReviseTerms':
      return reviseTerms(state, command);
    case 'Wake':
      return awake(state, command);
    case 'Hear':
      return hear(state, command);
  }
}

/** What is due by now; a wake that the auditor sent again says so after it. */
function awake(state: State, { at, body }: Wake): CaseDecision {
  const woken = wake(state, at);
  if ('refusal' in woken || body.resentFor === undefined) return woken;
  return yes(...woken.events, v1<WakeResent>('WakeResent', { dueAt: body.resentFor, by: 'auditor' }));
}

/** What the lifecycle table says; recusal is told apart from a mere lack of right, so that who is concerned knows why. */
function unheard(state: State, { type, actor }: CaseCommand): Refusal | null {
  const relations = relationsOf(state, actor);
  const refusal = heardIn(LIFECYCLE, type, state.status, relations);
  if (refusal?.code !== 'NotYours' || !relations.includes('recused')) return refusal;
  return refuse('Recused', '您曾经办该隐患或是本案对象，依规回避，不得参与本案的梳理、建议、审批和登记。');
}
