import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackup } from '../../../db/backup/check.ts';
import { BackupFailure, type Manifest } from '../../../db/backup/manifest.ts';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { sha256 } from '../../../db/chain.ts';
import { altered, type Change } from './altered.ts';
import { holdingDatabase } from './holding.ts';
import { asOwner, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let url: string;
let home: Scratch;
let file: string;
let manifest: Manifest;

beforeAll(async () => {
  url = await holdingDatabase();
  home = scratch(url);
  file = join(home.folder, 'made.zip');
  ({ manifest } = await backup(url, file, QUIET, NO_FOLDERS));
});
afterAll(() => home.close());

const alteredCopy = (name: string, change: Change) =>
  altered(
    file,
    join(home.folder, `${name}.zip`),
    change,
    name === 'added' ? { 'tables/public.smuggled.copy': 'x' } : {},
  );

const faultsOf = async (path: string) => (await checkBackup(path, QUIET)).faults;

describe('a backup', () => {
  it('is one file that only its owner can read, and says how far it reaches', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.unready`)).toBe(false);
    expect(manifest.heads).toMatchObject({ ledger: 2, matters: 2, waiting: 0 });
    expect(manifest.heads.trail).toBeGreaterThan(0);
    const ledger = manifest.tables.find(({ table }) => table === 'public.ledger');
    expect(ledger).toMatchObject({ rows: 2, member: 'tables/public.ledger.copy' });
  });

  it('is whole by its own hashes and counts, without any database', async () => {
    expect(await checkBackup(file, QUIET)).toEqual({ manifest, faults: [] });
  });

  it('stands in the trail with the hash of the file', async () => {
    const [entry] = await asOwner(url, ({ sql }) => sql`select data from trail where type = 'BackedUp'`);
    expect(entry?.['data']).toMatchObject({ file: sha256(readFileSync(file)), ledger: 2 });
  });

  it('never overwrites a file, and is not made of a database that is not ours', async () => {
    await expect(backup(url, file, QUIET, NO_FOLDERS)).rejects.toThrow(/已存在/);
    const stranger = join(home.folder, 'stranger.zip');
    await expect(backup(await home.emptyDatabase(), stranger, QUIET, NO_FOLDERS)).rejects.toThrow(/不是本系统的/);
    expect([existsSync(stranger), existsSync(`${stranger}.unready`)]).toEqual([false, false]);
  });

  it('holds one moment of the database while others go on writing', async () => {
    let isOver = false;
    const writing = asOwner(url, async ({ sql }) => {
      // The first and the last table in the order of the backup, always together.
      for (let n = 1; !isOver; n += 1)
        await sql.begin(async (one) => {
          await one`insert into archive_checks (checked_at, closed, archived, retention_days, alarm, findings)
            values (now(), ${n}, 0, 90, false, '[]')`;
          await one`insert into sessions (token_hash, id, username, post, method, created_at, last_seen_at, expires_at)
            select ${`n-${n.toString()}`}, ${`n-${n.toString()}`}, username, post, 'password', now(), now(), now() from accounts limit 1`;
        });
    });
    const path = join(home.folder, 'moving.zip');
    const rows = new Map<string, number>();
    for (const { table, rows: count } of (await backup(url, path, QUIET, NO_FOLDERS)).manifest.tables)
      rows.set(table, count);
    isOver = true;
    await writing;
    expect(rows.get('public.sessions')).toBe((rows.get('public.archive_checks') ?? 0) + 1);
  });
});

describe('a backup that was damaged', () => {
  const ledger = 'tables/public.ledger.copy';

  it('is found out by the member: a byte, a row, a member too few or too many', async () => {
    const byte = await alteredCopy('byte', (member, content) => {
      if (member === ledger) content.writeUInt8(content.readUInt8(5) ^ 1, 5);
      return content;
    });
    expect(await faultsOf(byte)).toEqual([`${ledger} 的内容与清单不符`]);
    expect(await faultsOf(await alteredCopy('lacking', (m, content) => (m === ledger ? null : content)))).toEqual([
      `缺少 ${ledger}`,
    ]);
    expect(await faultsOf(await alteredCopy('added', (_, content) => content))).toEqual([
      '多出清单之外的 tables/public.smuggled.copy',
    ]);
    const fewer = (m: string, content: Buffer) =>
      m === 'manifest.json' ? Buffer.from(content.toString().replace(/("rows": )2,/g, '$13,')) : content;
    expect(await faultsOf(await alteredCopy('fewer', fewer))).toContain(`${ledger} 有 2 行，清单为 3 行`);
  });

  it('that is cut, is no zip file, has no manifest or one of the future is refused in a sentence', async () => {
    const cut = join(home.folder, 'cut.zip');
    await pipeline(createReadStream(file, { end: statSync(file).size - 100 }), createWriteStream(cut));
    await expect(checkBackup(cut, QUIET)).rejects.toThrow(BackupFailure);
    await expect(checkBackup(join(home.folder, 'none.zip'), QUIET)).rejects.toThrow(/无法读取/);
    const bare = await alteredCopy('bare', (m, content) => (m === 'manifest.json' ? null : content));
    await expect(checkBackup(bare, QUIET)).rejects.toThrow(/没有清单/);
    const later = await alteredCopy('later', (m, content) =>
      m === 'manifest.json' ? Buffer.from(content.toString().replace('bihuan-backup/1', 'bihuan-backup/2')) : content,
    );
    await expect(checkBackup(later, QUIET)).rejects.toThrow(/更新的版本/);
  });

  it('is not restored: the database stays empty', async () => {
    const into = await home.emptyDatabase();
    const byte = join(home.folder, 'byte.zip');
    await expect(restore(byte, into, QUIET, NO_FOLDERS)).rejects.toThrow(/备份不完整，没有恢复/);
    expect(await asOwner(into, ({ sql }) => sql`select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
  });
});

