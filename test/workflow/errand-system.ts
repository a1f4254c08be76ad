import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import type { Command } from '../../workflows/kernel/command.ts';
import { SYSTEM } from '../../workflows/kernel/command.ts';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, Terms } from '../../workflows/kernel/terms.ts';
import { COMMAND_SIGNAL, COMMAND_UPDATE, type Answer } from '../../workflows/messages.ts';
import type { Batch } from '../../workflows/ports.ts';
import { temporalAddress, temporalNamespace } from '../support/system.ts';

/** Errands on the real server with a task queue of their own; `record` gathers what is handed over. */
export interface ErrandSystem {
  readonly client: Client;
  readonly taskQueue: string;
  readonly batches: Batch[];
  /** Whether `record` fails, as it does while PostgreSQL is away. */
  isRecordDown: boolean;
  startWorker(): Promise<RunningWorker>;
  /** Stops what a failed test left running, so that the next one is not refused its worker. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

const logger = new DefaultLogger('ERROR');
let bundle: WorkflowBundle | undefined;

export async function errandSystem(): Promise<ErrandSystem> {
  if (bundle === undefined) Runtime.install({ logger });
  bundle ??= await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./errand-workflows.ts', import.meta.url)),
    logger,
  });
  const connection = await Connection.connect({ address: temporalAddress() });
  const native = await NativeConnection.connect({ address: temporalAddress() });
  const namespace = temporalNamespace();
  const taskQueue = `errands-${randomUUID()}`;
  const workers = new Map<Worker, Promise<void>>();
  const stopWorker = async (worker: Worker) => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await workers.get(worker);
    workers.delete(worker);
  };
  const system: ErrandSystem = {
    client: new Client({ connection, namespace }),
    taskQueue,
    batches: [],
    isRecordDown: false,
    startWorker: async () => {
      const worker = await Worker.create({
        connection: native,
        namespace,
        taskQueue,
        workflowBundle: bundle as WorkflowBundle,
        activities: {
          record: (batch: Batch): Promise<void> => {
            if (system.isRecordDown) return Promise.reject(new Error('the database is away'));
            system.batches.push(batch);
            return Promise.resolve();
          },
        },
        sinks: { witness: { heard: { fn: nothing }, answered: { fn: nothing }, handedOver: { fn: nothing } } },
      });
      workers.set(worker, worker.run());
      return { stop: () => stopWorker(worker) };
    },
    stopWorkers: async () => {
      await Promise.all([...workers.keys()].map(stopWorker));
    },
    close: async () => {
      await native.close();
      await connection.close();
    },
  };
  return system;
}

function nothing(): void {
  // What an auditor would hear.
}

const TERMS = { policy: 'trial', policyVersion: 1, rules: 1 } as Terms;

/** An instant so many milliseconds from now. */
export function inMs(ms: number): Instant {
  return instantOf(Date.now() + ms);
}

/** A command of the errand, received now. */
export function commandOf(type: string, body: unknown, commandId: string = randomUUID()): Command {
  return { commandId, type, at: inMs(0), actor: SYSTEM, body };
}

/** An errand's opening command with these reminders. */
export function startOf(matterId: string, body: { reminders: Instant[]; isSilly?: boolean }): Command {
  const opening = { matterId: matterId as MatterId, number: matterId, terms: TERMS };
  return { ...commandOf('StartErrand', body, `start-${matterId}`), opening };
}

/** Opens by update-with-start, as the API does. */
export async function open(system: Pick<ErrandSystem, 'client' | 'taskQueue'>, command: Command): Promise<Answer> {
  return await system.client.workflow.executeUpdateWithStart<() => Promise<unknown>, Answer, [Command]>(
    COMMAND_UPDATE,
    {
      args: [command],
      updateId: command.commandId,
      startWorkflowOperation: new WithStartWorkflowOperation('errand', {
        workflowId: command.opening?.matterId ?? '',
        args: [command],
        taskQueue: system.taskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      }),
    },
  );
}

/** Sends a command by the update door. */
export async function update(handle: WorkflowHandle, command: Command): Promise<Answer> {
  return await handle.executeUpdate<Answer, [Command]>(COMMAND_UPDATE, {
    args: [command],
    updateId: command.commandId,
  });
}

/** Sends a command by the signal door. */
export async function signal(handle: WorkflowHandle, command: Command): Promise<void> {
  await handle.signal<[Command]>(COMMAND_SIGNAL, command);
}

/** The code of the refusal that an update ended in; null when it was accepted. */
export async function refusalOf(answer: Promise<Answer>): Promise<string | null> {
  try {
    await answer;
    return null;
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    return (error.cause as { type?: string } | undefined)?.type ?? null;
  }
}

/** The types of everything that was handed over for a matter, each seq once, in order. */
export function handedOver(system: ErrandSystem, matterId: string): string[] {
  const bySeq = new Map<number, string>();
  for (const batch of system.batches.filter((one) => one.matterId === matterId))
    for (const entry of batch.entries) for (const event of entry.events) bySeq.set(event.seq, event.type);
  return [...bySeq.entries()].sort(([a], [b]) => a - b).map(([, type]) => type);
}
