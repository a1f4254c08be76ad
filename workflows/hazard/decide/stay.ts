import { dueAfter } from '../../kernel/deadline.ts';
import { dayOf, later } from '../../kernel/instant.ts';
import { happened } from '../event.ts';
import { periodOf } from '../periods.ts';
import { denied } from '../refusal.ts';
import { isSpecial } from '../special-period.ts';
import { stepOf } from '../steps.ts';
import { resumed, runningStay, stayableFrom } from '../stays.ts';
import { blank, decided, type Decide } from './parts.ts';

/** 中止: T rests for an accepted reason; said again, the stay is confirmed and its term counts anew. */
export const stayClock: Decide<'StayClock'> = (state, { body, at }) => {
  const { terms } = state;
  const stay = runningStay(state);
  const from = stayableFrom(state, at);
  const no = denied({
    ClockNotRunning: stay === null && from === null,
    NoStayInSpecialPeriod: isSpecial(terms, dayOf(at)),
    ReasonMissing: blank(body.reason),
    EvidenceMissing: body.evidence.length === 0,
  });
  if (no !== null) return no;
  const until = dueAfter(periodOf(state, 'stayConfirm'), at, terms.calendar).at;
  if (stay !== null || from === null)
    return decided(happened('StayConfirmed', { ...body, until: later(until, stay?.until ?? until) }));
  const step = state.status === 'rechecking' ? stepOf(state, 'rectify', at) : null;
  return decided(happened('ClockStayed', { ...body, from, until, step }));
};

/** 恢复计时: T goes on with what was left. */
export const liftStay: Decide<'LiftStay'> = (state, { body, at }) => {
  const stay = runningStay(state);
  const no = denied({ NotStayed: stay === null, ReasonMissing: blank(body.reason) });
  if (no !== null || stay === null) return no ?? decided();
  return decided(happened('StayEnded', { by: 'lift', reason: body.reason, due: resumed(state, stay, at) }));
};
