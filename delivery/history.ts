import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Temporal } from './connect.ts';

/** A run's full history in the JSON form of Temporal's own tools, which `historyFromJSON` and its UI read. */
export interface ExportedHistory {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: unknown;
}

const TIMEOUT_MS = 30_000;

/** Exports a matter's whole history, open or closed. Throws `WorkflowNotFoundError` when the server has none (any more). */
export async function exportHistory(
  temporal: Temporal,
  matterId: MatterId,
  timeoutMs = TIMEOUT_MS,
): Promise<ExportedHistory> {
  const { client, connection } = temporal;
  const until = Date.now() + timeoutMs;
  const { runId } = await connection.withDeadline(until, () => client.workflow.getHandle(matterId).describe());
  // Bound to the run, so that both belong together.
  return await exportRun(temporal, matterId, runId, until - Date.now());
}

/** Exports one run of a matter, all pages. Throws `WorkflowNotFoundError` when the server does not have it (any more). */
export async function exportRun(
  { client, connection }: Temporal,
  matterId: MatterId,
  runId: string,
  timeoutMs = TIMEOUT_MS,
): Promise<ExportedHistory> {
  const history = await connection.withDeadline(Date.now() + timeoutMs, () =>
    client.workflow.getHandle(matterId, runId).fetchHistory(),
  );
  return { workflowId: matterId, runId, history: JSON.parse(historyToJSON(history)) as unknown };
}
