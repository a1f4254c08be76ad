import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { egressOf } from '../../activities/egress/receivers.ts';
import { portsOf } from '../../activities/record.ts';
import { storeOf } from '../../db/archive/store.ts';
import { connect, type Db } from '../../db/client.ts';
import { secretsIn } from '../../db/secrets.ts';
import { connectTemporal } from '../../delivery/connect.ts';
import { startLoopWorker } from '../../worker/temporal.ts';
import { startWatch } from '../../worker/watch.ts';
import type { Place } from '../cost/system.ts';
import { signedIn } from '../cost/system.ts';
import { crowd, type Crowd } from './crowd.ts';

const LOOK_EVERY_MS = 500;
/** So long after the due moment the last rung must have fired. */
const PATIENCE_MS = 300_000;

/** How late the rungs of one second were. */
export interface Burst {
  readonly matters: number;
  readonly openedPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** From the due moment until the last one stood in the ledger. */
  readonly recordedMs: number;
  /** Rungs that fired more than once, that did not fire, and wakes that the auditor sent again. */
  readonly twice: number;
  readonly lost: number;
  readonly healed: number;
}

/** Opens the crowd on the whole of a worker process (loops, jobs, sweeper, auditor) and waits for its rungs. */
export async function measureBurst(place: Place, matters: number, leadSeconds: number): Promise<Burst> {
  const log = pino({ level: 'silent' });
  const settings = { ...place.temporal, apiKey: null, tls: null };
  const db = connect(place.databaseUrl, { max: 16, name: 'bench burst' });
  const temporal = await connectTemporal({ temporal: settings });
  const ctx = { db, temporal };
  const bundle = { ...place.bundle, hash: 'burst' };
  const loops = startLoopWorker({ temporal: settings, ports: portsOf(db, log), bundle, log });
  await loops.started;
  const secrets = await secretsIn(join(tmpdir(), `bihuan-bench-${randomUUID()}`));
  const egress = egressOf({ allow: '', mail: null });
  const watch = startWatch({ ...ctx, archive: storeOf(db, null), seal: { dir: '' }, secrets, egress }, bundle, log);
  try {
    const actor = await signedIn(db, 'chengguan-jb');
    const tell = (opened: number): void => {
      if (opened % 100 === 0) process.stderr.write(`\r立案 ${opened.toString()}/${matters.toString()}`);
    };
    const opened = await crowd(ctx, actor, matters, leadSeconds, tell);
    process.stderr.write('\n');
    return await lateness(db, opened);
  } finally {
    await Promise.all([loops.stop(), watch.stop()]);
    await temporal.close();
    await db.end();
  }
}

async function lateness(db: Db, { ids, dueAt, openedInMs }: Crowd): Promise<Burst> {
  const due = Date.parse(dueAt);
  await pause(Math.max(0, due - Date.now()));
  let fired: readonly { readonly matterId: string; readonly ms: number }[] = [];
  while (new Set(fired.map(({ matterId }) => matterId)).size < ids.length && Date.now() < due + PATIENCE_MS) {
    await pause(LOOK_EVERY_MS);
    fired = await firings(db, ids, dueAt);
    process.stderr.write(`\r触发 ${fired.length.toString()}/${ids.length.toString()}`);
  }
  process.stderr.write('\n');
  const recordedMs = Date.now() - due;
  const late = fired.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? Infinity;
  const distinct = new Set(fired.map(({ matterId }) => matterId)).size;
  return {
    matters: ids.length,
    openedPerSecond: (ids.length * 1_000) / openedInMs,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    recordedMs,
    twice: fired.length - distinct,
    lost: ids.length - distinct,
    healed: await healed(db, ids),
  };
}

async function firings(db: Db, ids: readonly string[], dueAt: string): Promise<{ matterId: string; ms: number }[]> {
  return await db.sql<{ matterId: string; ms: number }[]>`
    select matter_id as "matterId", extract(epoch from heard_at - ${dueAt}::timestamptz)::float8 * 1000 as ms
    from ledger where matter_id = any(${[...ids]}) and type = 'RungFired' and data->>'dueAt' = ${dueAt}`;
}

async function healed(db: Db, ids: readonly string[]): Promise<number> {
  const [row] = await db.sql<{ n: number }[]>`
    select count(*) as n from ledger where matter_id = any(${[...ids]}) and type = 'WakeResent'`;
  return row?.n ?? 0;
}
