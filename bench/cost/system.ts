import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { portsOf } from '../../activities/record.ts';
import type { Api } from '../../api/context.ts';
import { createMeters } from '../../api/plugins/metrics.ts';
import { trailOf } from '../../api/stores/trail.ts';
import { beginSession } from '../../db/accounts/session.ts';
import { storeOf } from '../../db/archive/store.ts';
import { connect, type Db } from '../../db/client.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { secretsIn } from '../../db/secrets.ts';
import type { DemoAccount } from '../../db/seed/index.ts';
import { connectTemporal, type Temporal } from '../../delivery/connect.ts';
import { startLoopWorker, type LoopWorker } from '../../worker/temporal.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { newMeter, type Meter } from './meter.ts';

/** Where costs are measured: a migrated database with the county's registers, and a Temporal that skips time. */
export interface Place {
  readonly databaseUrl: string;
  readonly accounts: readonly DemoAccount[];
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly bundle: { readonly code: string };
}

/** The application with a meter on each of its ways to PostgreSQL, and one way for looking that is not counted. */
export interface MeteredSystem {
  /** What receives commands; its database is counted by `delivering`. */
  readonly api: Api;
  readonly temporal: Temporal;
  /** Notes commands, has them decided, writes their answers. */
  readonly delivering: Meter;
  /** Writes what the loops hand over. */
  readonly recording: Meter;
  /** Carries out jobs, on `jobsDb`. */
  readonly jobs: Meter;
  readonly jobsDb: Db;
  readonly aside: Db;
  /** The id of a file that bodies may cite. */
  readonly evidence: string;
  actor(username: string): Promise<Actor>;
  /** Does the work while nobody decides. */
  withoutWorker<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const log = pino({ level: 'silent' });
/** More trail entries in a minute than any case has. */
const MANY = 10_000;

/**
 * Starts a worker of loops, and nothing that works by the clock: no sweeper and no job runner. `build`: what histories
 * name as the code that decided them. `everyDayWorked` lays calendars beside the registers, which an audit would see.
 */
export async function meteredSystem(
  place: Place,
  { build = 'cost', everyDayWorked = true } = {},
): Promise<MeteredSystem> {
  const aside = connect(place.databaseUrl, { max: 2, name: 'bench aside' });
  if (everyDayWorked) await workEveryDay(aside);
  const delivering = newMeter();
  const recording = newMeter();
  const jobs = newMeter();
  const [apiDb, recordDb, jobsDb] = await Promise.all([
    counted(place, delivering),
    counted(place, recording),
    counted(place, jobs),
  ]);
  const settings = { ...place.temporal, apiKey: null, tls: null };
  const taskQueue = `cost-${randomUUID()}`;
  const temporal = await connectTemporal({ temporal: settings }, taskQueue);
  const bundle = { ...place.bundle, hash: build };
  const start = async (): Promise<LoopWorker> => {
    const worker = startLoopWorker({ temporal: settings, ports: portsOf(recordDb, log), bundle, log, taskQueue });
    await worker.started;
    return worker;
  };
  let loops = await start();
  const actors = new Map<string, Actor>();
  return {
    api: await apiOf(apiDb, temporal),
    temporal,
    delivering,
    recording,
    jobs,
    jobsDb,
    aside,
    evidence: await someEvidence(aside, await signedIn(aside, 'chengguan-jb')),
    actor: async (username) => {
      const actor = actors.get(username) ?? (await signedIn(aside, username));
      actors.set(username, actor);
      return actor;
    },
    withoutWorker: async (work) => {
      await loops.stop();
      try {
        return await work();
      } finally {
        loops = await start();
      }
    },
    close: async () => {
      await loops.stop();
      await temporal.close();
      await Promise.all([apiDb, recordDb, jobsDb, aside].map((db) => db.end()));
    },
  };
}

/**
 * Whether two deadlines fall on one moment, and so cost one timer, depends on weekends and holidays. Here every day is
 * worked, so that the same case costs the same on any day.
 */
async function workEveryDay({ sql }: Db): Promise<void> {
  await sql`
    insert into calendars (year, version, holidays, workdays, source, published_on)
    select year, 99, '{}', (
        select array_agg(day::date) from generate_series(make_date(year, 1, 1), make_date(year, 12, 31), interval '1 day') day
        where extract(isodow from day) > 5),
      'bench', current_date
    from generate_series(extract(year from now())::int - 1, extract(year from now())::int + 1) year
    on conflict (year, version) do nothing`;
}

/** One connection, so that what stands between `begin` and `commit` is one transaction; opened before counting begins. */
async function counted({ databaseUrl }: Place, meter: Meter): Promise<Db> {
  const db = connect(databaseUrl, { max: 1, name: 'bench counted', onStatement: meter.see });
  await db.sql`select 1`;
  return db;
}

async function apiOf(db: Db, temporal: Temporal): Promise<Api> {
  return {
    db,
    temporal,
    archive: storeOf(db, null),
    secrets: await secretsIn(join(tmpdir(), `bihuan-bench-${randomUUID()}`)),
    log,
    environment: {
      trialAllowed: true,
      secondFactor: 'optional',
      dataDir: '',
      oidc: null,
      seal: { dir: '', keyFile: '', webhookUrl: null },
    },
    oidc: null,
    meters: createMeters(),
    trail: trailOf(db, log, MANY),
    demo: () => ({}),
    closing: new AbortController().signal,
  };
}

/** The actor behind an account. */
export async function signedIn(db: Db, username: string): Promise<Actor> {
  const at = instantOf(Date.now());
  const from = { address: null, agent: null };
  const begun = await beginSession(db, { username, post: null, method: 'password', restricted: null, ...from, at });
  if (begun === null) throw new Error(`no account ${username}`);
  return begun.session.actor;
}

async function someEvidence(db: Db, { person }: Actor): Promise<string> {
  const about = { type: 'text/plain', name: '现场.txt', uploader: person, at: instantOf(Date.now()) };
  return (await keepEvidence(db, Buffer.from('现场情况'), about)).id;
}
