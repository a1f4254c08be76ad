/** A Temporal history in its plain JSON form, as every Temporal tool writes and reads it. */
export interface HistoryJson {
  readonly events: readonly HistoryEvent[];
}

/** One event; its attributes stand under a name that ends in `EventAttributes`. */
export interface HistoryEvent {
  readonly eventId: string;
  readonly eventTime?: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

/** Thrown when a file or an answer is no history at all. */
export class NotAHistory extends Error {}

/** Reads a history from parsed JSON; throws `NotAHistory`. */
export function historyJson(value: unknown): HistoryJson {
  const events = at(value, 'events');
  if (!Array.isArray(events) || events.length === 0) throw new NotAHistory('不是 Temporal 历史：没有 events');
  for (const event of events) {
    if (typeof at(event, 'eventId') !== 'string' || typeof at(event, 'eventType') !== 'string')
      throw new NotAHistory('不是 Temporal 历史：事件没有 eventId 或 eventType');
  }
  return { events: events as HistoryEvent[] };
}

/** The value under a path of keys; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return here;
}

/** What a list of payloads carries (JSON in base64, the SDK's default); null for a payload that is no JSON. */
export function payloads(value: unknown): unknown[] {
  const list = at(value, 'payloads');
  return Array.isArray(list) ? list.map(payload) : [];
}

/** The payload of a value, as the SDK's default converter writes it. */
export function toPayload(value: unknown): { metadata: { encoding: string }; data: string } {
  return { metadata: { encoding: base64('json/plain') }, data: base64(JSON.stringify(value)) };
}

function payload(value: unknown): unknown {
  const data = at(value, 'data');
  if (typeof data !== 'string') return null;
  try {
    return JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
