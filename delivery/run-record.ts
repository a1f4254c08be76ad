import { instantOf, type Instant } from '../workflows/kernel/instant.ts';

/** How a run stands or ended, by its own history. */
export type RunStatus = 'running' | 'completed' | 'failed' | 'canceled' | 'terminated' | 'timedOut' | 'continuedAsNew';

/** What a history says of its run. */
export interface RunRecord {
  /** The workflow's type, such as `hazard`. */
  readonly kind: string;
  readonly status: RunStatus;
  readonly events: number;
  /** Of its first event: a run that was reset begins when the one before it began. */
  readonly startedAt: Instant;
  readonly closedAt: Instant | null;
  /** The build that completed the last task; null when the history names none. */
  readonly build: string | null;
}

/** A history that lacks its beginning, or events in between. */
export class BrokenHistory extends Error {}

const ENDS: Readonly<Record<string, RunStatus>> = {
  EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED: 'completed',
  EVENT_TYPE_WORKFLOW_EXECUTION_FAILED: 'failed',
  EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED: 'canceled',
  EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED: 'terminated',
  EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT: 'timedOut',
  EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW: 'continuedAsNew',
};

interface Event {
  readonly eventId?: string;
  readonly eventTime?: string;
  readonly eventType?: string;
  readonly workflowExecutionStartedEventAttributes?: { readonly workflowType?: { readonly name?: string } };
  readonly workflowTaskCompletedEventAttributes?: {
    readonly workerVersion?: { readonly buildId?: string } | null;
    readonly binaryChecksum?: string;
  };
}

/** Reads the record from an exported history. Throws `BrokenHistory` when an event of 1…n is not there. */
export function runRecord(history: unknown): RunRecord {
  const events = (history as { readonly events?: readonly Event[] } | null)?.events ?? [];
  const gap = events.findIndex((event, index) => event.eventId !== String(index + 1));
  if (gap !== -1) throw new BrokenHistory(`event ${String(gap + 1)} is missing`);
  const [first] = events;
  const last = events.at(-1);
  const kind = first?.workflowExecutionStartedEventAttributes?.workflowType?.name;
  if (first === undefined || last === undefined || kind === undefined)
    throw new BrokenHistory('the history does not begin with a start');
  const status = ENDS[last.eventType ?? ''] ?? 'running';
  return {
    kind,
    status,
    events: events.length,
    startedAt: timeOf(first),
    closedAt: status === 'running' ? null : timeOf(last),
    build: buildOf(events),
  };
}

function timeOf({ eventTime }: Event): Instant {
  return instantOf(Date.parse(eventTime ?? ''));
}

function buildOf(events: readonly Event[]): string | null {
  for (const { workflowTaskCompletedEventAttributes: task } of [...events].reverse()) {
    const named = task?.workerVersion?.buildId ?? task?.binaryChecksum ?? '';
    if (named !== '') return named;
  }
  return null;
}
