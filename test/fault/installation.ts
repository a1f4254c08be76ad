import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runEntry } from '../../scripts/parts/entry.mjs';
import { startPostgres } from '../../scripts/parts/postgres.mjs';
import { freePort, until } from '../../scripts/parts/process.mjs';
import { startProgram } from '../../scripts/parts/program.mjs';
import { startTemporal } from '../../scripts/parts/temporal.mjs';
import { connect, type Db } from '../../db/client.ts';
import { connectTemporal, type Temporal } from '../../delivery/connect.ts';
import { openGate, type Gate } from './gate.ts';

export type Part = 'postgres' | 'temporal' | 'worker' | 'api';

/** The whole system as processes of its own, each of which can be killed and started again. */
export interface Installation {
  readonly url: string;
  /** The folder in which everything lies that any part writes. */
  readonly home: string;
  /** What the parts were started with. */
  readonly env: NodeJS.ProcessEnv;
  readonly db: Db;
  readonly temporal: Temporal;
  /** Ends a part as a power cut would (SIGKILL). */
  kill(part: Part): void;
  start(part: Part): Promise<void>;
  /** What was printed to the part's log. */
  logOf(part: 'worker' | 'api'): string;
  passwordOf(username: string): string;
  close(): Promise<void>;
}

interface Running {
  readonly pid: number;
  stop(): Promise<void>;
}

const NAMESPACE = 'bihuan';
const quiet = () => undefined;

export async function install({ logLevel = 'info' }: { logLevel?: 'info' | 'trace' } = {}): Promise<Installation> {
  const home = mkdtempSync(join(tmpdir(), 'bihuan-fault-'));
  const [pgGate, temporalGate, port] = [await openGate(), await openGate(), await freePort()];
  const running = new Map<Part, Running>();
  let databaseUrl = '';
  const starts: Readonly<Record<'postgres' | 'temporal', () => Promise<void>>> = {
    postgres: async () => {
      const server = await startPostgres({ dataDir: home, log: quiet });
      databaseUrl = throughGate(server.url, pgGate);
      running.set('postgres', server);
    },
    temporal: async () => {
      const server = await startTemporal({ dataDir: home, namespace: NAMESPACE, log: quiet });
      temporalGate.leadTo(Number(server.address.split(':')[1]));
      running.set('temporal', server);
    },
  };
  await Promise.all([starts.postgres(), starts.temporal()]);
  const address = `127.0.0.1:${temporalGate.port.toString()}`;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    PORT: port.toString(),
    HOST: '127.0.0.1',
    DATA_DIR: home,
    BIHUAN_EMBEDDED: '1',
    SECOND_FACTOR: 'optional',
    DEMO_COUNTY: 'registers',
    LOG_LEVEL: logLevel,
    TZ: 'UTC',
  };
  const code = await runEntry('db/seed/main.ts', [], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) throw new Error('the registers could not be prepared');
  const url = `http://127.0.0.1:${port.toString()}`;
  const start = async (part: Part): Promise<void> => {
    if (part === 'postgres' || part === 'temporal') {
      await starts[part]();
      return;
    }
    running.set(part, startProgram({ name: part, entry: `${part}/main.ts`, dataDir: home, env }));
    if (part === 'api' && !(await until(() => answers(url), 60_000, 50))) throw new Error('the API did not start');
  };
  await start('worker');
  await start('api');
  const logOf = (part: 'worker' | 'api'): string => readFileSync(join(home, `${part}.log`), 'utf8');
  if (!(await until(() => logOf('worker').includes('worker running'), 60_000, 50)))
    throw new Error('the worker did not start');
  const db = connect(databaseUrl, { max: 2, name: 'fault test' });
  const temporal = await connectTemporal({ temporal: { address, namespace: NAMESPACE, apiKey: null, tls: null } });
  const accounts = JSON.parse(readFileSync(join(home, 'demo-accounts.json'), 'utf8')) as {
    username: string;
    password: string;
  }[];
  return {
    url,
    home,
    env,
    db,
    temporal,
    start,
    kill: (part) => {
      const { pid } = running.get(part) ?? { pid: 0 };
      if (pid > 0) process.kill(pid, 'SIGKILL');
    },
    logOf,
    passwordOf: (username) => accounts.find((account) => account.username === username)?.password ?? '',
    close: async () => {
      await temporal.close();
      await db.end();
      for (const part of ['api', 'worker', 'temporal', 'postgres'] as const) await running.get(part)?.stop();
      await Promise.all([pgGate.close(), temporalGate.close()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function throughGate(serverUrl: string, gate: Gate): string {
  const url = new URL(serverUrl);
  gate.leadTo(Number(url.port));
  url.port = gate.port.toString();
  return url.href;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/live`)).ok;
  } catch {
    return false;
  }
}
