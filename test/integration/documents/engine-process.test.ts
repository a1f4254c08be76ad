import { execFile, spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumsOf, runs } from '../../support/chromium-process.ts';

const PRINTED = '责令限期整改指令书—1—\n';
const SCRIPT = ['--import', 'tsx', 'test/integration/documents/engine-process.ts'];
const NOBODY = 65_534;
/** Unpacking Chromium is much work for a machine that is busy. */
const PATIENCE = { timeout: 240_000 };
/** Who is root starts them as nobody, whom the folder then belongs to. */
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'printing-'));
  chmodSync(folder, 0o777);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const environment = (more: Record<string, string> = {}) => ({ PATH: '/usr/bin:/bin', TMPDIR: folder, ...more });

test(
  'an unprivileged user without a home prints, in a folder of their own, and leaves only Chromium there',
  PATIENCE,
  async () => {
    const home = join(folder, 'home');
    mkdirSync(home, { mode: 0o555 });
    const env = environment({ HOME: home });
    const once = () => promisify(execFile)(process.execPath, [...SCRIPT, 'and-end'], { env, ...asNobody });
    // Two at once unpack it once.
    const both = await Promise.all([once(), once()]);
    expect(both.map(({ stdout }) => stdout)).toEqual([PRINTED, PRINTED]);
    expect(readdirSync(home)).toEqual([]);
    const own = readdirSync(folder).filter((name) => name.startsWith('bihuan-chromium-'));
    expect(own).toHaveLength(1);
    const place = join(folder, own[0] ?? '');
    expect(lstatSync(place).mode & 0o777).toBe(0o700);
    expect(readdirSync(place)).toEqual([expect.stringMatching(/^chromium-\d/)]);
  },
);

test('Chromium ends with a process that is killed, and the next one removes what it left', PATIENCE, async () => {
  const child = spawn(process.execPath, SCRIPT, {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
    ...asNobody,
  });
  await new Promise<void>((resolve) =>
    child.stdout.once('data', () => {
      resolve();
    }),
  );
  const [chromium = Number.NaN] = chromiumsOf(child.pid);
  expect(runs(chromium)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => runs(chromium), { timeout: 20_000 }).toBe(false);
  const place = join(folder, readdirSync(folder).find((name) => name.startsWith('bihuan-')) ?? '');
  const left = () => readdirSync(place).filter((name) => name.startsWith('run-'));
  expect(left()).toHaveLength(1);
  await promisify(execFile)(process.execPath, [...SCRIPT, 'and-end'], { env: environment(), ...asNobody });
  expect(left()).toEqual([]);
});

test('a folder that others may enter is not used', PATIENCE, async () => {
  const elsewhere = join(folder, 'elsewhere');
  const name = `bihuan-chromium-${(process.getuid?.() ?? 0).toString()}`;
  mkdirSync(join(elsewhere, name), { recursive: true });
  chmodSync(join(elsewhere, name), 0o777);
  const env = environment({ TMPDIR: elsewhere });
  const printing = promisify(execFile)(process.execPath, [...SCRIPT, 'and-end'], { env });
  await expect(printing).rejects.toThrow('不归本程序所有，或者他人可以进入');
});

test('a CHROMIUM_PATH that does not start is said by its name', PATIENCE, async () => {
  const env = environment({ CHROMIUM_PATH: '/bin/false' });
  const printing = promisify(execFile)(process.execPath, [...SCRIPT, 'and-end'], { env });
  await expect(printing).rejects.toThrow('/bin/false 不能启动');
});
