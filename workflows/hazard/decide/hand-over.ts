import { happened } from '../event.ts';
import { currentSeat } from '../posts.ts';
import { denied } from '../refusal.ts';
import { decided, type Decide } from './parts.ts';

/**
 * Another post holds the step from now on, because nobody is in the one that held it. S runs on as it was. Who is
 * inspected or rectifies never takes a step over from somebody else, but 安委办, where the path ends.
 */
export const handOver: Decide<'HandOver'> = (state, { body }) => {
  const { post, unit, reason, cause } = body;
  const now = currentSeat(state);
  const isConcerned = unit === state.subject || unit === state.assignment?.unit;
  const isOwn = unit === now.unit || unit === state.terms.county.officeUnit;
  return (
    denied({ SameHolder: post === now.post, SeatIsSubject: isConcerned && !isOwn }) ??
    decided(happened('HandedOver', { holder: { post, unit, why: cause ?? 'system' }, step: null, reason }))
  );
};
