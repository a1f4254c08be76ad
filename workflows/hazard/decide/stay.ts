import { dueAfter } from '../../kernel/deadline.ts';
import { dayOf, later } from '../../kernel/instant.ts';
import { happened } from '../event.ts';
import { periodOf } from '../periods.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { isSpecial } from '../special-period.ts';
import { stepOf } from '../steps.ts';
import { resumed, runningStay, stayableFrom } from '../stays.ts';
import { townshipTasked } from '../urging.ts';
import { blank, decided, type Decide } from './parts.ts';

/** 中止: T rests for an accepted reason; said again, the stay is confirmed and its term counts anew. */
export const stayClock: Decide<'StayClock'> = (state, command) => {
  const { body, at } = command;
  const { terms } = state;
  const stay = runningStay(state);
  const from = stayableFrom(state, at);
  const no = denied({
    ClockNotRunning: stay === null && from === null,
    ...separated(state, command),
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
export const liftStay: Decide<'LiftStay'> = (state, command) => {
  const { body, at } = command;
  const stay = runningStay(state);
  const no = denied({ NotStayed: stay === null, ...separated(state, command), ReasonMissing: blank(body.reason) });
  if (no !== null || stay === null) return no ?? decided();
  const due = resumed(state, stay, at);
  return decided(happened('StayEnded', { by: 'lift', reason: body.reason, due }), ...townshipTasked(state, due, at));
};
