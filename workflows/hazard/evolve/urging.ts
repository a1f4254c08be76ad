import type { Urging, UrgingEvents } from '../regions/urging.ts';
import type { HazardState } from '../state.ts';
import type { Apply } from './apply.ts';

/** What the township's tasks and visits make of the state. */
export const URGING: { readonly [T in keyof UrgingEvents]: Apply<T> } = {
  TownshipTasked: (state, data, stamp) => ({
    ...state,
    urgings: [
      ...state.urgings,
      { ...data, nth: state.urgings.length + 1, round: state.round, since: stamp.at, visits: [], missedAt: null },
    ],
  }),
  UrgingRecorded: (state, { visitedOn, late }, stamp) =>
    changed(state, state.urgings.length, (task) => ({
      ...task,
      visits: [...task.visits, { on: visitedOn, by: stamp.actor.person, at: stamp.at, late }],
    })),
  UrgingMissed: (state, { nth }, stamp) => changed(state, nth, (task) => ({ ...task, missedAt: stamp.at })),
  UrgingMissWithdrawn: (state, { nth }) => changed(state, nth, (task) => ({ ...task, missedAt: null })),
};

function changed(state: HazardState, nth: number, change: (task: Urging) => Urging): HazardState {
  return { ...state, urgings: state.urgings.map((task) => (task.nth === nth ? change(task) : task)) };
}
