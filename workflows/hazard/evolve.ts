import { later } from '../kernel/instant.ts';
import type { PaperEvents } from '../kernel/paper-told.ts';
import type { EventData, EventType, HazardRecorded } from './event.ts';
import type { Apply, Stamp } from './evolve/apply.ts';
import { CONTROL } from './evolve/control.ts';
import { INTAKE } from './evolve/intake.ts';
import { LISTING } from './evolve/listing.ts';
import { imported, reported } from './evolve/opening.ts';
import { OUTCOME } from './evolve/outcome.ts';
import { REVISION } from './evolve/revision.ts';
import { STAY } from './evolve/stay.ts';
import { SUPERVISION } from './evolve/supervision.ts';
import { URGING } from './evolve/urging.ts';
import { WORK } from './evolve/work.ts';
import { withPapers } from './papers.ts';
import type { HazardState } from './state.ts';
import { standInsOf } from './stead.ts';

type Later = Exclude<EventType, 'HazardReported' | 'HazardImported'>;

/** A telling, or that none came, changes nothing but the papers, which every event may. */
const PAPERS: { readonly [T in keyof PaperEvents | 'LastPapersMissed']: Apply<T> } = {
  DocumentDrawn: (state) => state,
  DocumentIssued: (state) => state,
  DocumentServed: (state) => state,
  LastPapersMissed: (state) => state,
};

const APPLY: { readonly [T in Later]: Apply<T> } = {
  ...INTAKE,
  ...WORK,
  ...OUTCOME,
  ...SUPERVISION,
  ...CONTROL,
  ...STAY,
  ...LISTING,
  ...REVISION,
  ...URGING,
  ...PAPERS,
};

/** What an event makes of the state. It reads every version of every event ever written. Pure; throws only on a bug. */
export function evolve(state: HazardState | null, event: HazardRecorded): HazardState {
  const stamp = { ...event, standsInFor: standInsOf(event) };
  if (event.type === 'HazardReported') return reported(event.data, stamp);
  if (event.type === 'HazardImported') return imported(event.data, stamp);
  if (state === null) throw new Error(`${event.type} before the matter was opened`);
  return withPapers(state, event, apply(state, event.type, event.data, stamp));
}

function apply<T extends Later>(state: HazardState, type: T, data: EventData[T], stamp: Stamp): HazardState {
  const next = APPLY[type](state, data, stamp);
  const { at, actor, standsInFor } = stamp;
  const away = standsInFor[actor.person];
  const inStead =
    away === undefined ? {} : { inStead: [...(state.inStead ?? []), { person: actor.person, at, for: away }] };
  return { ...next, ...inStead, movedAt: later(state.movedAt, at) };
}
