import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { SILENT } from '../../audit/code.ts';
import type { Auditor } from '../../audit/auditor.ts';
import { sealIndex } from '../../audit/seal-index.ts';
import { storeOf } from '../../db/archive/store.ts';
import { connect, type Db, type Transaction } from '../../db/client.ts';
import { append } from '../../db/ledger.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Answer } from '../../workflows/messages.ts';
import type { Batch } from '../../workflows/ports.ts';
import { freshDatabase, temporalAddress, temporalNamespace } from '../support/system.ts';
import { commandOf, inMs, open, signal, startOf, update } from '../workflow/errand-system.ts';
import { ERRAND } from './errand-kind.ts';

/** A worker of numbered errands on the real server, writing a real ledger, with an auditor beside it. */
export interface ErrandRun {
  readonly auditor: Auditor & { readonly kindOf: () => typeof ERRAND };
  /** Does what the application's role may not: as the owner, with the triggers off that guard the tables. */
  asSuperuser(change: (sql: Transaction) => Promise<unknown>): Promise<void>;
  /** Opens an errand with one reminder and drives it to its end: updates, signals, a refused signal and a wake. */
  finished(note?: string): Promise<MatterId>;
  close(): Promise<void>;
}

const kindOf = () => ERRAND;
const nothing = () => undefined;

export async function errandRun(): Promise<ErrandRun> {
  Runtime.install({ logger: SILENT, telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } });
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: SILENT });
  const url = await freshDatabase();
  const db = connect(url);
  const namespace = temporalNamespace();
  const connection = await Connection.connect({ address: temporalAddress() });
  const native = await NativeConnection.connect({ address: temporalAddress() });
  const taskQueue = `audited-${randomUUID()}`;
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: { code },
    activities: { record: (batch: Batch) => append(db, batch, kindOf) },
    sinks: { witness: { heard: { fn: nothing }, answered: { fn: nothing }, handedOver: { fn: nothing } } },
  });
  const running = worker.run();
  const client = new Client({ connection, namespace });
  return {
    auditor: {
      db,
      temporal: { client, connection, namespace, taskQueue, close: async () => {} },
      code,
      archive: storeOf(db, null),
      files: new Map(),
      seals: sealIndex([], new Map()),
      trusted: () => null,
      kindOf,
    },
    asSuperuser: async (change) => {
      const owner = connect(url, { max: 1, settings: { role: 'none' } });
      try {
        await owner.sql.begin(async (sql) => {
          const guards = await sql<{ table: string; trigger: string }[]>`
            select tgrelid::regclass::text as "table", tgname as "trigger" from pg_trigger where tgenabled = 'A'`;
          for (const { table, trigger } of guards) await sql`alter table ${sql(table)} disable trigger ${sql(trigger)}`;
          await sql`set local session_replication_role = replica`;
          await change(sql);
          for (const { table, trigger } of guards)
            await sql`alter table ${sql(table)} enable always trigger ${sql(trigger)}`;
        });
      } finally {
        await owner.end();
      }
    },
    finished: (note) => drive({ client, taskQueue }, db, note),
    close: async () => {
      worker.shutdown();
      await running;
      await native.close();
      await connection.close();
      await db.end();
    },
  };
}

async function drive(
  system: { readonly client: Client; readonly taskQueue: string },
  db: Db,
  text = '甲',
): Promise<MatterId> {
  const id = `err-${randomUUID()}` as MatterId;
  const write = ({ entries }: Answer) => append(db, { matterId: id, kind: 'errand', entries }, kindOf);
  // Far enough that it is a timer that fires, and waited for before anything else is said.
  await write(await open(system, startOf(id, { reminders: [inMs(3_000)] })));
  await until(db, id, 'Reminded');
  const handle = system.client.workflow.getHandle(id);
  await write(await update(handle, commandOf('AddNote', { text }, `${id}-a`)));
  await signal(handle, commandOf('AddNote', { text: '乙' }, `${id}-b`));
  await signal(handle, commandOf('AddNote', { text: '' }, `${id}-c`));
  await write(await update(handle, commandOf('FinishErrand', {}, `${id}-d`)));
  await handle.result();
  return id;
}

/** Waits until the ledger has an event of this type. */
async function until(db: Db, id: MatterId, type: string): Promise<void> {
  for (;;) {
    const [row] = await db.sql`select 1 from ledger where matter_id = ${id} and type = ${type}`;
    if (row !== undefined) return;
    await db.sql`select pg_sleep(0.05)`;
  }
}
