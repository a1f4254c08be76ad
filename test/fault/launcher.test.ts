import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityOf, livePid, until } from '../../scripts/parts/process.mjs';

const READY_MS = 90_000;
const PARTS = ['worker', 'api', 'temporal'];

let dataDir = '';
let npm: ChildProcess | null = null;
let url = '';

/** Starts the system as people do and waits for its `ready` line. */
async function start(port = ''): Promise<void> {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DEMO_COUNTY: 'registers',
    PORT: port,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
  };
  const child = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  npm = child;
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until(() => said.includes('\nready ') || child.exitCode !== null, READY_MS);
  url = /^ready (\S+)$/m.exec(said)?.[1] ?? '';
  expect(url, said).not.toBe('');
}

/** Sends the launcher a signal and waits until it is gone. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  const file = join(dataDir, 'launcher.pid.json');
  const known = livePid(file);
  if (known !== null) process.kill(known.pid, signal);
  await until(() => livePid(file) === null, READY_MS, 50);
}

function firstNumber(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}

/** The process of a part, 0 between one process and the next: PostgreSQL takes its file away before it writes a new one. */
function pidOf(part: string): number {
  if (part === 'postgres') return firstNumber(join(dataDir, 'postgres', 'postmaster.pid'));
  return livePid(join(dataDir, `${part}.pid.json`))?.pid ?? 0;
}

async function isReady(): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer?.ok === true;
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bihuan 闭环 '));
  await start();
}, READY_MS);

afterAll(async () => {
  await stop('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}, READY_MS);

for (const part of [...PARTS, 'postgres'])
  test(`${part} killed at once is started again, and the system is ready`, { timeout: READY_MS }, async () => {
    const before = pidOf(part);
    expect(before).toBeGreaterThan(0);
    process.kill(before, 'SIGKILL');
    const isBack = await until(async () => ![0, before].includes(pidOf(part)) && (await isReady()), READY_MS);
    expect(isBack).toBe(true);
  });

test(
  'the launcher killed at once: the next start takes over the port that is named and keeps the accounts',
  { timeout: READY_MS },
  async () => {
    const accounts = readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8');
    await stop('SIGKILL');
    const { port } = new URL(url);
    await start(port);
    expect(new URL(url).port).toBe(port);
    expect(await isReady()).toBe(true);
    expect(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')).toBe(accounts);
  },
);

test('npm killed at once: what it started stops, and the next start has it all', { timeout: READY_MS }, async () => {
  npm?.kill('SIGKILL');
  await start();
  expect(await isReady()).toBe(true);
});

test('Ctrl-C stops everything that was started', { timeout: READY_MS }, async () => {
  const pids = [...PARTS, 'postgres'].map(pidOf);
  await stop('SIGINT');
  expect(pids.filter((pid) => identityOf(pid) !== null)).toEqual([]);
});
