import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import type { StoredDocument } from '../../../db/documents/document.ts';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';
import { dataUrl, paperOf, pdfHash, print, standing, stroke, type Paper } from './document-rows.ts';
import { handInPicture, hazardAfter, upload } from './hazard-bodies.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';
import { DEMO_PICTURE } from '../../support/demo-picture.ts';

let system: ApiSystem;
let url: string;
let matterId: string;

beforeAll(async () => {
  system = await apiSystem();
  await handInPicture(system);
  await system.startWorker();
  url = await hazardAfter(system, ['Verify']);
  matterId = url.slice('/v1/hazards/'.length);
}, 120_000);
afterAll(() => system.close());

const paper = (wanted: Paper = {}): Promise<StoredDocument> => paperOf(system.db, matterId, wanted);
const get = async (username: string, path: string) => (await system.as(username)).get(path);
const whole = (username: string, { id }: { id: string }) => get(username, `/v1/documents/${id}`);

async function act(
  username: string,
  { id }: { id: string },
  what: string,
  body: object,
  headers = {},
): Promise<Answered> {
  return await (await system.as(username)).send(`/v1/documents/${id}/${what}`, body, headers);
}

async function sign(username: string, it: StoredDocument, over: object = {}): Promise<Answered> {
  const signature = { role: 'officer', hash: pdfHash(it.id, it.edition), image: await stroke(), ...over };
  return await act(username, it, 'signatures', signature);
}

async function signed(wanted: Paper = {}): Promise<StoredDocument> {
  const it = await paper(wanted);
  for (const username of ['yingji-jb', 'yingji-jb2']) await sign(username, it);
  await sign('yingji-jb', it, { role: 'party', name: '王某' });
  return it;
}

async function issued(wanted: Paper = {}): Promise<StoredDocument> {
  const it = await signed(wanted);
  await act('yingji-fg', it, 'issues', { hash: pdfHash(it.id) });
  await print(system.db, it.id);
  return await standing(system.db, it.id);
}

const said = ({ status, body }: Answered) => [status, body['code']];
const allowed = (answer: Answered) =>
  Object.entries(answer.body['may'] as Record<string, { allowed: boolean; refusal?: { code: string } }>).map(
    ([name, { allowed: may, refusal }]) => [name, may ? true : refusal?.code],
  );

