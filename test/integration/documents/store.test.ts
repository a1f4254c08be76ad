import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { askDocument } from '../../../db/documents/ask.ts';
import { documentsOfMatter, type StoredDocument } from '../../../db/documents/document.ts';
import { currentHash, editionsOf } from '../../../db/documents/editions.ts';
import { failDocument } from '../../../db/documents/fail.ts';
import { documentFile } from '../../../db/documents/files.ts';
import { issueDocument } from '../../../db/documents/issue.ts';
import { redrawDocument } from '../../../db/documents/redraw.ts';
import { serveDocument } from '../../../db/documents/serve.ts';
import { signDocument, type Signing } from '../../../db/documents/sign.ts';
import { waitingDocuments, type Waiting } from '../../../db/documents/waiting.ts';
import { recordDocument } from '../../../db/duty-entries.ts';
import { inbox } from '../../../db/inbox.ts';
import { dayOf, plusMs } from '../../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';
import { START } from '../db/parcel-kind.ts';
import { askedPaper, drawnPaper, found, ISSUER, LATER, matterWith, OFFICERS, PNG, print, YINGJI } from './papers.ts';

const [ONE = '' as PersonId, TWO = '' as PersonId] = OFFICERS;
const POST = 'p-yingji-1' as PostId;
const DAY = dayOf(LATER);

let db: Db;
beforeEach(async () => {
  db = connect(await freshDatabase());
});
afterEach(() => db.end());

async function hashOf({ id }: StoredDocument): Promise<string> {
  return (await currentHash(db.sql, id)) ?? '';
}

async function sign(document: StoredDocument, over: Partial<Signing> = {}) {
  const signing = {
    role: 'officer',
    person: ONE,
    post: POST,
    name: null,
    image: PNG,
    refusal: null,
    witness: null,
  } as const;
  return await signDocument(db, document.id, {
    ...signing,
    hash: await hashOf(document),
    place: null,
    at: LATER,
    ...over,
  });
}

const issue = async (document: StoredDocument, over: object = {}) =>
  await issueDocument(db, document.id, { ...ISSUER, hash: await hashOf(document), at: LATER, ...over });

const redraw = ({ id }: StoredDocument, order = 'o-1', isIssuer = false) =>
  redrawDocument(db, id, { by: ONE, isIssuer, order, reason: '更正' });

/** An order under which everyone has signed. */
async function signed(n = 1): Promise<StoredDocument> {
  const document = await drawnPaper(db, n);
  await sign(document);
  await sign(document, { person: TWO });
  await sign(document, { role: 'party', name: '王某' });
  return document;
}

async function issued(n = 1): Promise<StoredDocument> {
  const document = await signed(n);
  await issue(document);
  return await print(db, document.id, 'issued');
}

const codeOf = (answer: object) => ('refusal' in answer ? (answer.refusal as { code: string }).code : 'done');
const jobs = async () =>
  (
    await db.sql<{ type: string; payload: { event?: string; data?: object } }[]>`
    select type, payload from jobs where matter_id like 'par-%' order by id`
  ).map(({ type, payload }) => payload.event ?? type);

describe('a document that is asked for', () => {
  test('is kept and ordered to be drawn, once', async () => {
    const asked = await askedPaper(db, 1);
    await askedPaper(db, 1);
    expect(asked).toMatchObject({
      id: expect.stringMatching(/^doc-[0-9a-f]{16}$/),
      state: 'asked',
      seq: 4,
      number: null,
    });
    expect(await jobs()).toEqual(['DrawUp']);
  });

  test('that the rules do not follow is kept as before and not drawn', async () => {
    const matterId = await matterWith(db, 1, []);
    const asked = { matterId, kind: 'parcel', data: { n: 1 }, at: START };
    await askDocument(db, { ...asked, key: 'draw:4', document: 'rectifyOrder' });
    await askDocument(db, { ...asked, key: 'paper', document: 'letterOfSomeKind' });
    expect(await db.sql`select key, id, state from documents order by key`).toMatchObject([
      { key: 'draw:4', id: null, state: 'asked' },
      { key: 'paper', id: null, state: 'asked' },
    ]);
    expect(await jobs()).toEqual([]);
  });

  test('as a draft is drawn to be read, has no number and is told to nobody, and has lapsed where its proposal waits no longer', async () => {
    const matterId = await matterWith(db, 1, []);
    await askDocument(db, { matterId, kind: 'parcel', key: 'draw:7', document: 'talkDraft', data: {}, at: START });
    const drafts = await documentsOfMatter(db, matterId);
    expect(drafts).toMatchObject([{ document: 'talkDraft', number: null, seq: 7 }]);
    await print(db, drafts[0]?.id ?? '');
    expect(await documentsOfMatter(db, matterId)).toMatchObject([{ state: 'drawn', edition: 1, issuedAt: null }]);
    expect(await jobs()).toEqual(['DrawUp']);
  });

  test('that was overtaken before it was written down has lapsed and is not drawn', async () => {
    const matterId = await matterWith(db, 1, [{ key: 'draw:4', lapsed: true }]);
    await askDocument(db, { matterId, kind: 'parcel', key: 'draw:4', document: 'notice', data: {}, at: START });
    expect(await documentsOfMatter(db, matterId)).toMatchObject([{ state: 'lapsed' }]);
    expect(await jobs()).toEqual([]);
  });
});

