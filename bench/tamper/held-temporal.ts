import { Readable } from 'node:stream';
import { WorkflowNotFoundError } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Temporal } from '../../delivery/connect.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Run } from './county.ts';

/**
 * A Temporal that answers with these runs: those of a real one, as whoever owns its database may have altered them. No
 * server lets itself be altered, so its answers are; what asks it is what asks the real one.
 */
export function holding(runs: ReadonlyMap<MatterId, Run>): Temporal {
  const runOf = (id: string): Run => {
    const run = runs.get(id as MatterId);
    if (run === undefined) throw new WorkflowNotFoundError('workflow not found', id, undefined);
    return run;
  };
  const getHandle = (id: string) => ({
    describe: () => Promise.resolve().then(() => ({ runId: runOf(id).runId })),
    fetchHistory: () => Promise.resolve().then(() => historyFromJSON(runOf(id).history)),
  });
  const list = () => Readable.from([...runs.keys()].map((workflowId) => ({ workflowId })));
  const held = {
    client: { workflow: { getHandle, list } },
    connection: { withDeadline: (_deadline: number, work: () => Promise<unknown>) => work() },
    namespace: 'held',
    taskQueue: 'none',
    close: () => Promise.resolve(),
  };
  return held as unknown as Temporal;
}
