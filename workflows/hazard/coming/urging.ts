import type { Coming } from '../coming.ts';
import { happened } from '../event.ts';
import type { HazardState } from '../state.ts';
import { owedUrging } from '../urging.ts';

/** A township that came to see nothing in its time is told upward, once; nothing else moves. */
export function urgingComing(state: HazardState): readonly Coming[] {
  const task = owedUrging(state);
  if (task === null || task.missedAt !== null) return [];
  const { nth, until } = task;
  return [{ at: until, events: () => [happened('UrgingMissed', { nth, until })] }];
}
