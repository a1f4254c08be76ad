import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../../activities/imports/run-import.ts';
import type { Log } from '../../../activities/log.ts';
import { portsOf } from '../../../activities/record.ts';
import { importReport, orderImport, type ImportReport } from '../../../api/stores/imports.ts';
import { writeCsv, writeXlsx } from '../../../bench/county/files.ts';
import { seededNames } from '../../../bench/county/names.ts';
import { countyYear, SMALL_YEAR, type CountyRow, type YearOptions } from '../../../bench/county/year.ts';
import { connect, type Db } from '../../../db/client.ts';
import { keepEvidence } from '../../../db/evidence.ts';
import { connectTemporal } from '../../../delivery/connect.ts';
import type { Delivery } from '../../../delivery/deliver.ts';
import { startLoopWorker } from '../../../worker/temporal.ts';
import { dayOf, instantOf, type Day } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase, temporalAddress, temporalNamespace, workflowBundle } from '../../support/system.ts';

const nothing = (): void => undefined;
const SILENT: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const BY = 'per-anweiban-1' as PersonId;

/** A fresh county with its registers, a worker of loops of its own, and imports that run where the test says. */
export interface ImportSystem {
  readonly db: Db;
  readonly ctx: Delivery;
  /** What another process needs to run an import of this system. */
  readonly env: Readonly<Record<string, string>>;
  /** Orders an import as the API does; its id. */
  order(content: Buffer, name: string, dryRun?: boolean): Promise<string>;
  /** Orders and runs an import to its end. */
  bring(content: Buffer, name: string, dryRun?: boolean): Promise<ImportReport>;
  run(id: string): Promise<ImportReport>;
  report(id: string): Promise<ImportReport>;
  close(): Promise<void>;
}

export async function importSystem(): Promise<ImportSystem> {
  const url = await freshDatabase();
  const taskQueue = `imports-${randomUUID()}`;
  const db = connect(url, { name: 'import test' });
  const settings = { address: temporalAddress(), namespace: temporalNamespace(), apiKey: null, tls: null };
  const temporal = await connectTemporal({ temporal: settings }, taskQueue);
  const ctx: Delivery = { db, temporal };
  const bundle = { ...workflowBundle(), hash: 'test' };
  const loops = startLoopWorker({ temporal: settings, ports: portsOf(db, SILENT), bundle, log: SILENT, taskQueue });
  await loops.started;
  const report = async (id: string): Promise<ImportReport> => {
    const found = await importReport(db, id);
    if (found === null) throw new Error(`no import ${id}`);
    return found;
  };
  const order = async (content: Buffer, name: string, dryRun = false): Promise<string> => {
    const at = instantOf(Date.now());
    const kept = await keepEvidence(db, content, { type: 'text/csv', name, uploader: BY, at });
    const id = `imp-${randomUUID()}`;
    await orderImport(db, { id, file: kept.id, name, by: BY, at, dryRun });
    return id;
  };
  const run = async (id: string): Promise<ImportReport> => {
    await runImport(ctx, { matterId: id as MatterId });
    return report(id);
  };
  return {
    db,
    ctx,
    env: { IMPORT_DATABASE: url, IMPORT_TEMPORAL: JSON.stringify(settings), IMPORT_QUEUE: taskQueue },
    order,
    run,
    report,
    bring: async (content, name, dryRun) => run(await order(content, name, dryRun)),
    close: async () => {
      await loops.stop();
      await temporal.close();
      await db.end();
    },
  };
}

/** The rows of a year that ends today. */
export function yearRows(options: Partial<YearOptions> = {}): CountyRow[] {
  return countyYear({ ...SMALL_YEAR, asOf: today(), ...options }, seededNames());
}

export function today(): Day {
  return dayOf(instantOf(Date.now()));
}

/** Rows as the bytes of a file of this name. */
export async function fileOf(rows: readonly CountyRow[], name = 'ledger.csv'): Promise<Buffer> {
  const dir = await mkdtemp(join(tmpdir(), 'bihuan-import-'));
  try {
    await (name.endsWith('.csv') ? writeCsv : writeXlsx)(join(dir, name), '云岭县隐患排查治理台账', rows);
    return await readFile(join(dir, name));
  } finally {
    await rm(dir, { recursive: true });
  }
}
