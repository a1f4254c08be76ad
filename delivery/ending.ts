import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { CommandRecord } from '../db/commands.ts';
import { refuse, type Refusal } from '../workflows/kernel/refusal.ts';
import type { Answer, Ended } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';
import { refusalOf } from './refusal.ts';
import { NOTHING, type Said } from './said.ts';

/** What a command ends as that found no running run: only a run that completed has ended; one that was terminated or is missing says nothing. */
export async function ending(temporal: Temporal, record: CommandRecord, until: number): Promise<Said> {
  return await temporal.connection.withDeadline(until, async () => {
    const handle = temporal.client.workflow.getHandle<() => Promise<Ended>>(record.matterId);
    const status = await statusOf(temporal, record);
    if (status !== 'COMPLETED') return NOTHING;
    if (!record.opens) return { said: 'refused', refusal: ended() };
    const stored = await storedAnswer(temporal, record);
    if (stored !== null) return stored;
    // A refused opening leaves nothing but the result of its run.
    const { refusal } = await handle.result();
    return { said: 'refused', refusal: refusal ?? ended() };
  });
}

async function statusOf(temporal: Temporal, record: CommandRecord): Promise<string | null> {
  try {
    return (await temporal.client.workflow.getHandle(record.matterId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function storedAnswer(temporal: Temporal, { matterId, kind, command }: CommandRecord): Promise<Said | null> {
  try {
    const answer = await temporal.client.workflow
      .getHandle(matterId)
      .getUpdateHandle<Answer>(command.commandId)
      .result();
    return { said: 'answer', answer };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    const refusal = error instanceof WorkflowUpdateFailedError ? refusalOf(kind, error.cause) : null;
    if (refusal !== null) return { said: 'refused', refusal };
    throw error;
  }
}

function ended(): Refusal {
  return refuse('MatterEnded', '该事项已经办结，不再受理新的操作；有新情况请另行上报。');
}
