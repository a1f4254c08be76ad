import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSealChain } from '../../../audit/seals/check.ts';
import { readKeys } from '../../../audit/seals/keys.ts';
import { sealHeads } from '../../../audit/seals/run.ts';
import { sealState } from '../../../api/stores/seals.ts';
import type { Head, Seal, SealDocument } from '../../../db/seals.ts';
import { sealSettings } from '../../support/seals.ts';
import { seededAccounts } from '../../support/system.ts';
import { apiSystem, asked, listOf, type Answered, type ApiSystem } from './system.ts';

const URL = 'http://127.0.0.1:9/nobody-listens';
const seal = sealSettings(URL);
let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem({ seal });
});
afterAll(() => system.close());

const run = () => sealHeads(system.db, seal, { error: () => undefined });
const health = () => asked(system.app, { method: 'GET', url: '/health/seals' });
const byRole = (role: string) =>
  system.as(seededAccounts().find((account) => account.role === role)?.username ?? `nobody is ${role}`);

async function ages(age = '\\d+'): Promise<string[]> {
  const { raw } = await asked(system.app, { method: 'GET', url: '/metrics' });
  const lines = new RegExp(`^bihuan_seal_age_seconds\\{place="(\\w+)"\\} ${age}$`, 'gm');
  return [...raw.toString().matchAll(lines)].map(([, place = '']) => place);
}

/** As if the receiver had confirmed up to `n`. */
function confirmed(n: number, url = URL): void {
  writeFileSync(join(seal.dir, 'webhook.json'), JSON.stringify({ url, n }));
}

test('before the first seal there is none to show, and that is an alarm', async () => {
  expect((await asked(system.app, { method: 'GET', url: '/v1/public/seals/latest' })).status).toBe(404);
  expect((await (await byRole('township')).get('/v1/seals')).body).toEqual({ items: [], next: null });
  expect(await health()).toMatchObject({ status: 503, body: { database: null, folder: null, receiver: null } });
  expect(await ages()).toEqual([]);
  expect(await ages('\\+Inf')).toEqual(['database', 'folder', 'receiver']);
});

test('seals are healthy while a young one is in the database, the folder and with the receiver', async () => {
  await run();
  expect(await health()).toMatchObject({ status: 503, body: { folder: { n: 1 }, receiver: null } });
  expect([await ages(), await ages('\\+Inf')]).toEqual([['database', 'folder'], ['receiver']]);
  confirmed(1, 'http://127.0.0.1:9/another');
  expect((await health()).status).toBe(503);
  confirmed(1);
  expect(await health()).toMatchObject({
    status: 200,
    body: { database: { n: 1 }, folder: { n: 1 }, receiver: { n: 1 } },
  });
  expect(await ages()).toEqual(['database', 'folder', 'receiver']);
  rmSync(join(seal.dir, '00000001.json'));
  expect(await health()).toMatchObject({ status: 503, body: { database: { n: 1 }, folder: null } });
  await run();
  confirmed(2);
  expect((await health()).status).toBe(200);
});

test('seals that have stopped coming are an alarm after half an hour', async () => {
  await run();
  confirmed(3);
  const { db } = system;
  const at = Date.parse((await sealState(db, seal)).database?.at ?? '');
  expect((await sealState(db, seal, at + 1_800_000)).alarm).toBe(false);
  expect((await sealState(db, seal, at + 1_801_000)).alarm).toBe(true);
});

test('the list is in pages, newest first, and what it shows can be verified', async () => {
  const caller = await byRole('enterprise');
  const first = await caller.get('/v1/seals?limit=2');
  expect(listOf(first).map(({ n }) => n)).toEqual([3, 2]);
  const second = await caller.get(`/v1/seals?limit=2&cursor=${String(first.body['next'])}`);
  expect([listOf(second).map(({ n }) => n), second.body['next']]).toEqual([[1], null]);
  expect((await caller.get('/v1/seals?cursor=x')).status).toBe(400);
  expect((await asked(system.app, { method: 'GET', url: '/v1/seals' })).status).toBe(401);
  const latest = await asked(system.app, { method: 'GET', url: '/v1/public/seals/latest' });
  expect(latest.body).toEqual(listOf(first)[0]);
});

test('another seal in the folder under the same number is an alarm, whatever its time', async () => {
  const file = join(seal.dir, '00000003.json');
  const text = readFileSync(file, 'utf8');
  const signed = /"signature":"(.)/.exec(text)?.[1] === 'A' ? 'B' : 'A';
  const others = [
    text.replace('"root":"', '"root":"0'),
    text.replace(/"n":3/, '"n":4'),
    text.replace(/"signature":"./, `"signature":"${signed}`),
    `${text} `,
    'another',
    '',
  ];
  for (const other of others) {
    writeFileSync(file, other);
    expect(await health()).toMatchObject({ status: 503, body: { differs: 3, folder: { n: 2 } } });
  }
  writeFileSync(file, text);
  expect(await health()).toMatchObject({ status: 200, body: { differs: null, folder: { n: 3 } } });
});

test('a number that was never sealed is no confirmation, nor is what cannot be read', async () => {
  for (const state of ['{', '7', 'null', JSON.stringify({ url: URL, n: '3' }), JSON.stringify({ url: URL, n: 4 })]) {
    writeFileSync(join(seal.dir, 'webhook.json'), state);
    expect(await health()).toMatchObject({ status: 503, body: { receiver: null } });
  }
  confirmed(3);
  expect((await health()).status).toBe(200);
});

test('a seal has its heads for auditors only', async () => {
  const auditor = await byRole('auditor');
  const shown = await Promise.all([1, 2, 3].map((n) => auditor.get(`/v1/seals/${n.toString()}`)));
  const docs = shown.map(
    ({ body: { signature, heads, next: _, ...body } }) => ({ body, signature, heads }) as unknown as SealDocument,
  );
  expect(docs[0]?.heads.length).toBeGreaterThan(0);
  expect(checkSealChain(docs, readKeys(seal.dir))).toEqual([]);
  const other = await (await byRole('office')).get('/v1/seals/1');
  expect(other.body).toEqual({ ...docs[0]?.body, signature: (docs[0] as Seal).signature });
  for (const n of ['4', '0', 'x', '01']) expect((await auditor.get(`/v1/seals/${n}`)).status).toBe(404);
  expect((await asked(system.app, { method: 'GET', url: '/v1/seals/1' })).status).toBe(401);
});

test('the heads of a seal come page by page', async () => {
  const auditor = await byRole('auditor');
  // Signed or not: heads are shown as they stand.
  await system.db.sql`
    insert into sealed_heads (seal, chain, length, head) select 1, chain, 1, 'x' from unnest(array['matter/a', 'matter/B']) chain`;
  const all = (await auditor.get('/v1/seals/1')).body['heads'] as Head[];
  expect(all.map(([chain]) => chain)).toEqual(['matter/B', 'matter/a', 'trail']);
  const paged: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: Answered = await auditor.get(`/v1/seals/1?limit=1&cursor=${encodeURIComponent(cursor)}`);
    expect((body['heads'] as unknown[]).length).toBeLessThanOrEqual(1);
    paged.push(...(body['heads'] as unknown[]));
    cursor = body['next'] as string | null;
  }
  expect(paged).toEqual(all);
  for (const wrong of ['limit=0', 'limit=5001', 'cursor=%00', 'page=1'])
    expect((await auditor.get(`/v1/seals/1?${wrong}`)).status).toBe(400);
});
