import { dueAfter } from '../kernel/deadline.ts';
import type { Paper } from '../kernel/papers.ts';
import type { Coming } from './coming.ts';
import { happened } from './event.ts';
import { periodOf } from './periods.ts';
import { currentStep } from './running.ts';
import type { HazardState } from './state.ts';
import { LIVE_STATUSES, type Status } from './status.ts';

/** From these rules on a matter that is over stays to hear of its last papers; before, its run ended at once. */
const LAST_PAPERS_SINCE = 5;

const LIVE: readonly Status[] = LIVE_STATUSES;

/** Whether nobody has anything to do in a matter any more. */
export function isOver({ status, final }: Pick<HazardState, 'status' | 'final'>): boolean {
  return final || !LIVE.includes(status);
}

/** The papers that a matter which is over still waits to hear of: asked for, neither issued nor overtaken. */
export function lastPapers(state: HazardState): readonly Paper[] {
  if (state.terms.rules < LAST_PAPERS_SINCE || !isOver(state)) return [];
  return (state.papers ?? []).filter(({ issued, lapsed }) => issued === null && !lapsed);
}

/** What time brings to a matter that is over: it does not wait for its papers for ever. */
export function lastPapersComing(state: HazardState): readonly Coming[] {
  const keys = lastPapers(state).map(({ key }) => key);
  if (keys.length === 0) return [];
  const { at } = dueAfter(periodOf(state, 'remind'), currentStep(state).start, state.terms.calendar);
  return [{ at, events: () => [happened('LastPapersMissed', { keys })] }];
}
