import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { isReported } from '../reported.ts';
import { maySit, placeOf } from '../seats.ts';
import { decided, type Decide } from './parts.ts';

/**
 * Another post holds the tip from now on, because nobody is in the one that held it; the deadline stays. Never one of the
 * subject's unit, whoever is away.
 */
export const handOver: Decide<'HandOver'> = (state, { body }) => {
  const { post, unit, cause = 'vacant', reason } = body;
  const { step, chain } = state;
  const isOfVerifier = unit === chain?.unit;
  const no = denied({
    SameHolder: post === step.holder,
    SeatIsSubject: isReported(state, unit),
    NotASeatOfTheTip: !isOfVerifier && !maySit(state, post),
  });
  const next = { ...step, holder: post, place: placeOf(state, post, step.place) };
  return no ?? decided(happened('HandedOver', { from: step.holder, step: next, cause, reason }));
};
