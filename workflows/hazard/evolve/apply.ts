import type { Actor } from '../../kernel/command.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Chain, PersonId, UnitId } from '../../kernel/terms.ts';
import type { DueSet, EventData, EventType, StepBegun } from '../event.ts';
import type { Assignment, DueDate, Step } from '../matter.ts';
import { currentDue, currentStep } from '../running.ts';
import type { HazardState, Matter } from '../state.ts';
import type { StandIns } from '../stead.ts';

/** What evolve needs of an event beside its data. */
export interface Stamp {
  readonly at: Instant;
  readonly heardAt: Instant;
  readonly actor: Actor;
  readonly standsInFor: StandIns;
}

/** What one event makes of the state. */
export type Apply<T extends EventType> = (state: HazardState, data: EventData[T], stamp: Stamp) => HazardState;

/** The state with the running step ended and the next begun. What only time did is remembered as a lapse. */
export function stepped(state: HazardState, begun: StepBegun | null, stamp: Stamp): HazardState {
  if (begun === null) return state;
  const running = currentStep(state);
  const timeMade = stamp.actor.role === 'system';
  const lapse = { from: state.status, step: state.steps.length - 1, at: stamp.at };
  const ended: Step = { ...running, endedAt: stamp.at };
  const next: Step = { ...begun, version: running.version + 1, endedAt: null };
  return {
    ...state,
    steps: [...state.steps.slice(0, -1), ended, next],
    lapses: timeMade ? [...state.lapses, lapse] : [],
  };
}

/** T with one more due version, at rest where it already was answered; the older ones stay as they were. */
export function dueAppended(
  matter: Matter,
  set: DueSet,
  stamp: Stamp,
  restsFrom: Instant | null = null,
): readonly DueDate[] {
  const version = currentDue(matter).version + 1;
  return [...matter.dueDates, { ...set, version, setBy: stamp.actor.person, restsFrom }];
}

/** T at rest from `at` on; it stays where it rested before. */
export function dueAtRest(matter: Matter, at: Instant): readonly DueDate[] {
  const running = currentDue(matter);
  return [...matter.dueDates.slice(0, -1), { ...running, restsFrom: running.restsFrom ?? at }];
}

/** The chains with those that an event brought in. */
export function chainsWith(matter: Matter, chains: readonly Chain[]): Readonly<Record<UnitId, Chain>> {
  return { ...matter.chains, ...Object.fromEntries(chains.map((chain) => [chain.unit, chain])) };
}

/** Whoever acted, or these people who took part, each with those in whose stead they were. */
export function bound(
  { actor, standsInFor }: Stamp,
  people: readonly PersonId[] = [actor.person],
): readonly PersonId[] {
  return people.flatMap((person) => [person, ...(standsInFor[person] ?? [])]);
}

/** A list with those that it does not hold yet. */
export function united<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  return [...new Set([...list, ...more])];
}

/** The assignment of a matter that has one by its status. */
export function assignmentOf(matter: Matter): Assignment {
  if (matter.assignment === null) throw new Error(`matter ${matter.id} was never assigned`);
  return matter.assignment;
}
