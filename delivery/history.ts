import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Temporal } from './connect.ts';

/** A run's full history in the JSON form of Temporal's own tools, which `historyFromJSON` and its UI read. */
export interface ExportedHistory {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: unknown;
}

/** Exports a matter's whole history, open or closed. Throws `WorkflowNotFoundError` when the server has none (any more). */
export async function exportHistory(
  temporal: Temporal,
  matterId: MatterId,
  timeoutMs = 30_000,
): Promise<ExportedHistory> {
  const { client, connection } = temporal;
  return await connection.withDeadline(Date.now() + timeoutMs, async () => {
    const handle = client.workflow.getHandle(matterId);
    const { runId } = await handle.describe();
    // Bound to the run, so that both belong together.
    const history = await client.workflow.getHandle(matterId, runId).fetchHistory();
    return { workflowId: matterId, runId, history: JSON.parse(historyToJSON(history)) as unknown };
  });
}
