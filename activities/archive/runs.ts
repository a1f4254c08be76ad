import { WorkflowNotFoundError, type WorkflowExecutionInfo } from '@temporalio/client';
import type { RunId } from '../../db/archive/rows.ts';
import type { Temporal } from '../../delivery/connect.ts';
import { OF_MATTERS } from '../../delivery/matter-runs.ts';
import { DAY_MS, instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

/** A run that has ended, as Temporal lists it. */
export interface ClosedRun extends RunId {
  readonly closedAt: Instant;
}

const PAGE = 1_000;
/** A list of some hundred thousand runs takes minutes. */
const LIST_MS = 5 * 60_000;
const ASK_MS = 20_000;

/** By name: a paused run is neither running nor closed. */
const CLOSED = `${OF_MATTERS} AND ExecutionStatus IN ('Completed', 'Failed', 'Canceled', 'Terminated', 'ContinuedAsNew', 'TimedOut')`;
const OPEN = `${OF_MATTERS} AND ExecutionStatus IN ('Running', 'Paused')`;

/** Every closed run of a matter that Temporal has and lists; of those that closed `since` a moment where it is given. */
export async function closedRuns(
  temporal: Temporal,
  since: Instant | null,
  stopping: AbortSignal,
): Promise<ClosedRun[]> {
  const query = since === null ? CLOSED : `${CLOSED} AND CloseTime >= '${since}'`;
  return await listed(temporal, query, stopping, ({ workflowId, runId, closeTime }) => ({
    matterId: workflowId as MatterId,
    runId,
    closedAt: instantOf((closeTime ?? new Date(0)).getTime()),
  }));
}

/** Every open run of a matter; of those that began `before` a moment where it is given. */
export async function openRuns(temporal: Temporal, before: Instant | null, stopping: AbortSignal): Promise<RunId[]> {
  const query = before === null ? OPEN : `${OPEN} AND StartTime < '${before}'`;
  return await listed(temporal, query, stopping, ({ workflowId, runId }) => ({
    matterId: workflowId as MatterId,
    runId,
  }));
}

/** Whether Temporal knows any run of a matter; asked one by one, because its list lags by moments. */
export async function isKnown({ client, connection }: Temporal, id: MatterId): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + ASK_MS, () => client.workflow.getHandle(id).describe());
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** How many closed runs of matters Temporal has. */
export async function countClosed({ client, connection }: Temporal): Promise<number> {
  const { count } = await connection.withDeadline(Date.now() + ASK_MS, () => client.workflow.count(CLOSED));
  return count;
}

/** For how many whole days the namespace keeps closed runs. */
export async function retentionDays({ connection, namespace }: Temporal): Promise<number> {
  const { config } = await connection.withDeadline(Date.now() + ASK_MS, () =>
    connection.workflowService.describeNamespace({ namespace }),
  );
  return Math.floor((Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1_000) / DAY_MS);
}

async function listed<Run>(
  { client, connection }: Temporal,
  query: string,
  stopping: AbortSignal,
  run: (info: WorkflowExecutionInfo) => Run,
): Promise<Run[]> {
  return await connection.withDeadline(Date.now() + LIST_MS, async () => {
    const runs: Run[] = [];
    for await (const info of client.workflow.list({ query, pageSize: PAGE })) {
      stopping.throwIfAborted();
      runs.push(run(info));
    }
    return runs;
  });
}
