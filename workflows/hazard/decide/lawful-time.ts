import { dueAfter } from '../../kernel/deadline.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { currentDue } from '../running.ts';
import { blank, decided, type Decide } from './parts.ts';

/** 中止: T rests, to be confirmed anew. */
export const stayClock: Decide<'StayClock'> = (state, { body, at }) => {
  const no = denied({ ReasonMissing: blank(body.reason), EvidenceMissing: body.evidence.length === 0 });
  if (no !== null) return no;
  const until = dueAfter(state.terms.periods.watch, at, state.terms.calendar).at;
  const running = state.stays.some((stay) => stay.endedAt === null);
  return decided(happened(running ? 'StayConfirmed' : 'ClockStayed', { ...body, until }));
};

/** 恢复计时. */
export const liftStay: Decide<'LiftStay'> = (state, { body, at }) => {
  const { restsFrom: _restsFrom, setBy: _setBy, version: _version, ...due } = currentDue(state);
  return (
    denied({ NotStayed: !state.stays.some((stay) => stay.endedAt === null), ReasonMissing: blank(body.reason) }) ??
    decided(happened('StayEnded', { by: 'lift', reason: body.reason, due: { ...due, reason: 'stay', start: at } }))
  );
};

/** 解除挂牌. */
export const delist: Decide<'Delist'> = (state, { body }) =>
  denied({ NotListed: state.listing !== 'listed', ReasonMissing: blank(body.reason) }) ??
  decided(happened('Delisted', { reason: body.reason, publishBy: null }));

/** New terms by a named person's word; what is past stays as it was. */
export const reviseTerms: Decide<'ReviseTerms'> = (state, { body, revised }) => {
  const no = denied({ RevisionMissing: revised === undefined, ReasonMissing: blank(body.reason) });
  if (no !== null || revised === undefined) return no ?? decided();
  const terms = { ...state.terms, ...revised, periods: { ...state.terms.periods, ...revised.periods } };
  return decided(happened('TermsRevised', { ...body, terms, due: null, stepDue: null }));
};
