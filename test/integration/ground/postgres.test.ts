import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../../../scripts/parts/postgres.mjs';
import { isAlive, identityOf, until } from '../../../scripts/parts/process.mjs';
import { connect } from '../../../db/client.ts';

const nothing = () => undefined;
const folders: string[] = [];

/** A path as people have them. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'bihuan 数据 '));
  folders.push(path);
  return path;
}

afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

test('a PostgreSQL killed at once is started again on the same port with all rows', async () => {
  const dataDir = folder();
  const first = await startPostgres({ dataDir, log: nothing });
  const before = connect(first.url, { max: 1 });
  await before.sql`create table kept as select 1 as n`;
  await before.end();
  const known = { pid: first.pid, identity: identityOf(first.pid) ?? '' };
  process.kill(first.pid, 'SIGKILL');
  await until(() => !isAlive(known), 5_000, 10);
  const second = await startPostgres({ dataDir, log: nothing });
  const after = connect(second.url, { max: 1 });
  const rows = await after.sql`select n from kept`;
  await after.end();
  await second.stop();
  expect(second.url).toBe(first.url);
  expect([...rows]).toEqual([{ n: 1 }]);
});

test('a PostgreSQL that a dead launcher left running is taken over', async () => {
  const dataDir = folder();
  const first = await startPostgres({ dataDir, log: nothing });
  const second = await startPostgres({ dataDir, log: nothing });
  await second.stop();
  expect(second.pid).toBe(first.pid);
  expect(first.isAlive()).toBe(false);
});

test("a pid file that names a stranger's process does not keep PostgreSQL from starting", async () => {
  const dataDir = folder();
  const first = await startPostgres({ dataDir, log: nothing });
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await first.stop();
  writeFileSync(file, [process.pid.toString(), ...lines.slice(1)].join('\n'));
  const second = await startPostgres({ dataDir, log: nothing });
  await second.stop();
  expect(second.pid).not.toBe(process.pid);
});

test('searching in Chinese works in the database that is made', async () => {
  const dataDir = folder();
  const server = await startPostgres({ dataDir, log: nothing });
  const db = connect(server.url, { max: 1, settings: { role: 'none' } });
  await db.sql`create extension pg_trgm`;
  const [found] = await db.sql`select array_length(show_trgm('隐患排查'), 1) as n`;
  await db.end();
  await server.stop();
  expect(found?.['n']).toBeGreaterThan(0);
});
