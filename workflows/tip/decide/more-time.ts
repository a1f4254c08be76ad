import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { isAbove } from '../seats.ts';
import { carried, stepAfterDue } from '../step.ts';
import { decided, overlap, peopleOf, type Decide } from './parts.ts';

/** Asks for more time to answer, once and before the time is over; the clock runs on meanwhile. */
export const requestMoreTime: Decide<'RequestMoreTime'> = (state, command) => {
  const { answerDue, moreTime } = state;
  const no = denied({
    AlreadyAnswered: answerDue === null,
    MoreTimePending: moreTime?.decision === 'pending',
    MoreTimeUsed: moreTime?.decision === 'granted',
    MoreTimeTooLate: answerDue !== null && command.at >= answerDue,
  });
  return no ?? decided(happened('MoreTimeRequested', { reason: command.body.reason, by: peopleOf(command) }));
};

/**
 * Whoever stands above the holder and did not ask decides; what is granted counts from the end of the time to answer.
 * Granted after that end it gives time, and leaves known that it was missed.
 */
export const decideMoreTime: Decide<'DecideMoreTime'> = (state, command) => {
  const { body, at } = command;
  const { answerDue, moreTime, step, terms } = state;
  const asked = moreTime?.decision === 'pending' ? moreTime : null;
  const isGrant = body.decision === 'grant';
  const longer = answerDue === null ? null : stepAfterDue(terms, 'moreTime', step, answerDue);
  const no = denied({
    NoMoreTimePending: asked === null,
    DeciderNotSuperior: !isAbove(state, command.actor.post, step.place),
    DeciderIsApplicant: asked !== null && overlap(peopleOf(command), asked.by),
    MoreTimePast: isGrant && longer !== null && longer.due <= at,
  });
  if (no !== null) return no;
  if (!isGrant || longer === null) return decided(happened('MoreTimeRefused', { reason: body.reason }));
  return decided(happened('MoreTimeGranted', { reason: body.reason, step: carried(step, longer, at) }));
};
