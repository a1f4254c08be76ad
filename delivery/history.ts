import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Temporal } from './connect.ts';

/** A run's full history in the JSON form of Temporal's own tools, which `historyFromJSON` and its UI read. */
export interface ExportedHistory {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: unknown;
}

const TIMEOUT_MS = 30_000;

/** A matter's whole history as it came from the server, and of which run it is. */
export interface FetchedHistory {
  readonly runId: string;
  readonly fetched: History;
}

/** Exports a matter's whole history, open or closed. Throws `WorkflowNotFoundError` when the server has none (any more). */
export async function exportHistory(
  temporal: Temporal,
  matterId: MatterId,
  timeoutMs = TIMEOUT_MS,
): Promise<ExportedHistory> {
  const { runId, fetched } = await fetchHistory(temporal, matterId, timeoutMs);
  return { workflowId: matterId, runId, history: plainHistory(fetched) };
}

/** Fetches a matter's whole history, open or closed. Throws as `exportHistory` does. */
export async function fetchHistory(
  temporal: Temporal,
  matterId: MatterId,
  timeoutMs = TIMEOUT_MS,
): Promise<FetchedHistory> {
  const { client, connection } = temporal;
  const until = Date.now() + timeoutMs;
  const { runId } = await connection.withDeadline(until, () => client.workflow.getHandle(matterId).describe());
  // Bound to the run, so that both belong together.
  return { runId, fetched: await fetchRun(temporal, matterId, runId, until - Date.now()) };
}

/** A fetched history in its JSON form. */
export function plainHistory(fetched: History): unknown {
  return JSON.parse(historyToJSON(fetched)) as unknown;
}

/** Exports one run of a matter, all pages. Throws `WorkflowNotFoundError` when the server does not have it (any more). */
export async function exportRun(
  temporal: Temporal,
  matterId: MatterId,
  runId: string,
  timeoutMs = TIMEOUT_MS,
): Promise<ExportedHistory> {
  const fetched = await fetchRun(temporal, matterId, runId, timeoutMs);
  return { workflowId: matterId, runId, history: plainHistory(fetched) };
}

async function fetchRun(
  { client, connection }: Temporal,
  matterId: MatterId,
  runId: string,
  timeoutMs: number,
): Promise<History> {
  return await connection.withDeadline(Date.now() + timeoutMs, () =>
    client.workflow.getHandle(matterId, runId).fetchHistory(),
  );
}
