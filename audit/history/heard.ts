import type { HistoryJson } from './history-json.ts';
import { typeOf } from './recorded.ts';

/** What a completed task writes right behind itself. */
const CAUSED_BY_A_TASK = new Set([
  'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
  'WORKFLOW_EXECUTION_UPDATE_COMPLETED',
  'TIMER_STARTED',
  'TIMER_CANCELED',
  'ACTIVITY_TASK_SCHEDULED',
  'ACTIVITY_TASK_CANCEL_REQUESTED',
  'MARKER_RECORDED',
  'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
  'WORKFLOW_EXECUTION_COMPLETED',
  'WORKFLOW_EXECUTION_FAILED',
]);

/**
 * The history up to the last task that the run completed. What arrived later is not heard yet: a replay would hear it,
 * and claim more than the run ever said.
 */
export function heardPart(history: HistoryJson): HistoryJson {
  const { events } = history;
  let end = events.findLastIndex((event) => typeOf(event) === 'WORKFLOW_TASK_COMPLETED') + 1;
  while (end > 0 && end < events.length) {
    const next = events[end];
    if (next === undefined || !CAUSED_BY_A_TASK.has(typeOf(next))) break;
    end += 1;
  }
  // The same object where nothing is cut off: what was read from it once is not read again.
  return end === events.length ? history : { events: events.slice(0, end) };
}