test('a document that an act gives is drawn though it was overtaken before it was written down', async () => {
  const matterId = await matterWith(db, 1, [{ key: 'draw:4', lapsed: true }]);
  await askDocument(db, { matterId, kind: 'parcel', key: 'draw:4', document: 'planOpinion', data: {}, at: START });
  expect(await documentsOfMatter(db, matterId)).toMatchObject([{ state: 'asked' }]);
  expect(await jobs()).toEqual(['DrawUp']);
});

describe('an edition', () => {
  test('is kept once with its bytes, and the loop is told of it', async () => {
    const document = await drawnPaper(db, 1);
    await print(db, document.id);
    const editions = await editionsOf(db, document.id);
    expect(editions).toMatchObject([{ edition: 1, reason: 'drawn', pages: 1, by: 'system' }]);
    expect(await documentFile(db, editions[0]?.pdfHash ?? '')).toMatchObject({ type: 'application/pdf' });
    expect(await jobs()).toEqual(['DrawUp', 'DocumentDrawn']);
  });

  test('is not kept of a document that lapsed while it was printed', async () => {
    const { id } = await askedPaper(db, 1);
    await db.sql`update documents set state = 'lapsed' where id = ${id}`;
    await print(db, id);
    expect(await found(db, id)).toMatchObject({ state: 'lapsed', number: null, edition: 0 });
    expect(await editionsOf(db, id)).toEqual([]);
  });

  test('its bytes and rows are never changed', async () => {
    await drawnPaper(db, 1);
    for (const table of ['document_editions', 'document_files', 'document_signatures'])
      await expect(db.sql`delete from ${db.sql(table)}`).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a signature', () => {
  test('stands under the edition that was signed, with its place, and the same again adds nothing', async () => {
    const document = await drawnPaper(db, 1);
    const place = { lat: 25.1, lon: 101.3 };
    await sign(document, { place });
    const again = await sign(document, { place });
    expect(again).toMatchObject({
      done: [{ edition: 1, role: 'officer', person: ONE, latitude: 25.1, longitude: 101.3 }],
    });
    expect('done' in again && again.done).toHaveLength(1);
  });

  test('is refused for every reason by its name', async () => {
    const document = await drawnPaper(db, 1);
    const codes = [
      await sign(document, { hash: 'sha256:other' }),
      await sign(document, { person: 'per-yingji-2' as PersonId }),
      await sign(document, { image: null }),
      await sign(document, { image: null, refusal: '不在场' }),
      await sign(document, { role: 'party' }),
      await sign(document, { role: 'party', name: '王某', refusal: '拒签' }),
      await signDocument(db, 'doc-none', { ...({} as Signing) }),
    ].map(codeOf);
    expect(codes).toEqual([
      'NotThisEdition',
      'NotNamedOfficer',
      'SignatureMissing',
      'SignatureMissing',
      'SignerUnnamed',
      'SignatureMissing',
      'UnknownDocument',
    ]);
    const notice = await drawnPaper(db, 2, { document: 'notice' });
    expect(codeOf(await sign(notice))).toBe('NoSuchSignature');
    expect(codeOf(await sign(await askedPaper(db, 3)))).toBe('DocumentNotDrawn');
  });

  test('of the party may be a refusal with who saw it, which stands for the signature', async () => {
    const document = await drawnPaper(db, 1);
    await sign(document);
    await sign(document, { person: TWO });
    expect(codeOf(await issue(document))).toBe('NotSigned');
    await sign(document, { role: 'party', image: null, refusal: '负责人拒签', witness: '李某' });
    const all = await sign(document, { role: 'party', image: null, refusal: '又一次' });
    expect(codeOf(all)).toBe('AlreadySigned');
    expect(codeOf(await issue(document))).toBe('done');
    expect(await db.sql`select role, name, refusal from document_signatures where role in ('party', 'witness') order by id`)
      .toMatchObject([{ role: 'party', refusal: '负责人拒签' }, { role: 'witness', name: '李某' }]); // prettier-ignore
  });

  test('of two at once who sign as the party one is kept', async () => {
    const document = await drawnPaper(db, 1);
    const both = await Promise.all([
      sign(document, { role: 'party', name: '王某' }),
      sign(document, { role: 'party', name: '赵某', person: TWO }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['AlreadySigned', 'done']);
  });

  test('under an earlier edition does not count for the next one', async () => {
    const document = await signed();
    await redraw(document, 'o-1', true);
    const again = await print(db, document.id, 'again');
    expect(codeOf(await issue(again))).toBe('NotSigned');
    expect((await editionsOf(db, document.id)).map(({ reason }) => reason)).toEqual(['drawn', 'redrawn']);
  });

  test('that is the last one makes a record valid that nobody issues', async () => {
    const record = await drawnPaper(db, 1, { document: 'inspectionRecord' });
    await sign(record);
    await sign(record, { role: 'party', name: '王某' });
    expect(await found(db, record.id)).toMatchObject({ issuedAt: null });
    expect(codeOf(await issue(record))).toBe('NoIssueNeeded');
    await sign(record, { person: TWO });
    expect(await print(db, record.id, 'issued')).toMatchObject({ state: 'issued', issuedBy: null, edition: 2 });
    expect((await jobs()).at(-1)).toBe('DocumentIssued');
  });
});

test('once somebody signed, drawing again is an issuer’s to have done, until the edition that it makes', async () => {
  const document = await drawnPaper(db, 1);
  await sign(document);
  expect(codeOf(await redraw(document))).toBe('SignedAlready');
  expect(codeOf(await redraw(document, 'o-2', true))).toBe('done');
  await print(db, document.id, 'again');
  expect(codeOf(await redraw(document, 'o-3'))).toBe('done');
});

describe('the issue', () => {
  test('is one person’s, of two at once, and shows in an edition of its own', async () => {
    const document = await signed();
    const both = await Promise.all([issue(document), issue(document, { by: 'per-yingji-3', post: 'p-yingji-3' })]);
    expect(both.map(codeOf).sort()).toEqual(['DocumentIssued', 'done']);
    const { issuedBy } = await found(db, document.id);
    expect(codeOf(await issue(document, { by: issuedBy }))).toBe('done');
    expect(await print(db, document.id, 'issued')).toMatchObject({ state: 'issued', edition: 2, issuedBy });
    expect((await editionsOf(db, document.id)).map(({ reason }) => reason)).toEqual(['drawn', 'issued']);
    const [told] = await db.sql<{ data: object }[]>`
      select payload -> 'data' as data from jobs where payload ->> 'event' = 'DocumentIssued'`;
    expect(told?.data).toMatchObject({ id: document.id, by: issuedBy, at: LATER, signers: [ONE, TWO] });
  });

  test('is refused for every reason by its name', async () => {
    const document = await drawnPaper(db, 1);
    expect(codeOf(await issue(document, { isIssuer: false }))).toBe('NotTheIssuer');
    expect(codeOf(await issue(document, { hash: 'sha256:other' }))).toBe('NotThisEdition');
    expect(codeOf(await issue(document))).toBe('NotSigned');
    expect(codeOf(await issue(await askedPaper(db, 2)))).toBe('DocumentNotDrawn');
    expect(codeOf(await issue(await drawnPaper(db, 3, { document: 'notice' })))).toBe('done');
    await db.sql`update documents set state = 'lapsed' where id = ${document.id}`;
    expect(codeOf(await issue(document))).toBe('DocumentLapsed');
  });

  test('is not by an officer whom it names, and does not wait for them', async () => {
    const document = await signed();
    const waitsFor = async (person: PersonId) =>
      (await waitingDocuments(db, 'issue', { person, unit: YINGJI, isIssuer: true, scope: 'all' }, { limit: 10 }))
        .items;
    expect(codeOf(await issue(document, { by: TWO }))).toBe('IssuerIsOfficer');
    expect(codeOf(await sign(document, { role: 'issuer', person: TWO }))).toBe('IssuerIsOfficer');
    expect(await waitsFor(TWO)).toEqual([]);
    expect(await waitsFor(ISSUER.by)).toHaveLength(1);
    expect(codeOf(await issue(document))).toBe('done');
  });

  test('ends signing and drawing again', async () => {
    const document = await signed();
    await issue(document);
    expect(codeOf(await sign(document, { person: TWO, image: Buffer.concat([PNG, PNG]) }))).toBe('DocumentIssued');
    expect(codeOf(await redraw(document))).toBe('DocumentIssued');
  });

  test('that could not be printed is tried again with the content that was signed', async () => {
    const document = await signed();
    await issue(document);
    await failDocument(db, document.id, '字库中没有某字。');
    const { contentHash } = await found(db, document.id);
    expect(codeOf(await redraw(document))).toBe('done');
    expect(await print(db, document.id, 'issued')).toMatchObject({ state: 'issued', contentHash, failure: null });
  });
});

describe('the service', () => {
  const direct = { way: 'direct', date: DAY, witness: null, evidence: ['sha256:s'], by: ONE };
  const serve = (document: StoredDocument, over: object = {}) =>
    serveDocument(db, document.id, { ...direct, ...over }, plusMs(LATER, 1_000));

  test('is recorded once and told to the loop', async () => {
    const document = await issued();
    expect(codeOf(await serve(document))).toBe('done');
    expect(codeOf(await serve(document))).toBe('done');
    expect(codeOf(await serve(document, { way: 'post' }))).toBe('DocumentAlreadyServed');
    expect(await found(db, document.id)).toMatchObject({ state: 'served', service: direct });
    expect((await jobs()).filter((job) => job === 'DocumentServed')).toHaveLength(1);
  });

  test('is refused for every reason by its name', async () => {
    const document = await issued();
    const day = (ms: number) => dayOf(plusMs(LATER, ms));
    const codes = [
      await serve(await drawnPaper(db, 2)),
      await serve(await drawnPaper(db, 3, { document: 'inspectionRecord' })),
      await serve(document, { date: day(86_400_000) }),
      await serve(document, { date: day(-86_400_000) }),
      await serve(document, { way: 'left' }),
      await serve(document, { way: 'refused', witness: '李某', evidence: [] }),
      await serve(document, { way: 'electronic', evidence: [] }),
      await serve(document, { way: 'post', evidence: [] }),
      await serve(document, { evidence: [] }),
    ].map(codeOf);
    expect(codes).toEqual([
      'DocumentNotIssued',
      'NoServiceNeeded',
      'DayInFuture',
      'ServedBeforeIssue',
      'ServiceNotWitnessed',
      'ServiceNotWitnessed',
      'ServiceNotConfirmed',
      'ServiceNotConfirmed',
      'ServiceNotConfirmed',
    ]);
    expect(codeOf(await serve(document, { way: 'left', witness: '李某' }))).toBe('done');
  });
});

describe('what cannot be drawn', () => {
  test('says why, tells the unit that gives it, and is drawn again when someone asks', async () => {
    const asked = await askedPaper(db, 1);
    await failDocument(db, asked.id, '字库中没有“某”。');
    await failDocument(db, asked.id, '又一次。');
    expect(await found(db, asked.id)).toMatchObject({ state: 'failed', failure: '字库中没有“某”。' });
    expect((await inbox(db, POST, 'all')).items).toMatchObject([
      { notice: 'DocumentFailed', body: expect.stringContaining('字库中没有“某”。') },
    ]);
    expect(codeOf(await sign(asked))).toBe('DocumentNotDrawn');
    await redraw(asked);
    expect(codeOf(await redraw(asked))).toBe('done');
    expect(codeOf(await redraw(asked, 'o-2'))).toBe('DocumentBeingDrawn');
    expect(await print(db, asked.id)).toMatchObject({ state: 'drawn', failure: null });
  });
});

describe('what waits', () => {
  const waiting = async (what: Waiting, person: PersonId = ONE) => {
    const whom = { person, unit: YINGJI, isIssuer: true, scope: 'all' } as const;
    return (await waitingDocuments(db, what, whom, { limit: 10 })).items.map(({ id }) => id);
  };

  test('to be signed, issued and served is listed for whoever must, and only then', async () => {
    const [drawn, ready, done] = [await drawnPaper(db, 1), await signed(2), await issued(3)];
    expect(await waiting('sign')).toEqual([drawn.id]);
    expect(await waiting('sign', 'per-yingji-2' as PersonId)).toEqual([]);
    expect(await waiting('issue', ISSUER.by)).toEqual([ready.id]);
    expect(await waiting('serve')).toEqual([done.id]);
    await sign(drawn);
    expect(await waiting('sign')).toEqual([drawn.id]);
    await sign(drawn, { role: 'party', name: '王某' });
    expect(await waiting('sign')).toEqual([]);
    expect(await waiting('sign', TWO)).toEqual([drawn.id]);
    await issue(ready);
    expect(await waiting('issue', ISSUER.by)).toEqual([]);
  });
});

test('an audit’s verdict is kept beside the papers of its matter', async () => {
  const matterId = await matterWith(db, 1, []);
  await recordDocument(db, {
    matterId,
    key: 'audit',
    document: 'Audit',
    data: { ok: true },
    at: START,
    evidenceId: null,
  });
  expect(await documentsOfMatter(db, matterId)).toEqual([]);
});
