import { dueAfter } from '../../kernel/deadline.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { isHazardOver, isRewardDue } from '../state.ts';
import { stepFrom, stepUntil } from '../step.ts';
import { decided, firstHolder, type Decide } from './parts.ts';

/** Tells the tipster, through the code: how it stands while the hazard is open, or what came of it. */
export const answerTip: Decide<'AnswerTip'> = (state, { body, at }) => {
  const { text, evidence = [], interim = false } = body;
  const isOpen = state.status === 'handling' && !isHazardOver(state.hazards);
  const no = denied({ HazardStillOpen: isOpen && !interim, InterimOnlyWhileHandled: !isOpen && interim });
  if (no !== null) return no;
  const { terms } = state;
  if (interim)
    return decided(
      happened('InterimAnswered', { text, evidence, step: stepFrom(terms, 'progress', state.step.holder, at) }),
    );
  const reviewUntil = dueAfter(terms.periods.review, at, terms.calendar);
  const holder = firstHolder(state, { status: 'answered' });
  const step = isRewardDue(state)
    ? stepFrom(terms, 'propose', holder, at)
    : stepUntil('review', holder, at, reviewUntil);
  return decided(happened('TipAnswered', { text, evidence, reviewUntil, step }));
};
