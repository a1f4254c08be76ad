import { dueAfter } from '../../kernel/deadline.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { relationsOf } from '../relations.ts';
import { isHazardOver } from '../hazards.ts';
import { isRewardDue } from '../state.ts';
import { carried, stepFrom, stepUntil } from '../step.ts';
import { decided, firstHolder, type Decide } from './parts.ts';

/**
 * Tells the tipster, through the code: how it stands while the hazard is open, or what came of it. Where no hazard runs,
 * because none was opened or another took it up, 安委办主任 or a leader answers without its end and says why.
 */
export const answerTip: Decide<'AnswerTip'> = (state, { body, at, actor }) => {
  const { text, evidence = [], interim = false, withoutHazard = null } = body;
  const { terms, step } = state;
  const isOpen = state.status === 'handling' && !isHazardOver(state.hazards);
  const isRunning = state.hazards.some(({ end }) => end === null);
  const mayDoWithout = relationsOf(state, actor).some((it) => it === 'officeDirector' || it === 'leader');
  const no = denied({
    WithoutHazardNeedless: withoutHazard !== null && (!isOpen || interim),
    OnlyDirectorWithoutHazard: withoutHazard !== null && !mayDoWithout,
    HazardStillOpen: isOpen && !interim && (withoutHazard === null || isRunning),
    InterimOnlyWhileHandled: !isOpen && interim,
  });
  if (no !== null) return no;
  if (interim) {
    const next = carried(step, stepFrom(terms, 'progress', step, at), at);
    return decided(happened('InterimAnswered', { text, evidence, step: next }));
  }
  const reviewUntil = dueAfter(terms.periods.review, at, terms.calendar);
  const holder = firstHolder(state, { status: 'answered' });
  const next = isRewardDue(state)
    ? stepFrom(terms, 'propose', holder, at)
    : stepUntil('review', holder, at, reviewUntil);
  return decided(happened('TipAnswered', { text, evidence, withoutHazard, reviewUntil, step: next }));
};
