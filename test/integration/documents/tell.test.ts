import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localSeal } from '../../../activities/documents/seal.ts';
import { shipTemplates } from '../../../activities/documents/ship-templates.ts';
import { auditorOf } from '../../../audit/auditor.ts';
import { codeOf } from '../../../audit/code.ts';
import { makeExport } from '../../../audit/exported/make.ts';
import { evidenceFile, MORE_FILES } from '../../../audit/exported/names.ts';
import { verifyExport } from '../../../audit/exported/verify-export.ts';
import type { Verdict } from '../../../audit/verdict.ts';
import { verify } from '../../../audit/verify.ts';
import { contentId } from '../../../db/chain.ts';
import { documentsOfMatter, type StoredDocument } from '../../../db/documents/document.ts';
import { currentHash, editionsOf } from '../../../db/documents/editions.ts';
import { issueDocument } from '../../../db/documents/issue.ts';
import { sealHolds } from '../../../db/documents/seal.ts';
import { serveDocument } from '../../../db/documents/serve.ts';
import { signDocument } from '../../../db/documents/sign.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId } from '../../../workflows/kernel/terms.ts';
import { startDrawing } from '../../../worker/drawing.ts';
import { workflowBundle } from '../../support/system.ts';
import { exampleOf, handInPicture, hazardAfter, upload } from '../api/hazard-bodies.ts';
import { bench, forged } from '../audit/exported-bundle.ts';
import { apiSystem, textOf, type ApiSystem } from '../api/system.ts';
import { DEMO_PICTURE } from '../../support/demo-picture.ts';

const log = pino({ level: 'silent' });
const PATIENCE = { timeout: 50_000 };
/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AIAAggCBw24l4AAAAABJRU5ErkJggg==',
  'base64',
);
const SIGNER = '王某签';
const WITNESS = '李某见证';
const bundles = bench();
const now = () => instantOf(Date.now());

let system: ApiSystem;
let drawing: { stop(): Promise<void> };
let matterId: MatterId;

/** The order of a hazard whose number nobody typed. */
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await shipTemplates(system.db);
  const sealer = localSeal(join(tmpdir(), `bihuan-tell-key-${userInfo().uid.toString()}.pem`));
  drawing = startDrawing(
    { db: system.db, temporal: system.temporal, publicUrl: 'https://example.gov.cn', sealer },
    log,
  );
  await handInPicture(system);
  const url = await hazardAfter(system, ['Verify', 'Grade']);
  matterId = url.slice('/v1/hazards/'.length) as MatterId;
  const example = exampleOf('Assign');
  const { number: _, ...order } = example['order'] as Readonly<Record<string, unknown>>;
  const { service: __, ...body } = { ...example, order } as Readonly<Record<string, unknown>>;
  const assigned = await (await system.as('yingji-jb')).send(`${url}/commands/Assign`, body);
  if (assigned.status !== 200) throw new Error(JSON.stringify(assigned.body));
}, 120_000);

afterAll(async () => {
  await drawing.stop();
  bundles.clear();
  await system.close();
}, 60_000);

const order = async () => {
  const document = (await documentsOfMatter(system.db, matterId)).find((one) => one.document === 'rectifyOrder');
  if (document === undefined) throw new Error('no order was asked for');
  return document;
};
const stateOf = async () =>
  (await documentsOfMatter(system.db, matterId)).find((one) => one.document === 'rectifyOrder')?.state;
const told = async () => (await eventsOf(system.db, matterId)).map(({ type }) => type);
const hashOf = async ({ id }: StoredDocument) => (await currentHash(system.db.sql, id)) ?? '';
/** What the audit says of rows that somebody changed behind its back; they are put back. */
async function differencesAfter(change: string, ...given: readonly string[]): Promise<string[]> {
  const { sql } = system.db;
  const copies = ['documents', 'document_signatures', 'numbers'];
  await sql.begin(async (tx) => {
    for (const table of copies) await tx.unsafe(`create table kept_${table} as table ${table}`);
    await tx.unsafe(TRIGGERS_OFF);
    await tx.unsafe(change, [...given]);
    await tx.unsafe(TRIGGERS_ON);
  });
  try {
    return saidBy(await verify(auditor(), matterId));
  } finally {
    await sql.begin(async (tx) => {
      await tx.unsafe(TRIGGERS_OFF);
      for (const table of copies) {
        await tx.unsafe(`delete from ${table}`);
        await tx.unsafe(`insert into ${table} overriding system value table kept_${table}`);
        await tx.unsafe(`drop table kept_${table}`);
      }
      await tx.unsafe(TRIGGERS_ON);
    });
  }
}

