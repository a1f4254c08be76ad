import { WorkflowNotFoundError } from '@temporalio/client';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Temporal } from './connect.ts';

/** Whether a matter's run is open, by Temporal's own word on it. Throws when Temporal does not answer in time. */
export async function isRunning({ client, connection }: Temporal, id: MatterId, withinMs: number): Promise<boolean> {
  try {
    const description = await connection.withDeadline(Date.now() + withinMs, () =>
      client.workflow.getHandle(id).describe(),
    );
    return description.status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
