import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDurably } from '../../../db/archive/durable-file.ts';
import { packed, readArchived } from '../../../db/archive/read.ts';
import type { HistoryRow } from '../../../db/archive/rows.ts';
import { storeOf, type ArchiveStore } from '../../../db/archive/store.ts';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { freshDatabase } from '../../support/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'bihuan-store-'));
const bytes = Buffer.from(JSON.stringify({ events: [{ eventId: '1' }] }));
const hash = `sha256:${sha256(bytes)}`;
const absent = `sha256:${'0'.repeat(64)}`;
const row = { runId: 'r', kind: 'hazard', status: 'completed', events: 1, build: null, hash } as HistoryRow;
let db: Db;

beforeAll(async () => {
  db = connect(await freshDatabase());
});
afterAll(async () => {
  await db.end();
  rmSync(folder, { recursive: true });
});

const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe.each([
  ['the database', null],
  ['a folder', folder],
])('%s as the store', (_name, dir) => {
  const store = (): ArchiveStore => storeOf(db, dir);

  it('gives back what was put, by its hash, and knows what it does not have', async () => {
    expect(await store().get(hash)).toBeNull();
    expect(await store().missing([hash, absent])).toEqual([hash, absent]);
    await store().put(hash, packed(bytes));
    expect((await store().get(hash))?.equals(packed(bytes))).toBe(true);
    expect(await store().missing([hash, absent])).toEqual([absent]);
    expect(await readArchived(store(), row)).toMatchObject({ history: { events: [{ eventId: '1' }] }, bytes });
  });

  it('leaves an object that stands as it is', async () => {
    await store().put(hash, packed(Buffer.from('another')));
    expect((await store().get(hash))?.equals(packed(bytes))).toBe(true);
  });

  it('reads no bytes as no history, without failing', async () => {
    const none = { history: null, bytes: Buffer.alloc(0) };
    expect(await readArchived(store(), { ...row, hash: absent })).toMatchObject({ ...none, isAbsent: true });
    await store().put(`sha256:${'1'.repeat(64)}`, Buffer.from('no gzip'));
    const broken = await readArchived(store(), { ...row, hash: `sha256:${'1'.repeat(64)}` });
    expect(broken).toMatchObject(none);
    expect(broken.isAbsent).toBeUndefined();
  });
});

describe('a folder', () => {
  it('holds whole files only, and none beside them', async () => {
    expect(files().map(({ name }) => name)).toEqual(
      expect.arrayContaining([`${hash.slice('sha256:'.length)}.json.gz`]) as string[],
    );
    expect(files().filter(({ name }) => !name.endsWith('.json.gz'))).toEqual([]);
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, '');
    await expect(storeOf(db, blocked).put(hash, packed(bytes))).rejects.toThrow('ENOTDIR');
    await expect(storeOf(db, blocked).get(hash)).rejects.toThrow('ENOTDIR');
    rmSync(blocked);
    mkdirSync(join(folder, 'taken'));
    await expect(writeDurably(join(folder, 'taken'), bytes)).rejects.toThrow('rename');
    expect(files().filter(({ name }) => !name.endsWith('.json.gz'))).toEqual([]);
  });

  it('is not left by a hash that is none', async () => {
    const path = 'sha256:../../etc/passwd';
    const store = storeOf(db, folder);
    await expect(store.put(path, packed(bytes))).rejects.toThrow('is no SHA-256');
    expect(await store.get(path)).toBeNull();
    expect(await store.missing([path])).toEqual([path]);
  });
});

it('the same bytes are packed alike on every platform', () => {
  expect(packed(bytes)[9]).toBe(255);
  expect(packed(bytes).equals(packed(Buffer.from(bytes)))).toBe(true);
  expect(gunzipSync(packed(bytes)).equals(bytes)).toBe(true);
});

it('the application may neither change nor delete what is archived', async () => {
  for (const statement of ['delete from archive_objects', 'update histories set events = 1', 'truncate histories'])
    await expect(db.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
});