describe('a document', () => {
  it('is listed with its matter, and shown with what the reader may do and why not', async () => {
    const it = await paper();
    const listed = listOf(await get('yingji-jb', `${url}/documents`));
    expect(listed.find(({ id }) => id === it.id)).toMatchObject({
      title: '责令限期整改指令书',
      state: 'drawn',
      stateLabel: '待签名、签发',
      number: it.number,
      matter: { id: matterId, kind: 'hazard' },
    });
    const shown = await whole('yingji-jb', it);
    expect(shown.body).toMatchObject({
      code: it.contentHash,
      publicPage: `/public/documents/${it.contentHash ?? ''}`,
      editions: [{ edition: 1, reason: 'drawn', pdf: pdfHash(it.id), pages: 1 }],
      missing: { officers: ['per-yingji-1', 'per-yingji-1b'], party: true },
    });
    expect(Object.fromEntries(allowed(shown))).toEqual({
      signAsOfficer: true,
      signAsParty: true,
      signAsIssuer: 'IssuerIsOfficer',
      issue: 'NotTheIssuer',
      serve: 'DocumentNotIssued',
      redraw: true,
    });
    expect(Object.fromEntries(allowed(await whole('yingji-fg', it)))).toMatchObject({
      signAsOfficer: 'NotNamedOfficer',
      signAsParty: 'NotNamedOfficer',
      signAsIssuer: true,
      issue: 'NotSigned',
      redraw: true,
    });
    expect(Object.fromEntries(allowed(await whole('anweiban-zr', it)))).toMatchObject({
      issue: 'NotTheIssuer',
      redraw: 'NotTheUnit',
    });
  });

  it('waits for whoever must sign, issue and serve it, page by page', async () => {
    const [first, second] = [await paper(), await paper()];
    const waiting = async (what: string, more = '') => await get('yingji-jb', `/v1/documents?waiting=${what}${more}`);
    const ids = listOf(await waiting('sign')).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([first.id, second.id]));
    const page = await waiting('sign', '&limit=1');
    expect(listOf(page)).toHaveLength(1);
    const next = await waiting('sign', `&limit=1&cursor=${textOf(page, 'next')}`);
    expect(listOf(next)[0]?.['id']).toBe(ids[1]);
    const ready = await signed();
    const toIssue = listOf(await get('yingji-fg', '/v1/documents?waiting=issue')).map(({ id }) => id);
    expect(toIssue).toEqual([ready.id]);
    expect(listOf(await waiting('issue'))).toEqual([]);
    const done = await issued();
    expect(listOf(await waiting('serve')).map(({ id }) => id)).toEqual([done.id]);
    for (const wrong of ['', '?waiting=all', '?waiting=sign&cursor=x'])
      expect(said(await get('yingji-jb', `/v1/documents${wrong}`))).toEqual([400, 'InvalidQuery']);
  });

  it('is a file with its Chinese name, of which the trail hears', async () => {
    const it = await paper();
    const file = await get('yingji-jb', `/v1/documents/${it.id}/file`);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="${it.id}.pdf"; filename*=UTF-8''${encodeURIComponent(`责令限期整改指令书${it.number ?? ''}.pdf`)}`,
    });
    expect(file.raw.toString()).toBe(`pdf ${it.id} 0`);
    const word = await get('yingji-jb', `/v1/documents/${it.id}/file?format=docx&edition=1`);
    expect([word.raw.toString(), word.headers['content-type']]).toEqual([
      `docx ${it.id} 0`,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
    expect(said(await get('yingji-jb', `/v1/documents/${it.id}/file?edition=2`))).toEqual([404, 'NotFound']);
    const told = await system.db.sql`
      select subject, data from trail where type = 'DocumentDownloaded' and data ->> 'document' = ${it.id} order by seq`;
    expect(told).toMatchObject([{ subject: `hazard/${matterId}`, data: { edition: 1, hash: pdfHash(it.id) } }, {}]);
  });

  it('is not there for whoever does not see its matter, and the trail hears that they tried', async () => {
    const it = await paper();
    for (const path of ['', '/file'])
      expect(said(await get('qiye02-fzr', `/v1/documents/${it.id}${path}`))).toEqual([404, 'NotFound']);
    expect(said(await get('yingji-jb', '/v1/documents/doc-none'))).toEqual([404, 'NotFound']);
    expect(said(await get('qiye02-fzr', `${url}/documents`))).toEqual([404, 'NotFound']);
    const told = await system.db.sql`
      select 1 from trail where type = 'AccessRefused' and subject = ${`documents/${it.id}`}`;
    expect(told).toHaveLength(2);
  });

  it('is the party’s to read once it is issued, in that edition, without what is not theirs', async () => {
    const drawn = await paper();
    expect(said(await whole('qiye01-fzr', drawn))).toEqual([404, 'NotFound']);
    const it = await issued();
    const listed = listOf(await get('qiye01-fzr', `${url}/documents`)).map(({ id }) => id);
    expect(listed).toContain(it.id);
    expect(listed).not.toContain(drawn.id);
    const { body } = await whole('qiye01-fzr', it);
    expect(body).toMatchObject({ state: 'issued', editions: [{ edition: 2 }] });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['failure']));
    expect(JSON.stringify(body['signatures'])).not.toContain('place');
    expect((await get('qiye01-fzr', `/v1/documents/${it.id}/file`)).status).toBe(200);
    expect(said(await get('qiye01-fzr', `/v1/documents/${it.id}/file?edition=1`))).toEqual([404, 'NotFound']);
    expect(said(await sign('qiye01-fzr', it))).toEqual([403, 'Forbidden']);
  });

  it('is whose it is given to, not whose it is to rectify now', async () => {
    const other = await issued({ addressee: 'u-qiye02' });
    expect(said(await whole('qiye01-fzr', other))).toEqual([404, 'NotFound']);
    const listed = listOf(await get('qiye01-fzr', `${url}/documents`)).map(({ id }) => id);
    expect(listed).not.toContain(other.id);
  });

  it('that is given to officials is theirs to read once it is issued as well', async () => {
    const addressee = 'u-chengguan';
    const drawn = await paper({ addressee });
    expect(said(await whole('chengguan-jb', drawn))).toEqual([404, 'NotFound']);
    expect(said(await get('chengguan-jb', `/v1/documents/${drawn.id}/file`))).toEqual([404, 'NotFound']);
    expect((await whole('chengguan-jb', await issued({ addressee }))).status).toBe(200);
  });

  it('is no Word file, in which signatures are pictures to take out, for whom it is given to', async () => {
    const word = (username: string, { id }: { id: string }) => get(username, `/v1/documents/${id}/file?format=docx`);
    const it = await issued();
    for (const username of ['yingji-jb', 'anweiban-zr']) {
      expect((await word(username, it)).status).toBe(200);
      expect((await whole(username, it)).body['editions']).toMatchObject([{}, { docx: expect.any(String) }]);
    }
    const toOfficials = await issued({ addressee: 'u-chengguan' });
    for (const [username, one] of [
      ['qiye01-fzr', it],
      ['chengguan-jb', toOfficials],
    ] as const) {
      expect(said(await word(username, one))).toEqual([404, 'NotFound']);
      const { editions } = (await whole(username, one)).body as { editions: { docx: string | null }[] };
      expect(editions.map(({ docx }) => docx).filter((hash) => hash !== null)).toEqual([]);
      expect(editions).not.toEqual([]);
    }
  });
});

describe('a signature', () => {
  it('is bound to the edition that was seen, with person, time and place, once', async () => {
    const it = await paper();
    const place = { lat: 30.5, lon: 114.3 };
    const first = await sign('yingji-jb', it, { place });
    expect(first.status).toBe(201);
    expect(first.body['signatures']).toMatchObject([
      { role: 'officer', person: 'per-yingji-1', edition: 1, hash: pdfHash(it.id), place, refusal: null },
    ]);
    expect((await sign('yingji-jb', it, { place })).status).toBe(201);
    expect(said(await sign('yingji-jb', it, { image: await stroke(80) }))).toEqual([409, 'AlreadySigned']);
    expect(said(await sign('yingji-jb2', it, { hash: `sha256:${'0'.repeat(64)}` }))).toEqual([409, 'NotThisEdition']);
    expect(said(await sign('yingji-fg', it))).toEqual([403, 'NotNamedOfficer']);
    expect(said(await sign('yingji-jb', it, { role: 'issuer' }))).toEqual([403, 'NotTheIssuer']);
    expect((await sign('yingji-fg', it, { role: 'issuer' })).status).toBe(201);
  });

  it('of the party is taken by a named officer, or its refusal with words and a witness', async () => {
    const it = await paper();
    const refusal = { role: 'party', image: undefined, refusal: '负责人拒绝签字', witness: '李某' };
    expect(said(await sign('yingji-fg', it, { role: 'party', name: '王某' }))).toEqual([403, 'NotNamedOfficer']);
    expect(said(await sign('yingji-jb', it, { role: 'party' }))).toEqual([422, 'SignerUnnamed']);
    expect(said(await sign('yingji-jb', it, { ...refusal, witness: undefined }))).toEqual([400, 'InvalidBody']);
    expect(said(await sign('yingji-jb', it, { role: 'party', image: undefined }))).toEqual([422, 'SignatureMissing']);
    expect((await sign('yingji-jb', it, refusal)).body['signatures']).toMatchObject([
      { role: 'party', refusal: '负责人拒绝签字' },
      { role: 'witness', name: '李某' },
    ]);
  });

  it('is a real picture in which something is drawn', async () => {
    const it = await paper();
    const plain = (side: number, noise = false) =>
      sharp({
        create: { width: side, height: side, channels: 3, background: 'white', ...(noise ? { noise: NOISE } : {}) },
      });
    const NOISE = { type: 'gaussian' as const, mean: 128, sigma: 90 };
    const of = async (image: string) => said(await sign('yingji-jb', it, { image }));
    expect(await of(dataUrl(await plain(60).png().toBuffer()))).toEqual([422, 'DamagedFile']);
    expect(await of(dataUrl(await plain(60).jpeg().toBuffer()))).toEqual([415, 'UnsupportedMediaType']);
    expect(await of(await stroke(2_001))).toEqual([413, 'TooLarge']);
    expect(await of(dataUrl(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(50)])))).toEqual([
      422,
      'DamagedFile',
    ]);
    const whole = Buffer.from((await stroke(400)).split(',')[1] ?? '', 'base64');
    expect(await of(dataUrl(whole.subarray(0, -60)))).toEqual([422, 'DamagedFile']);
    expect(await of(dataUrl(await plain(300, true).png().toBuffer()))).toEqual([400, 'InvalidBody']);
    expect(await of('data:image/png;base64,%%%')).toEqual([415, 'UnsupportedMediaType']);
  });

  it('needs a key, and no key of another system', async () => {
    const it = await paper();
    const body = { role: 'officer', hash: pdfHash(it.id), image: await stroke() };
    expect(said(await act('yingji-jb', it, 'signatures', body, { 'idempotency-key': '' }))).toEqual([
      400,
      'IdempotencyKeyRequired',
    ]);
  });
});

describe('the issue, the service and drawing again', () => {
  it('is by a person of rank 2 of the unit, once all have signed, and the service follows', async () => {
    const it = await signed();
    const hash = pdfHash(it.id);
    expect(said(await act('yingji-jb', it, 'issues', { hash }))).toEqual([403, 'NotTheIssuer']);
    expect(said(await act('anweiban-zr', it, 'issues', { hash }))).toEqual([403, 'NotTheIssuer']);
    expect((await act('yingji-fg', it, 'issues', { hash })).body).toMatchObject({
      state: 'drawn',
      issuedBy: { person: 'per-yingji-2', post: 'p-yingji-2' },
    });
    await print(system.db, it.id);
    const receipt = textOf(await upload(await system.as('yingji-jb'), '/v1/evidence', DEMO_PICTURE), 'id');
    const service = { way: 'direct', date: dayOf(instantOf(Date.now())), evidence: [receipt] };
    expect(said(await act('anweiban', it, 'services', service))).toEqual([403, 'NotTheUnit']);
    const foreign = { ...service, evidence: [`sha256:${'1'.repeat(64)}`] };
    expect(said(await act('yingji-jb', it, 'services', foreign))).toEqual([422, 'UnknownEvidence']);
    expect(said(await act('yingji-jb', it, 'services', { ...service, way: 'left' }))).toEqual([
      422,
      'ServiceNotWitnessed',
    ]);
    const unshown = { ...service, evidence: [] };
    expect(said(await act('yingji-jb', it, 'services', unshown))).toEqual([422, 'ServiceNotConfirmed']);
    const served = await act('yingji-jb', it, 'services', service);
    expect(served.body).toMatchObject({ state: 'served', service: { ...service, by: 'per-yingji-1', witness: null } });
    expect(allowed(served)).toContainEqual(['serve', 'DocumentAlreadyServed']);
  });

  it('draws again under one order as often as it is sent, for the unit and its officers', async () => {
    const it = await paper();
    const again = () =>
      act('yingji-jb', it, 'redraws', { reason: '更正单位名称' }, { 'idempotency-key': `r-${it.id}` });
    expect(said(await act('anweiban', it, 'redraws', { reason: '更正' }))).toEqual([403, 'NotTheUnit']);
    expect(await again()).toMatchObject({ status: 202, body: { state: 'asked' } });
    expect((await again()).status).toBe(202);
    expect(said(await act('yingji-jb', it, 'redraws', { reason: '更正' }))).toEqual([409, 'DocumentBeingDrawn']);
    const jobs = await system.db.sql`
      select payload ->> 'reason' as reason from jobs where key like ${`${it.id}:redrawn:%`}`;
    expect(jobs).toEqual([{ reason: '更正单位名称' }]);
  });

  it('is of what nobody signed; once somebody did, by rank 2 and above of the unit', async () => {
    const it = await paper();
    await sign('yingji-jb', it);
    expect(allowed(await whole('yingji-jb', it))).toContainEqual(['redraw', 'SignedAlready']);
    expect(said(await act('yingji-jb', it, 'redraws', { reason: '更正' }))).toEqual([403, 'SignedAlready']);
    expect(said(await act('anweiban-zr', it, 'redraws', { reason: '更正' }))).toEqual([403, 'NotTheUnit']);
    expect((await act('yingji-fg', it, 'redraws', { reason: '更正' })).status).toBe(202);
  });

  it('of what no unit has given yet is for the unit that leads the matter', async () => {
    const it = await paper({ asked: true });
    await system.db.sql`update documents set state = 'failed', failure = '字库中没有某字' where id = ${it.id}`;
    expect((await whole('yingji-jb', it)).body).toMatchObject({ failure: '字库中没有某字', unit: null });
    expect(said(await act('chengguan-jb', it, 'redraws', { reason: '更正' }))).toEqual([403, 'NotTheUnit']);
    expect((await act('yingji-jb', it, 'redraws', { reason: '已补字库' })).status).toBe(202);
  });
});

describe('a paper that is kept', () => {
  it('from those who see the matter is read by those from whom nothing is kept', async () => {
    const draft = await paper({ document: 'referDraft', asked: true });
    expect((await whole('anweiban-zr', draft)).status).toBe(200);
    expect(said(await whole('qiye01-fzr', draft))).toEqual([404, 'NotFound']);
  });

  it('is shown to whom it puts down', async () => {
    const officers: PersonId[] = [];
    const minutes = await paper({ document: 'talkMinutes', officers });
    await system.db.sql`update documents set state = 'issued' where id = ${minutes.id}`;
    const [event] = await system.db.sql<{ username: string }[]>`
      select a.username from ledger l join accounts a on a.person = l.actor ->> 'person'
      where l.matter_id = ${matterId} and l.seq = 1`;
    expect((await whole(event?.username ?? '', minutes)).status).toBe(200);
    expect(said(await whole('qiye01-fzr', minutes))).toEqual([404, 'NotFound']);
  });
});

it('a file is handed in as evidence, not as a signature', async () => {
  const it = await paper();
  const answer = await upload(await system.as('yingji-jb'), `/v1/documents/${it.id}/signatures`, Buffer.from('x'));
  expect([400, 415]).toContain(answer.status);
});
