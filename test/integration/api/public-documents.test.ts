import { createHash, createPublicKey, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localSeal } from '../../../activities/documents/seal.ts';
import type { StoredDocument } from '../../../db/documents/document.ts';
import { redrawDocument } from '../../../db/documents/redraw.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';
import { paperOf, pdfHash, print, refill, standing } from './document-rows.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, asked, type ApiSystem } from './system.ts';

const NOBODY = '0'.repeat(64);
const NOTHING = {
  number: null,
  unit: null,
  issuerPost: null,
  issuedAt: null,
  servedAt: null,
  files: [],
  seal: null,
};

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

  it('leads to nothing while it is not issued, and says of what has lapsed that it is not valid', async () => {
    const { id, contentHash } = await paperOf(system.db, issued.matterId);
    const code = contentHash ?? '';
    for (const found of [await json(code), await page(code)]) expect(found.status).toBe(404);
    await system.db.sql`update documents set state = 'lapsed' where id = ${id}`;
    expect((await json(code)).body).toEqual({ ...NOTHING, code, title: '责令限期整改指令书', state: 'lapsed' });
    expect((await page(code)).raw.toString()).toContain('已作废');
  });

  it('of an edition before says that a new one took its place, and nothing else', async () => {
    const former = await paperOf(system.db, issued.matterId);
    const code = former.contentHash ?? '';
    const redrawing = { by: 'per-yingji-1' as PersonId, isIssuer: false, order: 'o-1', reason: '更正' };
    await redrawDocument(system.db, former.id, redrawing);
    const superseded = { ...NOTHING, code, title: '责令限期整改指令书', state: 'superseded' };
    expect((await json(code)).body).toEqual(superseded);
    await refill(system.db, former.id, { number: '改' });
    await print(system.db, former.id);
    await system.db.sql`update documents set issued_at = now(), issued_by = 'per-yingji-2' where id = ${former.id}`;
    await print(system.db, former.id);
    const later = await standing(system.db, former.id);
    expect((await json(later.contentHash ?? '')).body).toMatchObject({ state: 'valid', number: former.number });
    expect((await json(code)).body).toEqual(superseded);
    const { status, raw } = await page(code);
    expect([status, raw.toString()]).toEqual([200, expect.stringContaining('已由新版替代')]);
  });

  it('of an order that another took the place of says that it was genuine and binds nobody, on its own page too', async () => {
    const { id, matterId, contentHash } = issued;
    await paperOf(system.db, matterId, { seq: 9, asked: true });
    const code = contentHash ?? '';
    expect((await json(code)).body).toMatchObject({ state: 'replaced', number: issued.number });
    expect((await page(code)).raw.toString()).toContain('已由新的整改文书替代');
    const desk = await system.as('yingji-fg');
    const { body } = await desk.get(`/v1/documents/${id}`);
    expect(body).toMatchObject({ stateLabel: '已由新的整改文书替代', may: { serve: { allowed: false } } });
    expect(JSON.stringify((await desk.get('/v1/documents?waiting=serve')).body)).not.toContain(id);
    await system.db.sql`delete from documents where matter_id = ${matterId} and seq = 9`;
    expect(JSON.stringify((await desk.get('/v1/documents?waiting=serve')).body)).toContain(id);
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

  it('names the system’s key by its fingerprint, and times as officials write them', async () => {
    const { body } = await json(issued.contentHash ?? '');
    const { fingerprint, key, publicKey } = body['seal'] as Record<'fingerprint' | 'key' | 'publicKey', string>;
    const spki = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
    expect(fingerprint).toBe(createHash('sha256').update(spki).digest('hex'));
    expect(fingerprint.startsWith(key)).toBe(true);
    const html = (await page(issued.contentHash ?? '')).raw.toString();
    expect(html).toContain('<dt>签章人</dt><dd>本系统密钥</dd>');
    expect(html).toContain(`<code>${(fingerprint.match(/.{4}/g) ?? []).join(' ')}</code>`);
    expect(html).toMatch(/<dt>签章时间<\/dt><dd>\d{4}年\d{1,2}月\d{1,2}日\d{1,2}时\d{2}分<\/dd>/);
    expect(html).toMatch(/<dt>签发日期<\/dt><dd>\d{4}年\d{1,2}月\d{1,2}日<\/dd>/);
    expect(html.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
  });

  it('says of a seal of another file that it does not hold, whoever made it', async () => {
    const { id, contentHash } = await paperOf(system.db, issued.matterId);
    await system.db.sql`update documents set issued_at = now() where id = ${id}`;
    await print(system.db, id, await localSeal(join(tmpdir(), randomUUID())).seal(pdfHash(id, 1)));
    expect((await json(contentHash ?? '')).body).toMatchObject({ seal: { hash: pdfHash(id, 1), holds: false } });
    expect((await page(contentHash ?? '')).raw.toString()).toContain('签章与文件校验值不符');
  });
});
