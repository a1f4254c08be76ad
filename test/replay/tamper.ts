import { at, historyJson, payloads, toPayload, type HistoryJson } from '../../audit/history/history-json.ts';
import { attributesOf, typeOf } from '../../audit/history/recorded.ts';

/** Where a history carries a payload, by the type of its event. */
const CARRIERS = {
  start: { type: 'WORKFLOW_EXECUTION_STARTED', path: ['input', 'payloads', 0] },
  update: { type: 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED', path: ['acceptedRequest', 'input', 'args', 'payloads', 0] },
  signal: { type: 'WORKFLOW_EXECUTION_SIGNALED', path: ['input', 'payloads', 0] },
  outcome: { type: 'WORKFLOW_EXECUTION_UPDATE_COMPLETED', path: ['outcome', 'success', 'payloads', 0] },
  handOver: { type: 'ACTIVITY_TASK_SCHEDULED', path: ['input', 'payloads', 0] },
} as const;

/** The payloads that a forger can reach. */
export type Carrier = keyof typeof CARRIERS;

/** A copy in which one payload was rewritten: the first of its kind that `wanted` picks. Throws when there is none. */
export function forgePayload(
  history: HistoryJson,
  carrier: Carrier,
  wanted: (value: unknown) => boolean,
  forge: (value: Forgeable) => unknown,
): HistoryJson {
  const copy = structuredClone<HistoryJson>(history);
  const { type, path } = CARRIERS[carrier];
  for (const event of copy.events) {
    if (typeOf(event) !== type) continue;
    const list = at(attributesOf(event), ...path.slice(0, -1));
    const [value] = payloads({ payloads: list });
    if (!Array.isArray(list) || !wanted(value)) continue;
    forge(value as Forgeable);
    list[0] = toPayload(value);
    return copy;
  }
  throw new Error(`no ${carrier} to forge`);
}

/** A copy in which the tasks from an event on took place later: the moments at which the run read its clock. */
export function forgeTimes(history: HistoryJson, type: string, laterMs: number): HistoryJson {
  const copy = structuredClone<HistoryJson>(history);
  const from = copy.events.findIndex((event) => typeOf(event) === type);
  if (from < 0) throw new Error(`no ${type} to forge`);
  return historyJson({
    events: copy.events.map((event, i) =>
      i < from || event.eventTime === undefined
        ? event
        : { ...event, eventTime: new Date(Date.parse(event.eventTime) + laterMs).toISOString() },
    ),
  });
}

/** Plain JSON that a forger writes into. */
export interface Forgeable {
  readonly [key: string]: Forgeable;
}
