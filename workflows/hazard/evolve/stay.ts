import type { Stay, StayEvents } from '../regions/stay.ts';
import type { HazardState } from '../state.ts';
import { assignmentOf, dueAppended, dueAtRest, stepped, type Apply } from './apply.ts';

/** What stays make of the state. */
export const STAY: { readonly [T in keyof StayEvents]: Apply<T> } = {
  ClockStayed: (state, data, stamp) => {
    const { from, until, reason } = data;
    const stay: Stay = { from, by: stamp.actor.person, reason, until, confirmedAt: [], endedAt: null };
    const stayed = {
      ...stepped(state, data.step, stamp),
      stays: [...state.stays, stay],
      dueDates: dueAtRest(state, from),
    };
    return data.step === null
      ? stayed
      : { ...stayed, status: 'rectifying', assignment: assignmentOf(state), openedBy: null };
  },
  StayConfirmed: (state, data, stamp) =>
    lastStay(state, (stay) => ({ ...stay, until: data.until, confirmedAt: [...stay.confirmedAt, stamp.at] })),
  StayEnded: (state, data, stamp) => ({
    ...lastStay(state, (stay) => ({ ...stay, endedAt: stamp.at })),
    dueDates: dueAppended(state, data.due, stamp),
  }),
};

function lastStay(state: HazardState, change: (stay: Stay) => Stay): HazardState {
  return { ...state, stays: state.stays.map((stay, i) => (i === state.stays.length - 1 ? change(stay) : stay)) };
}