const saidBy = ({ first, differences = first === null ? [] : [first] }: Verdict) => differences.map(({ what }) => what);

const TRIGGERS_OFF = 'alter table document_signatures disable trigger document_signatures_append_only';
const TRIGGERS_ON = 'alter table document_signatures enable always trigger document_signatures_append_only';

const auditor = () => auditorOf({ ...system, seal: { dir: join(tmpdir(), 'no-such-seals') } }, workflowBundle().code);

describe('an order whose number nobody typed', () => {
  test('is drawn with its number, and its loop hears of it', PATIENCE, async () => {
    await expect.poll(stateOf, PATIENCE).toBe('drawn');
    await expect.poll(told, PATIENCE).toContain('DocumentDrawn');
    const document = await order();
    expect(document).toMatchObject({ edition: 1, number: expect.stringMatching(/责改〔\d{4}〕1号$/) });
    const event = (await eventsOf(system.db, matterId)).find(({ type }) => type === 'DocumentDrawn');
    expect(event?.data).toMatchObject({ id: document.id, number: document.number, hash: await hashOf(document) });
  });

  test('is signed by both officers and the party, issued, and shows it in a sealed edition of its own', async () => {
    const document = await order();
    const hash = await hashOf(document);
    const signing = { hash, image: PNG, refusal: null, witness: null, place: null, post: 'p-yingji-1' as PostId };
    for (const person of document.content?.officers ?? [])
      expect(
        await signDocument(system.db, document.id, { ...signing, role: 'officer', person, name: null, at: now() }),
      ).toHaveProperty('done');
    const party = { ...signing, role: 'party', person: 'per-yingji-1' as PersonId, name: SIGNER, at: now() } as const;
    expect(await signDocument(system.db, document.id, party)).toHaveProperty('done');
    const issuing = { hash, by: 'per-yingji-2' as PersonId, post: 'p-yingji-2' as PostId, isIssuer: true, at: now() };
    expect(await issueDocument(system.db, document.id, issuing)).toHaveProperty('done');
    await expect.poll(stateOf, PATIENCE).toBe('issued');
    await expect.poll(told, PATIENCE).toContain('DocumentIssued');
    const issued = await order();
    expect(issued).toMatchObject({ edition: 2, number: document.number, contentHash: document.contentHash });
    expect(issued.seal).toMatchObject({ hash: await hashOf(issued) });
    expect(issued.seal !== null && sealHolds(issued.seal)).toBe(true);
  });

  test('is served, from which its deadline runs, and a receipt is drawn', async () => {
    const { id } = await order();
    const receipt = textOf(await upload(await system.as('yingji-jb'), '/v1/evidence', DEMO_PICTURE), 'id');
    const service = {
      way: 'direct',
      date: dayOf(now()),
      witness: WITNESS,
      evidence: [receipt],
      by: 'per-yingji-1' as PersonId,
    };
    expect(await serveDocument(system.db, id, service, now())).toHaveProperty('done');
    await expect.poll(told, PATIENCE).toContain('DocumentServed');
    await expect.poll(told, PATIENCE).toContain('ServiceRecorded');
    const receipts = async () =>
      (await documentsOfMatter(system.db, matterId))
        .filter((one) => one.document === 'serviceReceipt')
        .map(({ state, number }) => [state, number]);
    await expect.poll(receipts, PATIENCE).toEqual([['issued', null]]);
  });

  test('stands in the evidence bundle by its hashes alone, which are verified without it', async () => {
    const { files } = await makeExport(auditor(), matterId);
    const { id, number } = await order();
    const prints = await editionsOf(system.db, id);
    for (const { pdfHash } of prints) expect(files.has(evidenceFile(pdfHash))).toBe(false);
    const documents = String(files.get(MORE_FILES.documents));
    for (const kept of [number ?? '', ...prints.map(({ pdfHash }) => pdfHash)]) expect(documents).toContain(kept);
    const all = [...files].map(([name, content]) => `${name}\n${String(content)}`).join('\n');
    for (const written of [
      SIGNER,
      WITNESS,
      PNG.toString('latin1'),
      contentId(PNG).replace('sha256:', 'evidence/sha256-'),
    ])
      expect(all).not.toContain(written);
    expect(documents).not.toMatch(/"(fields|name|refusal|witness|salt|latitude)"/);
    expect(saidBy(await verifyExport(bundles.lay(files), codeOf(workflowBundle().code)))).toEqual([]);
    const other = documents.replaceAll(prints[1]?.pdfHash ?? '', `sha256:${'0'.repeat(64)}`);
    const place = bundles.lay(forged(files, { [MORE_FILES.documents]: other }));
    expect(saidBy(await verifyExport(place, codeOf(workflowBundle().code)))).toContainEqual(
      expect.stringMatching(/^第 \d+ 条所记的文书没有登记哈希值相同的版本$/),
    );
  });

  test.each<readonly [string, string, RegExp]>([
    ['an issuer', `update documents set issued_by = 'per-x' where id = $1`, /的签发人与登记的不符$/],
    ['an issuing post', `update documents set issued_post = 'p-x' where id = $1`, /的签发岗位与登记的不符$/],
    [
      'a moment',
      `update documents set issued_at = issued_at - interval '1 day' where id = $1`,
      /的签发时间与登记的不符$/,
    ],
    ['a way', `update documents set service = service || '{"way":"refused"}' where id = $1`, /的送达方式与登记的不符$/],
    [
      'a day',
      `update documents set service = service || '{"date":"2026-01-01"}' where id = $1`,
      /的送达日期与登记的不符$/,
    ],
    [
      'evidence',
      `update documents set service = service || '{"evidence":[]}' where id = $1`,
      /的送达证据与登记的不符$/,
    ],
    [
      'a signer',
      `update document_signatures set person = 'per-x' where id = (select min(id) from document_signatures where document = $1 and role = 'officer')`,
      /的签名人与/,
    ],
    [
      'a name',
      `update document_signatures set name = '赵某' where document = $1 and role = 'party'`,
      /的签名记录被改动$/,
    ],
    [
      'a witness',
      `update documents set service = service || '{"witness":"赵某"}' where id = $1`,
      /的送达见证人与登记的不符$/,
    ],
    ['a place', `update document_signatures set latitude = 31.2 where document = $1`, /的签名记录被改动$/],
    ['a picture', `update document_signatures set image_hash = null where document = $1`, /的签名记录被改动$/],
    ['a print', `update document_signatures set hash = 'sha256:x' where document = $1`, /的签名所签的不是它的第 1 版$/],
    ['no seal', `update documents set seal = null where id = $1`, /没有电子签章$/],
    [
      'a seal',
      `update documents set seal = jsonb_set(seal, '{hash}', '"sha256:x"') where id = $1`,
      /的电子签章所签的不是它最后的一版$/,
    ],
    ['its end', `update documents set state = 'lapsed' where id = $1`, /登记为失效，台账中没有使其失效的记录$/],
    [
      'a counter',
      `update numbers set last = 0 where $1 <> '' and series like '文书/%/责改/%'`,
      /超出所登记的最后一个编号$/,
    ],
  ])('is found by the audit where its rows were given %s that it has not', async (_, change, what) => {
    expect(await differencesAfter(change, (await order()).id)).toContainEqual(expect.stringMatching(what));
    expect(await verify(auditor(), matterId)).toMatchObject({ ok: true });
  });

  test('is found by the audit where another paper says that somebody issued it, and nobody did', async () => {
    const forge = `
      insert into documents (matter_id, key, document, data, at, id, kind, seq, unit, state, issued_at, issued_by, edition)
      select matter_id, 'draw:1', 'notice', data, at, 'doc-forged', kind, 1, unit, 'issued', now(), $1, 0
      from documents where document = 'rectifyOrder' and matter_id = '${matterId}'`;
    const found = await differencesAfter(forge, 'per-x');
    expect(found).toContain('文书 doc-forged 登记为已签发，却没有签发的版本');
  });

  test('stands in the audit, to the byte', async () => {
    const { id } = await order();
    const prints = (await editionsOf(system.db, id)).map(({ pdfHash }) => pdfHash);
    expect(await verify(auditor(), matterId)).toMatchObject({ ok: true });
    await system.db.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`alter table document_files disable trigger document_files_append_only`;
      await sql`update document_files set content = set_byte(content, 100, get_byte(content, 100) # 1) where hash = ${prints[0] ?? ''}`;
    });
    const verdict = await verify(auditor(), matterId);
    expect(verdict).toMatchObject({ ok: false, first: { witness: 'evidence' } });
  });
});
