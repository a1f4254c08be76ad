import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { connect } from '../../db/client.ts';
import { noteCommand, type CommandRecord } from '../../db/commands.ts';
import { append } from '../../db/ledger.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { connectTemporal } from '../../delivery/connect.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Batch } from '../../workflows/ports.ts';
import { SILENT_WITNESS } from '../../worker/witness.ts';
import { ERRAND } from '../replay/errand-kind.ts';
import { freshDatabase, temporalAddress, temporalNamespace } from '../support/system.ts';

/** Errands with a real ledger: everything between the API and the run. */
export interface DeliverySystem extends Delivery {
  readonly taskQueue: string;
  /** Notes a command as the API does. */
  note(command: Command, via?: 'update' | 'signal'): Promise<CommandRecord>;
  /** The types in a matter's ledger, in order. */
  ledger(matterId: MatterId): Promise<string[]>;
  startWorker(): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
}

export const log = pino({ level: 'silent' });
const logger = new DefaultLogger('ERROR');
const kindOf = () => ERRAND;

export async function deliverySystem(): Promise<DeliverySystem> {
  Runtime.install({ logger });
  const workflowsPath = fileURLToPath(new URL('../replay/workflows.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger });
  const db = connect(await freshDatabase());
  const taskQueue = `delivered-${randomUUID()}`;
  const namespace = temporalNamespace();
  const temporal = await connectTemporal(
    { temporal: { address: temporalAddress(), namespace, apiKey: null, tls: null } },
    taskQueue,
  );
  const native = await NativeConnection.connect({ address: temporalAddress() });
  return {
    db,
    temporal,
    taskQueue,
    kindOf,
    note: async (command, via = 'update') => {
      const matterId = (command.opening?.matterId ?? matterOf(command)) as MatterId;
      const opens = command.opening !== undefined;
      const noted = await noteCommand(db, {
        command,
        kind: 'errand',
        matterId,
        opens,
        via,
        bodyHash: command.commandId,
      });
      if (noted.status !== 'noted') throw new Error(`${command.commandId} was noted before`);
      return noted.record;
    },
    ledger: async (matterId) => (await eventsOf(db, matterId)).map((event) => event.type),
    startWorker: async () => {
      const worker = await Worker.create({
        connection: native,
        namespace,
        taskQueue,
        workflowBundle: { code },
        activities: { record: (batch: Batch) => append(db, batch, kindOf) },
        sinks: SILENT_WITNESS,
      });
      const running = worker.run();
      return {
        stop: async () => {
          worker.shutdown();
          await running;
        },
      };
    },
    close: async () => {
      await native.close();
      await temporal.close();
      await db.end();
    },
  };
}

/** Commands of these tests name their matter in their id: `<matter>/<anything>`. */
function matterOf(command: Command): string {
  return command.commandId.split('/')[0] ?? '';
}
