import { happened } from '../event.ts';
import { currentSeat } from '../posts.ts';
import { denied } from '../refusal.ts';
import { decided, type Decide } from './parts.ts';

/** Another post holds the step from now on, because nobody is in the one that held it. S runs on as it was. */
export const handOver: Decide<'HandOver'> = (state, { body }) => {
  const { post, unit, reason, cause } = body;
  return (
    denied({ SameHolder: post === currentSeat(state).post }) ??
    decided(happened('HandedOver', { holder: { post, unit, why: cause ?? 'system' }, step: null, reason }))
  );
};
