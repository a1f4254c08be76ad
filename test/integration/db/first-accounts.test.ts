import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeFirst, type Named } from '../../../db/accounts/first.ts';
import { connect, type Db } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { verifyPassword } from '../../../db/passwords.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { scratch, type Scratch } from '../backup/scratch.ts';

const AT = '2026-11-22T09:00:00.000+08:00' as Instant;
const THREE: readonly [Named, Named, Named] = [
  { name: '张三', username: 'zhangsan' },
  { name: '李四', username: 'lisi' },
  { name: '王五', username: 'wangwu' },
];
const ARGS = THREE.map(({ name, username }) => `${name}:${username}`);

let place: Scratch;
let url: string;
let db: Db;
beforeAll(async () => {
  place = scratch(inject('templateUrl'));
  url = await place.emptyDatabase();
  await migrate(url);
  db = connect(url, { max: 2 });
}, 60_000);
afterAll(async () => {
  await db.end();
  await place.close();
});

const command = (...args: string[]) => ran('db/accounts/command.ts', ...args);

async function ran(entry: string, ...args: string[]): Promise<{ readonly out: string; readonly err: string }> {
  const env = { ...process.env, DATABASE_URL: url, TEMPORAL_ADDRESS: '127.0.0.1:9', DATA_DIR: place.folder };
  const running = promisify(execFile)(process.execPath, ['--import', 'tsx', entry, ...args], { env });
  return await running.then(
    ({ stdout, stderr }) => ({ out: stdout, err: stderr }),
    (error: unknown) => {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { out: stdout, err: stderr };
    },
  );
}

describe('a county that has nobody yet', () => {
  test('has no account and no password after its migration', async () => {
    expect(await db.sql`select * from accounts`).toEqual([]);
    expect(await db.sql`select * from people`).toEqual([]);
  });

  test('refuses a first command that does not name three', async () => {
    for (const args of [
      ['first', ...ARGS.slice(1)],
      ['second', ...ARGS],
    ])
      expect((await command(...args)).err).toContain('用法');
    const [one = '', two = ''] = ARGS;
    expect((await command('first', one, two, '王五:zhangsan')).err).toContain('用法');
    expect((await command('first', one, two, '王五:Wang Wu')).err).toContain('用法');
    expect(await db.sql`select * from accounts`).toEqual([]);
  }, 60_000);

  test('gets its three administrators once, each with a password that is printed and must be changed', async () => {
    const { out, err } = await command('first', ...ARGS);
    expect(err).toBe('');
    const rows = await db.sql<{ username: string; hash: string; mustChange: boolean; role: string; kept: boolean }[]>`
      select a.username, a.password_hash as hash, a.must_change as "mustChange", o.role,
        exists (select 1 from tenures t where t.post = o.id and t.person = a.person) as kept
      from accounts a join posts o on o.id = a.post order by o.role`;
    expect(rows.map(({ username, role, mustChange, kept }) => ({ username, role, mustChange, kept }))).toEqual([
      { username: 'zhangsan', role: 'admin', mustChange: true, kept: true },
      { username: 'wangwu', role: 'auditor', mustChange: true, kept: true },
      { username: 'lisi', role: 'security', mustChange: true, kept: true },
    ]);
    for (const { username, hash } of rows) {
      const password =
        out
          .split('\n')
          .find((line) => line.includes(username))
          ?.split('\t')[3] ?? '';
      expect(await verifyPassword(password, hash)).toBe(true);
    }
    const trail = await db.sql<
      { subject: string }[]
    >`select subject from trail where type = 'AccountMade' order by seq`;
    expect(trail.map(({ subject }) => subject)).toEqual(['accounts/zhangsan', 'accounts/lisi', 'accounts/wangwu']);
    const again = await command('first', ...ARGS.map((arg) => `${arg}2`));
    expect(again.out).toBe('');
    expect(again.err).toContain('已有单位或账号');
    expect(await db.sql`select * from accounts`).toHaveLength(3);
  }, 60_000);

  test('takes no demonstration county in any more', async () => {
    const { err } = await ran('db/seed/main.ts');
    expect(err).toContain('已有正式开立的账号');
    expect(existsSync(join(place.folder, 'demo-accounts.json'))).toBe(false);
    expect(await db.sql`select * from accounts`).toHaveLength(3);
  }, 60_000);

  test('has every entry that was made so in its registers’ record', async () => {
    expect(await checkRegisters(db)).toEqual([]);
  });
});

test('of two first commands at once one makes the three', async () => {
  const other = await place.emptyDatabase();
  await migrate(other);
  const both = connect(other, { max: 2 });
  try {
    const made = await Promise.all([makeFirst(both, THREE, AT), makeFirst(both, THREE, AT)]);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect(await both.sql`select * from accounts`).toHaveLength(3);
  } finally {
    await both.end();
  }
}, 60_000);
