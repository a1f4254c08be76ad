import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { connect } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { projectionsApart, rebuild } from '../../../db/rebuild.ts';
import { holdingDatabase } from './holding.ts';
import { asOwner, contentOf, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let url: string;
let home: Scratch;
let file: string;
let into: string;
let before: Record<string, string[]>;

beforeAll(async () => {
  url = await holdingDatabase();
  home = scratch(url);
  file = join(home.folder, 'made.zip');
  before = await contentOf(url);
  await backup(url, file, QUIET, NO_FOLDERS);
  into = await home.emptyDatabase();
  await restore(file, into, QUIET, NO_FOLDERS);
});
afterAll(() => home.close());

const tablesIn = async (database: string) =>
  await asOwner(database, ({ sql }) => sql`select tablename from pg_tables where schemaname in ('public', 'drizzle')`);

describe('a restored database', () => {
  it('holds every row of every table as it was, but for the sessions', async () => {
    const after = await contentOf(into);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(before['public.sessions']).toHaveLength(1);
    expect(after['public.sessions']).toEqual([]);
    for (const table of Object.keys(before).filter((name) => !/trail|sessions/.test(name)))
      expect({ table, rows: after[table] }).toEqual({ table, rows: before[table] });
  });

  it('says in its trail that it was restored, and to when', async () => {
    const trail = await asOwner(
      into,
      ({ sql }) => sql<{ type: string; data: object }[]>`
      select type, data from trail order by seq`,
    );
    expect(trail.at(-1)).toMatchObject({ type: 'Restored', data: { ledger: 2 } });
    expect(trail.length).toBe((before['public.trail']?.length ?? 0) + 1);
  });

  it('draws no id twice', async () => {
    const [row] = await asOwner(
      into,
      ({ sql }) => sql<{ ord: number; most: number }[]>`
      with most as (select max(ord) as most from commands)
      insert into commands (command_id, kind, matter_id, type, opens, via, outcome, noted_at)
      values ('later', 'hazard', 'haz-x', 'X', false, 'update', 'done', now())
      returning ord, (select most from most) as most`,
    );
    expect(row?.ord).toBeGreaterThan(row?.most ?? Infinity);
  });

  it('refuses to change what is written once, to the application and to its owner', async () => {
    const changes = [
      `update ledger set type = 'X'`,
      'delete from trail',
      'truncate evidence',
      'update seals set n = 2',
    ];
    for (const change of changes) {
      await expect(asOwner(into, ({ sql }) => sql.unsafe(change))).rejects.toThrow(/append-only|kept by its hash/);
      const app = connect(into, { max: 1 });
      await expect(app.sql.unsafe(change)).rejects.toThrow(/permission denied|append-only|kept by its hash/);
      await app.end();
    }
  });

  it('rebuilds every projection from the ledger to equal rows', async () => {
    await asOwner(into, async (db) => {
      expect(await projectionsApart(db)).toEqual([]);
      expect(await rebuild(db, 'all')).toBe(2);
    });
    expect((await contentOf(into))['public.matters']).toEqual(before['public.matters']);
  });

  it('is not restored into again, nor is any database that holds something', async () => {
    const standing = await contentOf(into);
    await expect(restore(file, into, QUIET, NO_FOLDERS)).rejects.toThrow(/目标数据库不是空的/);
    expect(await contentOf(into)).toEqual(standing);
  });
});

describe('projections apart from their ledger', () => {
  it('are named whichever column departs, and also where a row or a ledger is missing', async () => {
    await asOwner(into, async (db) => {
      const [one, other] = (await db.sql<{ id: string }[]>`select id from matters order by id`).map(({ id }) => id);
      for (const change of [
        'level = level + 1',
        `summary = summary || '{"x": 1}'`,
        'found_on = null',
        `units = '{}'`,
      ]) {
        await db.sql.unsafe(`update matters set ${change} where id = '${one ?? ''}'`);
        expect({ change, apart: await projectionsApart(db) }).toEqual({ change, apart: [one] });
        await rebuild(db, 'all');
      }
      await db.sql`update matters set id = 'haz-stray' where id = ${other ?? ''}`;
      expect(await projectionsApart(db)).toEqual(['haz-stray', other]);
      await rebuild(db, 'all');
      expect(await projectionsApart(db)).toEqual([]);
    });
  });
});

describe('a restore that fails', () => {
  it('leaves the database empty, so that another can be tried', async () => {
    const broken = await holdingDatabase();
    await asOwner(broken, async ({ sql }) => {
      await sql`alter table sessions drop constraint sessions_username_accounts_username_fk`;
      await sql`update sessions set username = 'nobody'`;
    });
    const path = join(home.folder, 'broken.zip');
    await backup(broken, path, QUIET, NO_FOLDERS);
    const target = await home.emptyDatabase();
    await expect(restore(path, target, QUIET, NO_FOLDERS)).rejects.toThrow(/foreign key/);
    expect(await tablesIn(target)).toEqual([]);
    await restore(file, target, QUIET, NO_FOLDERS);
    expect((await contentOf(target))['public.ledger']).toEqual(before['public.ledger']);
  });

  it('is refused before anything when the backup comes from a schema that is not known here', async () => {
    const later = await holdingDatabase();
    await asOwner(
      later,
      ({ sql }) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('f', 9e15)`,
    );
    const path = join(home.folder, 'later.zip');
    await backup(later, path, QUIET, NO_FOLDERS);
    const target = await home.emptyDatabase();
    await expect(restore(path, target, QUIET, NO_FOLDERS)).rejects.toThrow(/本版本所不知道/);
    expect(await tablesIn(target)).toEqual([]);
  });
});

describe('a restore', () => {
  it('needs an owner of the database, no superuser', async () => {
    const target = new URL(await home.emptyDatabase());
    const role = `plain_${target.pathname.slice(-8)}`;
    await asOwner(target.href, async ({ sql }) => {
      await sql.unsafe(`create role ${role} login password 'plain'`);
      await sql.unsafe(`alter database ${target.pathname.slice(1)} owner to ${role}`);
    });
    const plain = new URL(target.href);
    plain.username = role;
    plain.password = 'plain';
    await restore(file, plain.href, QUIET, NO_FOLDERS);
    expect((await contentOf(target.href))['public.ledger']).toEqual(before['public.ledger']);
    await expect(asOwner(plain.href, ({ sql }) => sql`delete from ledger`)).rejects.toThrow(/append-only/);
  });

  it('brings a backup of an older schema to the present one', async () => {
    const older = await home.emptyDatabase();
    await applied(older, 3);
    await asOwner(older, async ({ sql }) => {
      await sql`insert into units (id, kind, name, short_name, valid_from) values ('u-old', 'county', '旧县', '旧', '2020-01-01')`;
      await sql`insert into policies (kind, id, version, effective_from, content) values ('hazard', 'old', 1, '2020-01-01', '{}')`;
    });
    const path = join(home.folder, 'older.zip');
    const { manifest } = await backup(older, path, QUIET, NO_FOLDERS);
    expect(manifest.migrations).toHaveLength(3);
    const target = await home.emptyDatabase();
    await restore(path, target, QUIET, NO_FOLDERS);
    const after = await contentOf(target);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after['public.units']).toEqual([expect.stringContaining('旧县')]);
    const policies = await asOwner(target, ({ sql }) => sql`select status from policies where id = 'old'`);
    expect(policies).toEqual([{ status: 'published' }]);
    const standing = await contentOf(target);
    await migrate(target);
    expect(await contentOf(target)).toEqual(standing);
  });
});

/** Brings a database to the first migrations alone, as a release of that time did. */
async function applied(database: string, count: number): Promise<void> {
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  await applyMigrations(drizzle(sql), { migrationsFolder: migrationsUpTo(count) });
  await sql.end();
}

function migrationsUpTo(count: number): string {
  const folder = join(home.folder, 'migrations');
  cpSync(fileURLToPath(new URL('../../../db/migrations', import.meta.url)), folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}
