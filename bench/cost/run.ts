import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Temporal } from '../../delivery/connect.ts';
import { exportHistory } from '../../delivery/history.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

const LOOK_EVERY_MS = 25;
const PATIENCE_MS = 60_000;

/** What the measuring itself writes into a history when it lets time pass. */
const OF_THE_BENCH = ['WorkflowExecutionOptionsUpdated', 'WorkflowExecutionTimeSkippingTransitioned'];
/** What a machine that is too busy writes into a history. */
const OF_A_BUSY_MACHINE = ['WorkflowTaskTimedOut', 'WorkflowTaskFailed', 'ActivityTaskTimedOut', 'ActivityTaskFailed'];

/** The machine was too busy for a clean measurement: a caller got no answer in time, or midnight passed. It is taken again. */
export class Disturbed extends Error {}

/** How often each type of event stands in a run's history once nothing is under way in it; `total` of them all. */
export async function eventsOfRun(temporal: Temporal, id: MatterId): Promise<Readonly<Record<string, number>>> {
  await settled(temporal, id);
  const events = await eventsSoFar(temporal, id);
  const trouble = OF_A_BUSY_MACHINE.find((type) => type in events);
  if (trouble !== undefined) throw new Disturbed(`${id}: ${trouble}`);
  return events;
}

/** The same whatever is under way. */
export async function eventsSoFar(temporal: Temporal, id: MatterId): Promise<Readonly<Record<string, number>>> {
  const { history } = await exportHistory(temporal, id);
  const { events } = history as { readonly events: readonly { readonly eventType: string }[] };
  const types = events.map(({ eventType }) => named(eventType)).filter((type) => !OF_THE_BENCH.includes(type));
  return { total: types.length, ...counted(types) };
}

/** Waits until the run has neither a workflow task nor an activity under way: what comes next meets it at rest. */
export async function settled({ client }: Temporal, id: MatterId): Promise<void> {
  await until(async () => {
    const { raw } = await client.workflow.getHandle(id).describe();
    return raw.pendingWorkflowTask == null && (raw.pendingActivities ?? []).length === 0;
  });
}

/** Has the server move the clock of this one run on by `ms`, as it does by itself whenever nothing is under way. */
export async function skip({ connection, namespace }: Temporal, id: MatterId, ms: number): Promise<void> {
  const fastForwardConfig = { id: randomUUID(), duration: msToTs(ms) };
  await connection.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId: id },
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig } },
    updateMask: { paths: ['time_skipping_config'] },
  });
}

/** Looks again and again; throws when it is not so within a minute. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('what was waited for did not come within a minute');
    await pause(LOOK_EVERY_MS);
  }
}

/** How often each name occurs, by name. */
export function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** `EVENT_TYPE_TIMER_FIRED` as `TimerFired`. */
function named(eventType: string): string {
  return eventType
    .replace('EVENT_TYPE_', '')
    .toLowerCase()
    .replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
