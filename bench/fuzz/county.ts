import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoAccount } from '../../db/seed/index.ts';
import { loadDemoCounty } from '../../scripts/demo-county/load.mjs';
import { freePort } from '../../scripts/parts/process.mjs';
import { startSystem } from '../../scripts/parts/system.mjs';

/** What stands in the environment for a real system: the bench has its own. */
const NOT_OURS =
  /^(DATABASE_URL|TEMPORAL_(?!CLI_PATH).*|OIDC_.*|BIHUAN_.*|SEAL_.*|ARCHIVE_DIR|SECRET_KEY_FILE|PORT|HOST|DATA_DIR)$/;
const HOST = '127.0.0.1';

/** A whole system with the demonstration county, by HTTP. */
export interface County {
  readonly url: string;
  readonly accounts: readonly DemoAccount[];
  /** A folder that goes with the system. */
  readonly folder: string;
}

/** Works on a system of its own with matters at every stage; nothing of it is left, whatever happens. */
export async function onOwnCounty<Result>(work: (county: County) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bihuan-fuzz-'));
  const log = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
  };
  const own = Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name));
  const env = { ...Object.fromEntries(own), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopping.abort();
    });
  try {
    const system = await startSystem({
      dataDir,
      host: HOST,
      port: await freePort(),
      env,
      log,
      stopping: stopping.signal,
    });
    try {
      await loadDemoCounty({ url: system.url, dataDir, log });
      const accounts = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
      return await work({ url: system.url, accounts, folder: dataDir });
    } finally {
      await system.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The token of a new session of an account of the demonstration. */
export async function tokenAt({ url, accounts }: County, username: string): Promise<string> {
  const account = accounts.find((one) => one.username === username);
  if (account === undefined) throw new Error(`演示账号中没有 ${username}`);
  const { password } = account;
  const answer = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (answer.status !== 201) throw new Error(`${username} 登录失败：${await answer.text()}`);
  return ((await answer.json()) as { readonly token: string }).token;
}
