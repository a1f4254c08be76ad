import { attributesOf, typeOf } from './recorded.ts';
import { at, type HistoryJson } from './history-json.ts';

/** Whose history it is, as the server wrote it into the history itself. */
export interface Identity {
  readonly id: string | null;
  readonly kind: string | null;
  readonly runId: string | null;
}

/** Reads workflow id, workflow type and run from a history. A reset goes on under a new run and says which. */
export function identityOf(history: HistoryJson): Identity {
  const [started] = history.events;
  const attributes = started === undefined ? undefined : attributesOf(started);
  let runId = at(attributes, 'originalExecutionRunId');
  for (const event of history.events) {
    if (typeOf(event) !== 'WORKFLOW_TASK_FAILED') continue;
    const next = at(attributesOf(event), 'newRunId');
    if (typeof next === 'string' && next !== '') runId = next;
  }
  return {
    id: text(at(attributes, 'workflowId')),
    kind: text(at(attributes, 'workflowType', 'name')),
    runId: text(runId),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
