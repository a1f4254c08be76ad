import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Workflow,
} from '@temporalio/client';
import { defaultPayloadConverter, toPayloads } from '@temporalio/common';
import type { CommandRecord } from '../db/commands.ts';
import type { Command } from '../workflows/kernel/command.ts';
import { COMMAND_SIGNAL, COMMAND_UPDATE, type Answer } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';
import { ending } from './ending.ts';
import { refusalOf } from './refusal.ts';
import { NOTHING, type Said } from './said.ts';

/** Sends a command as an update, its opening with the start of the run; the same id is answered the same. Throws only on bugs. */
export async function sendUpdate(
  ctx: { readonly temporal: Temporal },
  record: CommandRecord,
  until: number,
): Promise<Said> {
  const { temporal } = ctx;
  try {
    const answer = await temporal.connection.withDeadline(until, () =>
      record.opens ? open(temporal, record) : update(temporal, record),
    );
    return { said: 'answer', answer };
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) {
      const refusal = refusalOf(record.kind, error.cause);
      return refusal === null ? NOTHING : { said: 'refused', refusal };
    }
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
      return await ending(temporal, record, until).catch(nothingOnFault);
    return nothingOnFault(error);
  }
}

/** Sends a command as a signal; false when Temporal did not take it. Throws only on bugs. */
export async function sendSignal(temporal: Temporal, record: CommandRecord, until: number): Promise<boolean> {
  const { client, connection } = temporal;
  const { matterId, command } = record;
  try {
    await connection.withDeadline(until, async () => {
      if (record.opens)
        await client.workflow.signalWithStart(record.kind, { ...startOf(temporal, record), ...signalOf(command) });
      else await signalOnce(temporal, matterId, command);
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
    if (error instanceof WorkflowNotFoundError || isFault(error)) return false;
    throw error;
  }
}

async function update(temporal: Temporal, { matterId, command }: CommandRecord): Promise<Answer> {
  const handle = temporal.client.workflow.getHandle(matterId);
  return await handle.executeUpdate<Answer, [Command]>(COMMAND_UPDATE, {
    args: [command],
    updateId: command.commandId,
  });
}

async function open(temporal: Temporal, record: CommandRecord): Promise<Answer> {
  const { command, kind } = record;
  return await temporal.client.workflow.executeUpdateWithStart<Workflow, Answer, [Command]>(COMMAND_UPDATE, {
    args: [command],
    updateId: command.commandId,
    startWorkflowOperation: new WithStartWorkflowOperation<Workflow>(kind, startOf(temporal, record)),
  });
}

/**
 * A signal under the command's own request id: the server drops what it has taken before. The client's own way draws a
 * new id each time, so that every repeat would stand in the history.
 */
async function signalOnce({ client, connection }: Temporal, workflowId: string, command: Command): Promise<void> {
  const { namespace, identity } = client.options;
  await connection.workflowService.signalWorkflowExecution({
    namespace,
    identity,
    workflowExecution: { workflowId },
    signalName: COMMAND_SIGNAL,
    input: { payloads: toPayloads(defaultPayloadConverter, command) ?? [] },
    requestId: command.commandId,
  });
}

function signalOf(command: Command) {
  return { signal: COMMAND_SIGNAL, signalArgs: [command] as [Command] } as const;
}

function startOf({ taskQueue }: Temporal, { matterId, command }: CommandRecord) {
  return {
    workflowId: matterId,
    args: [command] as [Command],
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  } as const;
}

function nothingOnFault(error: unknown): Said {
  if (isFault(error)) return NOTHING;
  throw error;
}

function isFault(error: unknown): boolean {
  return (
    error instanceof ServiceError ||
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    isGrpcServiceError(error)
  );
}