describe('the folders beside the database', () => {
  it('are taken and put back, but never a private or a secret key, nor over another file', async () => {
    const [from, to] = [join(home.folder, 'from'), join(home.folder, 'to')];
    mkdirSync(join(from, 'seals', 'keys'), { recursive: true });
    mkdirSync(join(from, 'archive', 'ab'), { recursive: true });
    writeFileSync(join(from, 'seals', '00000001.json'), '{}');
    writeFileSync(join(from, 'seals', 'keys', 'k.pem'), '-----BEGIN PUBLIC KEY-----\n');
    writeFileSync(
      join(from, 'seals', 'seal-key.pem'),
      '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n',
    );
    const secret = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(join(from, 'seals', 'secret.key'), `${secret}\n${secret}\n`);
    writeFileSync(join(from, 'archive', 'ab', 'abc.json.gz'), 'bytes');
    writeFileSync(join(from, 'temporal.db'), 'sqlite');
    const folders = (root: string) => ({
      archive: join(root, 'archive'),
      seals: join(root, 'seals'),
      home: root,
      homeFiles: ['temporal.db', 'demo-accounts.json'],
    });
    const path = join(home.folder, 'folders.zip');
    const made = await backup(url, path, QUIET, folders(from));
    expect(made.manifest.files.map(({ member }) => member)).toEqual([
      'archive/ab/abc.json.gz',
      'seals/00000001.json',
      'seals/keys/k.pem',
      'home/temporal.db',
    ]);
    expect(readFileSync(path).includes('secret')).toBe(false);
    const into = await home.emptyDatabase();
    await expect(restore(path, into, QUIET, { ...folders(to), archive: null })).rejects.toThrow(/ARCHIVE_DIR/);
    mkdirSync(to);
    writeFileSync(join(to, 'temporal.db'), 'another');
    await expect(restore(path, into, QUIET, folders(to))).rejects.toThrow(/已存在，且内容与备份不同/);
    expect(existsSync(join(to, 'seals'))).toBe(false);
    writeFileSync(join(to, 'temporal.db'), 'sqlite');
    await restore(path, into, QUIET, folders(to));
    for (const name of ['archive/ab/abc.json.gz', 'seals/00000001.json', 'seals/keys/k.pem', 'temporal.db'])
      expect(readFileSync(join(to, name))).toEqual(readFileSync(join(from, name)));
    expect(existsSync(join(to, 'seals', 'seal-key.pem'))).toBe(false);
  });
});
