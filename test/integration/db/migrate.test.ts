import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { isUnavailable, sqlState } from '../../../db/errors.ts';
import { migrate } from '../../../db/migrate.ts';
import { appendTrail } from '../../../db/trail.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';

const NAME = `bihuan_test_migrate_${process.pid.toString()}`;

function urlOf(name: string): string {
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

let server: Db;
beforeAll(async () => {
  server = connect(urlOf('postgres'), { max: 1, settings: { role: 'none' } });
  await server.sql.unsafe(`create database ${NAME}`);
});
afterAll(async () => {
  await server.sql.unsafe(`drop database if exists ${NAME} with (force)`);
  await server.end();
});

test('three migrations at once all succeed, and a later one changes nothing', async () => {
  const url = urlOf(NAME);
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  await migrate(url);
  const db = connect(url, { max: 1 });
  try {
    const applied = await db.sql<{ n: number }[]>`select count(*) as n from clauses`;
    expect(applied[0]?.n).toBeGreaterThan(30);
  } finally {
    await db.end();
  }
});

test('whoever connects to a migrated database is the application’s role, unless they ask to be the owner', async () => {
  const [app, owner] = [connect(urlOf(NAME), { max: 1 }), connect(urlOf(NAME), { max: 1, settings: { role: 'none' } })];
  try {
    expect(await app.sql`select current_user as who`).toMatchObject([{ who: 'bihuan_app' }]);
    expect(await owner.sql`select current_user = session_user as same`).toMatchObject([{ same: true }]);
    await expect(app.sql`drop table ledger`).rejects.toMatchObject({ code: '42501' });
    for (const table of [
      'units',
      'posts',
      'people',
      'enterprises',
      'accounts',
      'api_keys',
      'tip_openings',
      'notice_channels',
    ])
      await expect(app.sql`delete from ${app.sql(table)}`, table).rejects.toMatchObject({ code: '42501' });
    await expect(app.sql`update tip_codes set matter_id = 'x'`).rejects.toMatchObject({ code: '42501' });
  } finally {
    await Promise.all([app.end(), owner.end()]);
  }
});

test('a login that is in the application’s role and nothing else does the work, and takes no other role', async () => {
  const login = `${NAME}_login`;
  await server.sql.unsafe(`create role ${login} login password 'drawn-for-this-test' in role bihuan_app`);
  const url = new URL(urlOf(NAME));
  [url.username, url.password] = [login, 'drawn-for-this-test'];
  const least = connect(url.href, { max: 1 });
  try {
    const entry = { type: 'BackedUp', actor: { process: 'test' }, subject: null, data: {} } as const;
    expect(await appendTrail(least, { ...entry, at: '2026-11-22T09:00:00.000+08:00' as Instant })).toBeGreaterThan(1);
    await expect(least.sql`update accounts set failures = 0`).resolves.toBeDefined();
    const owner = new URL(urlOf(NAME)).username;
    for (const statement of [
      `set role "${owner}"`,
      'alter table trail disable trigger all',
      'set session_replication_role = replica',
      `update trail set type = 'x'`,
      'drop function append_trail',
    ])
      await expect(least.sql.unsafe(statement), statement).rejects.toMatchObject({ code: '42501' });
  } finally {
    await least.end();
    await server.sql.unsafe(`drop role ${login}`);
  }
});

test('an absent database is told apart from a wrong statement, also through drizzle', async () => {
  const absent = connect('postgres://x@127.0.0.1:1/x', { max: 1 });
  const error: unknown = await absent.sql`select 1`.catch((e: unknown) => e);
  expect(isUnavailable(error)).toBe(true);
  const wrapped: unknown = await absent.orm.execute('select 1').catch((e: unknown) => e);
  expect(isUnavailable(wrapped)).toBe(true);
  await absent.end();
  const wrong: unknown = await server.orm.execute('select nothing').catch((e: unknown) => e);
  expect(sqlState(wrong)).toBe('42703');
  expect(isUnavailable(wrong)).toBe(false);
});
