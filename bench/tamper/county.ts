import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { archiveRun } from '../../activities/archive/archive-run.ts';
import type { ArchiveWork } from '../../activities/archive/work.ts';
import { runImport } from '../../activities/imports/run-import.ts';
import { orderImport } from '../../api/stores/imports.ts';
import { codeOf, type WorkflowCode } from '../../audit/code.ts';
import { historyJson, type HistoryJson } from '../../audit/history/history-json.ts';
import { madeWith } from '../../audit/releases/made-with.ts';
import { sealHeads } from '../../audit/seals/run.ts';
import { storeOf } from '../../db/archive/store.ts';
import { keepBundle } from '../../db/bundles.ts';
import { connect } from '../../db/client.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { writeRegister } from '../../db/registers/write.ts';
import { appendTrail } from '../../db/trail.ts';
import { exportHistory } from '../../delivery/history.ts';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId, PersonId } from '../../workflows/kernel/terms.ts';
import { meteredSystem, type MeteredSystem, type Place } from '../cost/system.ts';
import { writeCsv } from '../county/files.ts';
import { seededNames } from '../county/names.ts';
import { countyYear } from '../county/year.ts';
import { carryOutJobs } from './jobs.ts';
import { accepted, brought, climbed, noted, signalled } from './lives.ts';

/** A run as Temporal holds it. */
export interface Run {
  readonly runId: string;
  readonly history: HistoryJson;
}

/** What really happened, and everything that was kept of it: the original that copies are made of. */
export interface County {
  /** Nobody is connected to it, and no trigger guards it any more. */
  readonly databaseUrl: string;
  readonly sealDir: string;
  readonly keyFile: string;
  readonly code: WorkflowCode;
  /** What Temporal still has; the runs that are missing here have outlived its retention. */
  readonly runs: ReadonlyMap<MatterId, Run>;
}

/** How much happens. `climb`: whether one hazard is silent up to the highest rung, which takes half a minute. */
export interface Size {
  readonly closed: number;
  readonly open: number;
  readonly imported: number;
  readonly climb: boolean;
}

const BY = 'per-anweiban-1' as PersonId;
const nothing = (): void => undefined;
const LOG = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Lets a county work for some days of skipped time, archived and sealed as it goes on, and a little after the last seal. */
export async function workedCounty(place: Place, size: Size, dir: string): Promise<County> {
  const code = codeOf(place.bundle.code);
  const system = await meteredSystem(place, { build: code.hash, everyDayWorked: false });
  const outside = { sealDir: join(dir, 'seals'), keyFile: join(dir, 'seal.key') };
  try {
    const { runs } = await worked(system, place, { size, code, outside });
    return { databaseUrl: place.databaseUrl, ...outside, code, runs };
  } finally {
    await system.close();
    await unguard(place.databaseUrl);
  }
}

interface Plan {
  readonly size: Size;
  readonly code: WorkflowCode;
  readonly outside: { readonly sealDir: string; readonly keyFile: string };
}

async function worked(system: MeteredSystem, place: Place, { size, code, outside }: Plan) {
  const { aside } = system;
  const sealed = async () => {
    const settings = { dir: outside.sealDir, keyFile: outside.keyFile, webhookUrl: null };
    const said: unknown[] = [];
    const log = { ...LOG, error: (meta: object, message: string) => said.push(message, meta) };
    if ((await sealHeads(aside, settings, log)) > 0) throw new Error(`the seal did not hold: ${inspect(said)}`);
  };
  await keepBundle(aside, { ...madeWith(), ...code }, instantOf(Date.now()));
  await imported(system, size.imported);
  await signedIn(system);
  await sealed();
  const closed = await each(size.closed, () => accepted(system));
  await sealed();
  for (const [i, hazard] of closed.entries()) {
    if (i % 2 === 0) await signalled(system, hazard);
    await brought(system, hazard);
  }
  await carryOutJobs(system);
  await archived(system, closed.map(({ id }) => id)); // prettier-ignore
  await registerChanged(system);
  await sealed();
  const open = await each(size.open, () => accepted(system));
  const [first] = open;
  if (first !== undefined && size.climb) await noted(system, await climbed({ system, place }, first));
  await archived(system, open.slice(0, 2).map(({ id }) => id)); // prettier-ignore
  await sealed();
  await signedIn(system);
  await sealed();
  // After the last seal.
  const last = open.at(-1);
  if (last !== undefined) await signalled(system, last);
  await accepted(system);
  await signedIn(system);
  await carryOutJobs(system);
  return { runs: await runsOf(system, closed.filter((_, i) => i % 3 === 1).map(({ id }) => id)) }; // prettier-ignore
}

