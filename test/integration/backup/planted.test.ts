import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest, TablePart } from '../../../db/backup/manifest.ts';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { altered, forged } from './altered.ts';
import { holdingDatabase } from './holding.ts';
import { asOwner, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let home: Scratch;
let file: string;
let into: string;

beforeAll(async () => {
  const url = await holdingDatabase();
  home = scratch(url);
  file = join(home.folder, 'made.zip');
  await backup(url, file, QUIET, NO_FOLDERS);
  into = await home.emptyDatabase();
});
afterAll(() => home.close());

const path = (name: string) => join(home.folder, `${name}.zip`);
const tables = () => asOwner(into, ({ sql }) => sql`select 1 from pg_tables where schemaname in ('public', 'drizzle')`);
const withLedger = (change: (part: TablePart) => Partial<TablePart>) => (manifest: Manifest) => ({
  ...manifest,
  tables: manifest.tables.map((part) => (part.table === 'public.ledger' ? { ...part, ...change(part) } : part)),
});

describe('a backup whose manifest was written by somebody else', () => {
  const mark = () => join(home.folder, 'ran');
  it.each<[string, (manifest: Manifest) => object]>([
    ['a program in place of a table', withLedger(() => ({ table: `public.units from program 'touch ${mark()}' --` }))],
    ['a program in place of a column', withLedger(() => ({ columns: [`kind) from program 'touch ${mark()}' --`] }))],
    ['a table of the server', withLedger(() => ({ table: 'pg_catalog.pg_authid' }))],
    ['a table twice', withLedger(() => ({ table: 'public.units' }))],
    ['a column too few', withLedger(({ columns }) => ({ columns: columns.slice(1) }))],
    ['a column twice', withLedger(({ columns }) => ({ columns: [...columns, ...columns.slice(0, 1)] }))],
  ])('is refused: %s', async (_, manifestOf) => {
    const planted = await forged(file, path('planted'), manifestOf);
    await expect(restore(planted, into, QUIET, NO_FOLDERS)).rejects.toThrow(/^备份的清单与其数据库结构不符/);
    expect(existsSync(mark())).toBe(false);
    expect(await tables()).toEqual([]);
  });

  it('is refused: a table too few', async () => {
    const fewer = (manifest: Manifest) => ({
      ...manifest,
      tables: manifest.tables.filter(({ table }) => table !== 'public.ledger'),
    });
    const whole = await forged(file, path('fewer'), fewer);
    const without = await altered(whole, path('without'), (member, content) =>
      member === 'tables/public.ledger.copy' ? null : content,
    );
    await expect(restore(without, into, QUIET, NO_FOLDERS)).rejects.toThrow(/表 "public.ledger"/);
    expect(await tables()).toEqual([]);
  });

  it.each<[string, (manifest: Manifest) => object]>([
    ['tables', (manifest) => ({ ...manifest, tables: undefined })],
    ['a table', (manifest) => ({ ...manifest, tables: [null] })],
    ['files', (manifest) => ({ ...manifest, files: 'x' })],
    ['the columns of a table', withLedger(() => ({ columns: undefined as never }))],
    ['where it stands', (manifest) => ({ ...manifest, heads: {} })],
    ['sequences', (manifest) => ({ ...manifest, sequences: [{}] })],
    ['migrations', (manifest) => ({ ...manifest, migrations: [1] })],
  ])('is refused where it does not say: %s', async (_, manifestOf) => {
    await expect(restore(await forged(file, path('short'), manifestOf), into, QUIET, NO_FOLDERS)).rejects.toThrow(
      /^备份的清单不完整/,
    );
  });
});

describe('a file that was planted in a backup', () => {
  const KEY = '-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----\n';
  it.each([
    ['home/seal-key.pem', KEY, /不是本系统的文件/],
    ['home/postgres/pg_hba.conf', 'host all all all trust', /不是本系统的文件/],
    ['home/run.json', '{}', /不是本系统的文件/],
    ['elsewhere/x', 'x', /不是本系统的文件/],
    ['home/demo-accounts.json', KEY, /是私钥/],
    ['seals/seal-key.pem', KEY, /是私钥/],
    ['archive/ab/key', KEY, /是私钥/],
  ])('is not put into place: %s', async (member, content, why) => {
    const root = join(home.folder, 'to');
    mkdirSync(root, { recursive: true });
    const planted = await forged(file, path('file'), (manifest) => manifest, {
      [member]: content,
      'seals/00000001.json': '{}',
    });
    const folders = {
      archive: join(root, 'archive'),
      seals: join(root, 'seals'),
      home: root,
      homeFiles: ['demo-accounts.json'],
    };
    await expect(restore(planted, into, QUIET, folders)).rejects.toThrow(why);
    expect(readdirSync(root)).toEqual([]);
    expect(await tables()).toEqual([]);
  });
});
