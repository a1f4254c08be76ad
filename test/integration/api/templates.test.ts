import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeBrowser } from '../../../activities/documents/engine/index.ts';
import { lookAtTemplate } from '../../../activities/documents/look-at-template.ts';
import { shipTemplates } from '../../../activities/documents/ship-templates.ts';
import { templateInForce } from '../../../db/documents/templates.ts';
import { standingAfter } from '../../../db/registers/standing.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { upload } from './hazard-bodies.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

const ONE = '/v1/registers/templates/notice';

let system: ApiSystem;
let shipped: Buffer;
beforeAll(async () => {
  system = await apiSystem();
  for (const username of ['anweiban-zr', 'anweiban', 'chengguan-jb', 'qiye01-fzr']) await system.as(username);
  await shipTemplates(system.db);
  // To make all templates keeps this process busy, and the API says so for a moment.
  shipped = await vi.waitFor(async () => {
    const { status, raw } = await get(`${ONE}/file`);
    expect(status).toBe(200);
    return raw;
  }, 10_000);
}, 120_000);
afterAll(async () => {
  await system.close();
  await closeBrowser();
});

const get = async (path: string, username = 'anweiban-zr') => (await system.as(username)).get(path);
const said = ({ status, body }: Answered) => [status, body['code']];

/** Hands a template in without waiting; its job is carried out here. */
async function handed(
  content: Buffer,
  { path = ONE, query = '', key = '', username = 'anweiban-zr' } = {},
): Promise<Answered> {
  const caller = await system.as(username);
  const async: typeof caller = {
    ...caller,
    inject: (options) =>
      caller.inject({
        ...options,
        headers: { ...options.headers, prefer: 'respond-async', ...(key === '' ? {} : { 'idempotency-key': key }) },
      }),
  };
  return await upload(async, `${path}${query}`, content, '模板.docx');
}

async function looked(content: Buffer, query = ''): Promise<Answered> {
  const ordered = await handed(content, { query });
  await lookAtTemplate(system.db, { matterId: textOf(ordered, 'id') as MatterId, attempts: 1 });
  return await get(String(ordered.headers['location']));
}

const docx = async (...lines: string[]): Promise<Buffer> =>
  await Packer.toBuffer(new Document({ sections: [{ children: lines.map((text) => new Paragraph(text)) }] }));

describe('the templates that are shipped', () => {
  it('stand in the register with all their fields, for officials', async () => {
    const listed = listOf(await get('/v1/registers/templates'));
    expect(listed.find(({ id }) => id === 'notice')).toMatchObject({
      name: '整改通知书',
      shipped: true,
      version: expect.stringMatching(/^shipped:[0-9a-f]{64}$/),
      fields: expect.arrayContaining([expect.objectContaining({ field: 'verifyCode', required: false })]),
    });
    expect(said(await get('/v1/registers/templates', 'qiye01-fzr'))).toEqual([403, 'Forbidden']);
    expect(said(await get(`${ONE}/file`, 'qiye01-fzr'))).toEqual([403, 'Forbidden']);
  });

  it('are files by their Chinese names', async () => {
    const { headers } = await get(`${ONE}/file`, 'chengguan-jb');
    expect(headers['content-disposition']).toContain(encodeURIComponent('整改通知书模板.docx'));
    expect(said(await get('/v1/registers/templates/none/file'))).toEqual([404, 'NotFound']);
  });
});

it('shipped again, they are the same', async () => {
  const all = () => system.db.sql`select document, docx_hash from shipped_templates order by document`;
  const before = await all();
  await shipTemplates(system.db);
  expect(await all()).toEqual(before);
  await vi.waitFor(async () => {
    expect((await get(ONE)).status).toBe(200);
  }, 10_000);
});