async function each<Made>(count: number, make: () => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  while (made.length < count) made.push(await make());
  return made;
}

/** A ledger of the county, some of whose rows are open. */
async function imported({ aside, temporal }: MeteredSystem, found: number): Promise<void> {
  const at = instantOf(Date.now());
  const dir = await mkdtemp(join(tmpdir(), 'bihuan-tamper-'));
  try {
    const path = join(dir, 'ledger.csv');
    const open = Math.ceil(found / 4);
    const rows = countyYear({ seed: 1, asOf: dayOf(at), found, open, unregistered: 0 }, seededNames());
    await writeCsv(path, '云岭县隐患排查治理台账', rows);
    const about = { type: 'text/csv', name: 'ledger.csv', uploader: BY, at };
    const file = await keepEvidence(aside, await readFile(path), about);
    const id = 'imp-tamper' as MatterId;
    await orderImport(aside, { id, file: file.id, name: 'ledger.csv', by: BY, at, dryRun: false });
    await runImport({ db: aside, temporal }, { matterId: id });
    await aside.sql`delete from jobs where type = 'Import'`;
  } finally {
    await rm(dir, { recursive: true });
  }
}

async function signedIn({ aside }: MeteredSystem): Promise<void> {
  for (const type of ['SignedIn', 'SignInRefused', 'SignedOut'] as const)
    await appendTrail(aside, { at: instantOf(Date.now()), type, actor: { person: BY }, subject: null, data: {} });
}

async function registerChanged({ aside }: MeteredSystem): Promise<void> {
  await writeRegister(aside, 'units', { by: BY, at: instantOf(Date.now()) }, async (sql) => {
    const [before] = await sql<{ id: string }[]>`select * from units where id = 'u-qiye01'`;
    const [after] = await sql<{ id: string }[]>`
      update units set name = name || '（更名）' where id = 'u-qiye01' returning *`;
    return before === undefined || after === undefined ? null : { id: after.id, before, after };
  });
}

/** The runs of these matters as they are now: of those that ended for good, of living ones as a copy. */
async function archived({ aside, temporal }: MeteredSystem, ids: readonly MatterId[]): Promise<void> {
  const stopping = new AbortController().signal;
  const now = () => instantOf(Date.now());
  const work: ArchiveWork = { db: aside, archive: storeOf(aside, null), temporal, log: LOG, now, stopping };
  for (const matterId of ids) {
    const { runId, status } = await temporal.client.workflow.getHandle(matterId).describe();
    await archiveRun(work, { matterId, runId }, status.name !== 'RUNNING');
  }
}

async function runsOf({ aside, temporal }: MeteredSystem, expired: readonly MatterId[]): Promise<Map<MatterId, Run>> {
  const rows = await aside.sql<{ id: MatterId }[]>`
    select matter_id as id from ledger where seq = 1 and data -> 'closed' is null or seq = 1 and data ->> 'closed' is null
    order by matter_id`;
  const runs = new Map<MatterId, Run>();
  for (const { id } of rows) {
    if (expired.includes(id)) continue;
    const { runId, history } = await exportHistory(temporal, id);
    runs.set(id, { runId, history: historyJson(history) });
  }
  return runs;
}

/** What stops the application's role does not stop whoever owns the database. */
async function unguard(url: string): Promise<void> {
  const owner = connect(url, { max: 1, settings: { role: 'none' } });
  try {
    const tables = await owner.sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public'`;
    for (const { name } of tables) await owner.sql`alter table ${owner.sql(name)} disable trigger all`;
  } finally {
    await owner.end();
  }
}
