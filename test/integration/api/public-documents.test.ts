import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localSeal } from '../../../activities/documents/seal.ts';
import type { StoredDocument } from '../../../db/documents/document.ts';
import { paperOf, pdfHash, print, standing } from './document-rows.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, asked, type ApiSystem } from './system.ts';

const NOBODY = '0'.repeat(64);

let system: ApiSystem;
let issued: StoredDocument;

beforeAll(async () => {
  system = await apiSystem();
  await handInPicture(system);
  await system.startWorker();
  const matterId = (await hazardAfter(system, [])).slice('/v1/hazards/'.length);
  const { id } = await paperOf(system.db, matterId);
  await system.db.sql`
    update documents set issued_at = now(), issued_by = 'per-yingji-2', issued_post = 'p-yingji-2' where id = ${id}`;
  await print(system.db, id, await localSeal(join(tmpdir(), randomUUID())).seal(pdfHash(id, 2)));
  issued = await standing(system.db, id);
}, 120_000);
afterAll(() => system.close());

const json = (code: string) => asked(system.app, { url: `/v1/public/documents/${code}` });
const page = (code: string) => asked(system.app, { url: `/public/documents/${code}` });

describe('the code on a paper', () => {
  it('leads anybody to what it is, how it stands, its files and its seal, and to nobody’s name', async () => {
    const { status, headers, body, raw } = await json(issued.contentHash ?? '');
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=60']);
    expect(body).toMatchObject({
      title: '责令限期整改指令书',
      number: issued.number,
      unit: '云岭县应急管理局',
      issuerPost: expect.stringMatching(/\p{Script=Han}/u),
      state: 'valid',
      files: [
        { edition: 2, current: true, pdf: pdfHash(issued.id, 2) },
        { edition: 1, current: false, pdf: pdfHash(issued.id, 1) },
      ],
      seal: { provider: 'local', hash: pdfHash(issued.id, 2), holds: true },
    });
    expect(raw.toString()).not.toContain('per-yingji');
  });

  it('says of what is not issued, or has lapsed, that it is not valid', async () => {
    const { id, contentHash } = await paperOf(system.db, issued.matterId);
    expect((await json(contentHash ?? '')).body).toMatchObject({ state: 'unfinished', issuedAt: null, seal: null });
    expect((await page(contentHash ?? '')).raw.toString()).toContain('还不具有效力');
    await system.db.sql`update documents set state = 'lapsed' where id = ${id}`;
    expect((await json(contentHash ?? '')).body).toMatchObject({ state: 'lapsed' });
  });

  it('that is nobody’s is told so, to people on a page', async () => {
    for (const code of [NOBODY, 'x', `${issued.contentHash ?? ''}0`]) expect((await json(code)).status).toBe(404);
    const { status, headers, raw } = await page(NOBODY);
    expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(raw.toString()).toContain('没有这份文书');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is tried by one address so often in a minute and no more', async () => {
    const remoteAddress = '10.9.9.9';
    const tries = [];
    for (let i = 0; i < 121; i += 1)
      tries.push(await asked(system.app, { url: `/public/documents/${NOBODY}`, remoteAddress }));
    expect(tries.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
  });
});

describe('the page', () => {
  it('asks nothing of anybody, and runs what is its own alone', async () => {
    const { headers, raw } = await page(issued.contentHash ?? '');
    const html = raw.toString();
    expect(html).not.toMatch(/https?:|src=|href=|@import|url\(/);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; base-uri 'none'/,
    );
    const hashOf = (text: string | undefined) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`;
    expect(policy).toContain(hashOf(/<script>([\s\S]*?)<\/script>/.exec(html)?.[1]));
    expect(policy).toContain(hashOf(/<style>([\s\S]*?)<\/style>/.exec(html)?.[1]));
  });

  it('knows the hashes of all editions, and which is the current one', async () => {
    const html = (await page(issued.contentHash ?? '')).raw.toString();
    const known = JSON.parse(/id="known">([^<]*)</.exec(html)?.[1] ?? '[]') as { hash: string; current: boolean }[];
    expect(known.filter(({ current }) => current).map(({ hash }) => hash)).toContain(pdfHash(issued.id, 2));
    expect(known.find(({ hash }) => hash === pdfHash(issued.id, 1))).toMatchObject({ current: false });
    expect(html).toContain('签章与文件校验值相符');
  });
});
