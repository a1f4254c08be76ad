import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localSeal } from '../../../activities/documents/seal.ts';
import { shipTemplates } from '../../../activities/documents/ship-templates.ts';
import { auditorOf } from '../../../audit/auditor.ts';
import { makeExport } from '../../../audit/exported/make.ts';
import { evidenceFile } from '../../../audit/exported/names.ts';
import { verify } from '../../../audit/verify.ts';
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
import { exampleOf, handInPicture, hazardAfter } from '../api/hazard-bodies.ts';
import { apiSystem, type ApiSystem } from '../api/system.ts';

const log = pino({ level: 'silent' });
const PATIENCE = { timeout: 50_000 };
/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AIAAggCBw24l4AAAAABJRU5ErkJggg==',
  'base64',
);
const now = () => instantOf(Date.now());

let system: ApiSystem;
let drawing: { stop(): Promise<void> };
let matterId: MatterId;

/** The order of a hazard whose number nobody typed. */
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await shipTemplates(system.db);
  const sealer = localSeal(join(tmpdir(), 'bihuan-tell-document-key.pem'));
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
    const party = { ...signing, role: 'party', person: 'per-yingji-1' as PersonId, name: '王某', at: now() } as const;
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
    const service = { way: 'direct', date: dayOf(now()), witness: null, evidence: [], by: 'per-yingji-1' as PersonId };
    expect(await serveDocument(system.db, id, service, now())).toHaveProperty('done');
    await expect.poll(told, PATIENCE).toContain('DocumentServed');
    await expect.poll(told, PATIENCE).toContain('ServiceRecorded');
    const receipts = async () =>
      (await documentsOfMatter(system.db, matterId))
        .filter((one) => one.document === 'serviceReceipt')
        .map(({ state, number }) => [state, number]);
    await expect.poll(receipts, PATIENCE).toEqual([['issued', null]]);
  });

  test('stands in the audit, to the byte, and in the evidence bundle', async () => {
    const { id } = await order();
    const prints = (await editionsOf(system.db, id)).map(({ pdfHash }) => pdfHash);
    expect(await verify(auditor(), matterId)).toMatchObject({ ok: true });
    const { files } = await makeExport(auditor(), matterId);
    for (const hash of prints) expect(files.get(evidenceFile(hash))?.subarray(0, 5).toString()).toBe('%PDF-');
    await system.db.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`alter table document_files disable trigger document_files_append_only`;
      await sql`update document_files set content = set_byte(content, 100, get_byte(content, 100) # 1) where hash = ${prints[0] ?? ''}`;
    });
    const verdict = await verify(auditor(), matterId);
    expect(verdict).toMatchObject({ ok: false, first: { witness: 'evidence' } });
  });
});
