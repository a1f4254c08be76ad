import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Db } from '../../db/client.ts';
import { append } from '../../db/ledger.ts';
import type { Bodies, CommandType } from '../../workflows/hazard/command.ts';
import type { HazardTerms } from '../../workflows/hazard/state.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { COMMAND_UPDATE, type Answer } from '../../workflows/messages.ts';
import type { Batch } from '../../workflows/ports.ts';
import { SILENT_WITNESS } from '../../worker/witness.ts';
import { KNOWN, REPORT, termsOf, who } from '../support/hazard-story.ts';
import { workflowBundle } from '../support/system.ts';

/** A server whose clock jumps, and where its runs are recorded. */
export interface Years {
  readonly env: TestWorkflowEnvironment;
  readonly db: Db;
  readonly taskQueue: string;
}

/** A hazard on a server whose clock jumps, told by the same words as the rules' own stories. */
export interface HazardLife {
  readonly id: MatterId;
  readonly opening: Command;
  readonly handle: WorkflowHandle;
  now(): Promise<Instant>;
  /** Says a command and writes its answer, as a caller does. Throws when it is refused. */
  say<T extends CommandType>(by: string, type: T, body: Bodies[T]): Promise<void>;
}

/** Starts a worker on the jumping server; `stop` lets what is in hand end. */
export async function workerOfYears({ env, db, taskQueue }: Years): Promise<{ stop(): Promise<void> }> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: workflowBundle(),
    activities: { record: (batch: Batch) => append(db, batch) },
    sinks: SILENT_WITNESS,
  });
  const running = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await running;
    },
  };
}

/** Reports a hazard under the standard policy, or under other terms. */
export async function hazardLife(
  { env, db, taskQueue }: Years,
  terms: HazardTerms = termsOf('standard'),
): Promise<HazardLife> {
  const id = `haz-${randomUUID()}` as MatterId;
  const now = async (): Promise<Instant> => instantOf(await env.currentTimeMs());
  const command = async (by: string, type: CommandType, body: unknown): Promise<Command> => ({
    commandId: randomUUID(),
    type,
    at: await now(),
    actor: who(by),
    known: KNOWN,
    body,
  });
  const opening: Command = {
    ...(await command('yj-jb', 'Report', REPORT)),
    opening: { matterId: id, number: `YH-${id.slice(4, 12)}`, terms },
  };
  const handle = await env.client.workflow.start('hazard', { workflowId: id, taskQueue, args: [opening] });
  const send = async (asked: Command): Promise<void> => {
    const args: [Command] = [asked];
    const answer = await handle.executeUpdate<Answer, [Command]>(COMMAND_UPDATE, { args, updateId: asked.commandId });
    await append(db, { matterId: id, kind: 'hazard', entries: answer.entries });
  };
  await send(opening);
  return { id, opening, handle, now, say: async (by, type, body) => send(await command(by, type, body)) };
}