describe('a template that is handed in', () => {
  it('with faults is told every one, and stands nowhere', async () => {
    const { body } = await looked(await docx('{nobodyKnows}', '{party}'));
    const faults = (body['faults'] as string[]).join('');
    expect(body).toMatchObject({ status: 'done', preview: null, stands: false });
    expect(faults).toContain('nobodyKnows');
    expect((body['faults'] as string[]).length).toBeGreaterThan(1);
    expect(await templateInForce(system.db, 'notice')).toMatchObject({ version: expect.stringMatching(/^shipped:/) });
    expect(said(await get(`${ONE}/previews/${textOf({ body } as Answered, 'id')}`))).toEqual([404, 'NotFound']);
  });

  it('is shown as it prints when that is all that is asked', async () => {
    const { body } = await looked(shipped, '?dryRun=true');
    expect(body).toMatchObject({ status: 'done', faults: [], dryRun: true, stands: false, error: null });
    const preview = await get(String(body['preview']));
    expect([preview.status, preview.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(preview.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(said(await get(String(body['preview']).replace('notice', 'rectifyOrder')))).toEqual([404, 'NotFound']);
    expect(await templateInForce(system.db, 'notice')).toMatchObject({ version: expect.stringMatching(/^shipped:/) });
  });

  it('takes its place as a version of the register, until the county goes back', async () => {
    expect((await looked(shipped)).body).toMatchObject({ stands: true });
    const entry = await get(ONE);
    expect(entry.body).toMatchObject({ shipped: false, version: expect.stringMatching(/^v\d+$/) });
    expect(listOf(entry, 'versions')).toMatchObject([{ by: 'per-anweiban-3', before: null, after: { id: 'notice' } }]);
    const [standing] = await standingAfter(system.db.sql, 0, ['templates']);
    expect(standing?.told).toEqual(standing?.row);
    await looked(shipped);
    expect(listOf(await get(ONE), 'versions')).toHaveLength(1);
    const back = { method: 'DELETE', url: ONE } as const;
    expect((await (await system.as('anweiban-zr')).inject(back)).status).toBe(204);
    expect(said(await (await system.as('anweiban-zr')).inject(back))).toEqual([409, 'NothingToChange']);
    expect((await get(ONE)).body).toMatchObject({ shipped: true });
  });

  it('is the same under the same key, and another file needs another', async () => {
    const first = await handed(shipped, { key: 'k' });
    expect(first.status).toBe(202);
    expect((await handed(shipped, { key: 'k' })).body['id']).toBe(first.body['id']);
    for (const other of [{ query: '?dryRun=true' }, { path: '/v1/registers/templates/rectifyOrder' }])
      expect(said(await handed(shipped, { key: 'k', ...other }))).toEqual([422, 'KeyUsedForOther']);
    expect(said(await handed(await docx('{party}'), { key: 'k' }))).toEqual([422, 'KeyUsedForOther']);
  });

  it('is a Word document of at most 2 MB, from whoever may change it', async () => {
    expect(said(await handed(Buffer.alloc(2 * 1024 * 1024 + 1, 'a')))).toEqual([413, 'TooLarge']);
    expect(said(await handed(Buffer.from('文字')))).toEqual([415, 'UnsupportedMediaType']);
    expect(said(await handed(shipped, { path: '/v1/registers/templates/none' }))).toEqual([404, 'NotFound']);
    expect(said(await handed(shipped, { username: 'anweiban' }))).toEqual([403, 'Forbidden']);
    expect(said(await get(`${ONE}/checks/tpl-none`))).toEqual([404, 'NotFound']);
  });

  it('that cannot be looked at is tried again, and in the end says so', async () => {
    const id = textOf(await handed(shipped), 'id') as MatterId;
    await system.db.sql`update template_checks set document = 'gone' where id = ${id}`;
    await expect(lookAtTemplate(system.db, { matterId: id, attempts: 4 })).rejects.toThrow('no gone');
    await lookAtTemplate(system.db, { matterId: id, attempts: 5 });
    const [row] = await system.db.sql`select status, error from template_checks where id = ${id}`;
    expect(row).toMatchObject({ status: 'failed', error: expect.stringContaining('多次未能') });
    await lookAtTemplate(system.db, { matterId: id, attempts: 6 });
  });
});
