import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { connect } from '../../../db/client.ts';
import { noteCommand } from '../../../db/commands.ts';
import { append } from '../../../db/ledger.ts';
import { connectTemporal } from '../../../delivery/connect.ts';
import { deliver, type Delivered, type Delivery } from '../../../delivery/deliver.ts';
import type { Bodies, CommandType } from '../../../workflows/hazard/command.ts';
import type { Command, Opening } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Batch } from '../../../workflows/ports.ts';
import { SILENT_WITNESS } from '../../../worker/witness.ts';
import { KNOWN, REPORT, termsOf, who } from '../../support/hazard-story.ts';
import { SILENT } from '../../support/silent-logger.ts';
import { freshDatabase, temporalAddress, temporalNamespace, workflowBundle } from '../../support/system.ts';

/** A worker of one release. */
export interface Release {
  stop(): Promise<void>;
}

/** A database and a task queue on which workers of two releases may run beside each other. */
export interface TwoReleases extends Delivery {
  /** The code of the release before, and of this one. */
  readonly code: { readonly before: string; readonly now: string };
  start(release: 'before' | 'now'): Promise<Release>;
  /** A hazard that the API of a release opens: under its own version of the rules. */
  open(rules: number, waitMs?: number): Promise<{ id: MatterId; delivered: Delivered }>;
  say<T extends CommandType>(id: MatterId, by: string, type: T, body: Bodies[T]): Promise<Delivered>;
  close(): Promise<void>;
}

const ANSWER_MS = 20_000;

export async function twoReleases(): Promise<TwoReleases> {
  const workflowsPath = fileURLToPath(new URL('release-before.ts', import.meta.url));
  const before = await bundleWorkflowCode({ workflowsPath, logger: SILENT });
  const code = { before: before.code, now: workflowBundle().code };
  const db = connect(await freshDatabase());
  const taskQueue = `upgrade-${randomUUID()}`;
  const namespace = temporalNamespace();
  const settings = { address: temporalAddress(), namespace, apiKey: null, tls: null };
  const temporal = await connectTemporal({ temporal: settings }, taskQueue);
  const native = await NativeConnection.connect({ address: temporalAddress() });
  const ctx = { db, temporal };
  const running = new Map<Worker, Promise<void>>();
  const stop = async (worker: Worker): Promise<void> => {
    const ended = running.get(worker);
    if (!running.delete(worker)) return;
    worker.shutdown();
    await ended;
  };
  return {
    ...ctx,
    code,
    start: async (release) => {
      const worker = await Worker.create({
        connection: native,
        namespace,
        taskQueue,
        workerDeploymentOptions: {
          useWorkerVersioning: false,
          version: { deploymentName: 'bihuan', buildId: release },
        },
        workflowBundle: { code: code[release] },
        activities: { record: (batch: Batch) => append(db, batch) },
        sinks: SILENT_WITNESS,
      });
      running.set(worker, worker.run());
      return { stop: () => stop(worker) };
    },
    open: async (rules, waitMs = ANSWER_MS) => {
      const id = `haz-${randomUUID()}` as MatterId;
      const terms = { ...termsOf('standard'), rules };
      const opening: Opening = { matterId: id, number: `YH-${id.slice(4, 12)}`, terms };
      return { id, delivered: await send(ctx, id, commandOf('yj-jb', 'Report', REPORT, opening), waitMs) };
    },
    say: (id, by, type, body) => send(ctx, id, commandOf(by, type, body), ANSWER_MS),
    close: async () => {
      await Promise.all([...running.keys()].map(stop));
      await native.close();
      await temporal.close();
      await db.end();
    },
  };
}

function commandOf(by: string, type: CommandType, body: unknown, opening?: Opening): Command {
  const envelope = { commandId: randomUUID(), type, at: instantOf(Date.now()), actor: who(by), known: KNOWN, body };
  return opening === undefined ? envelope : { ...envelope, opening };
}

async function send(ctx: Delivery, matterId: MatterId, command: Command, waitMs: number): Promise<Delivered> {
  const opens = command.opening !== undefined;
  const note = { command, kind: 'hazard', matterId, opens, via: 'update', bodyHash: command.commandId } as const;
  const noted = await noteCommand(ctx.db, note);
  if (noted.status !== 'noted') throw new Error(`${command.commandId} was noted before`);
  return await deliver(ctx, noted.record, waitMs);
}
