import { vi } from 'vitest';
import type { Temporal } from '../../../delivery/connect.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';

/** Signals and updates, as Temporal's interface numbers them: neither is sent again after a reset. */
const EXCLUDED = [1, 2] as unknown as [];

/** Takes a run back to before its last task, and what arrived since with it. */
export async function cutHistory(temporal: Temporal, id: MatterId): Promise<void> {
  const { events } = await temporal.client.workflow.getHandle(id).fetchHistory();
  const tasks = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: done }) => done);
  const [, second] = tasks;
  await temporal.connection.workflowService.resetWorkflowExecution({
    namespace: temporal.namespace,
    workflowExecution: { workflowId: id },
    reason: 'the drill',
    workflowTaskFinishEventId: second?.eventId ?? null,
    resetReapplyExcludeTypes: EXCLUDED,
    requestId: 'drill',
  });
}

/** Deletes a run and waits until Temporal knows of none. */
export async function deleteRun(temporal: Temporal, id: MatterId): Promise<void> {
  const { namespace } = temporal;
  await temporal.connection.workflowService.deleteWorkflowExecution({
    namespace,
    workflowExecution: { workflowId: id },
  });
  const isGone = () =>
    temporal.client.workflow
      .getHandle(id)
      .describe()
      .then(
        () => Promise.reject(new Error('stands')),
        () => null,
      );
  await vi.waitFor(isGone, { timeout: 90_000, interval: 250 });
}
