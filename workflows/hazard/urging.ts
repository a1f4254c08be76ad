import { dueAfter, type Period } from '../kernel/deadline.ts';
import type { Instant } from '../kernel/instant.ts';
import { happened, type DueSet, type HazardEvent } from './event.ts';
import { periodOf } from './periods.ts';
import { seatIn } from './posts.ts';
import type { Urging } from './regions/urging.ts';
import type { HazardState, Matter } from './state.ts';
import { runningStay } from './stays.ts';
import type { HazardPeriod } from './terms.ts';

/**
 * The township's task that comes with an order, a new round or the end of a stay, due with T at the latest. None where the township itself
 * rectifies, nor in a matter whose frozen rules or policy know no such task.
 */
export function townshipTasked(
  matter: Matter,
  t: Pick<DueSet, 'due' | 'provisional'>,
  at: Instant,
): readonly HazardEvent[] {
  const { terms, region, assignment } = matter;
  const figures: Readonly<Partial<Record<HazardPeriod, Period>>> = terms.periods;
  if (terms.rules < 3 || figures.urging === undefined || assignment?.unit === region) return [];
  const period = periodOf(matter, 'urging');
  const own = dueAfter(period, at, terms.calendar);
  const end =
    t.due !== null && t.due > at && t.due < own.at
      ? { until: t.due, provisional: t.provisional }
      : { until: own.at, provisional: own.provisional };
  return [happened('TownshipTasked', { post: seatIn(matter, region, 1).post, period, ...end })];
}

/** The township's task while there is something to urge: until the work is handed in or its clock is stayed; null when none runs. */
export function runningUrging(state: HazardState): Urging | null {
  const isAtWork = AT_WORK.includes(state.status) || (state.status === 'rechecking' && state.openedBy === 'expiry');
  const isOwn = state.assignment?.unit === state.region;
  return isAtWork && !isOwn && runningStay(state) === null ? (state.urgings.at(-1) ?? null) : null;
}

const AT_WORK: readonly HazardState['status'][] = ['assigned', 'planning', 'rectifying'];

/** The running task for which nobody has come yet; null when none is owed. */
export function owedUrging(state: HazardState): Urging | null {
  const task = runningUrging(state);
  return task === null || task.visits.length > 0 ? null : task;
}
