import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { dutyEntries, recordDocument, recordDuty } from '../../../db/duty-entries.ts';
import { evidenceContent, keepEvidence, seal, unseal } from '../../../db/evidence.ts';
import { deliverDigest, deliverNotice, inbox, markRead, type Notice } from '../../../db/inbox.ts';
import { plusMs } from '../../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';
import { parcelId, START } from './parcel-kind.ts';

const POST = 'p-yingji-1' as PostId;
const OTHER = 'p-yingji-2' as PostId;
const READER = { post: POST, person: 'per-yingji-1' as PersonId };

describe('what jobs leave behind', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
  });
  afterAll(() => db.end());

  const notice = (key: string, over: Partial<Notice> = {}): Notice => ({
    posts: [POST, OTHER, POST],
    matterId: parcelId(1),
    kind: 'parcel',
    key,
    notice: 'urged',
    title: '催办',
    body: '请尽快办理',
    data: { days: 3 },
    at: START,
    ...over,
  });

  test('a notice reaches each post once, however often it is delivered', async () => {
    await deliverNotice(db, notice('n-1'));
    await deliverNotice(db, notice('n-1', { title: '又一次' }));
    expect(await inbox(db, POST, 'all')).toMatchObject({
      items: [{ title: '催办', data: { days: 3 }, count: 1, readAt: null }],
      unread: 1,
    });
    expect((await inbox(db, OTHER, 'all')).items).toHaveLength(1);
  });

  test('only the post itself marks its notice as read, and the first reading stands', async () => {
    const [item] = (await inbox(db, POST, 'all')).items;
    const id = item?.id ?? 0;
    expect(await markRead(db, id, { post: OTHER, person: READER.person }, 'all', START)).toBe(false);
    expect(await markRead(db, id, READER, 'all', START)).toBe(true);
    expect(await markRead(db, id, READER, 'all', plusMs(START, 1_000))).toBe(true);
    expect(await inbox(db, POST, 'all')).toMatchObject({ items: [{ readAt: START }], unread: 0 });
    expect((await inbox(db, POST, 'all', { unread: true })).items).toEqual([]);
  });

  test('a digest gathers lines into one notice and counts each once', async () => {
    const digest = { ...notice('digest-1'), posts: ['p-gongan-1' as PostId] };
    for (const line of ['a', 'b', 'b', 'c', 'a']) await deliverDigest(db, { ...digest, line });
    expect((await inbox(db, 'p-gongan-1' as PostId, 'all')).items).toMatchObject([{ count: 3, matterId: null }]);
  });

  test('an inbox is read a page at a time, newest first', async () => {
    for (let i = 0; i < 5; i += 1)
      await deliverNotice(db, notice(`p-${i.toString()}`, { posts: ['p-linye-1' as PostId] }));
    const first = await inbox(db, 'p-linye-1' as PostId, 'all', { limit: 3 });
    const rest = await inbox(db, 'p-linye-1' as PostId, 'all', { limit: 3, before: first.next ?? 0 });
    const ids = [...first.items, ...rest.items].map((item) => item.id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(rest.next).toBeNull();
  });

  test('a leader’s entry and a document are kept once', async () => {
    const entry = { post: POST, matterId: parcelId(1), key: 'd-1', duty: '签发督办函', data: {}, at: START };
    await recordDuty(db, entry);
    await recordDuty(db, { ...entry, duty: '又一次' });
    expect(await dutyEntries(db, POST)).toMatchObject([entry]);
    const document = { matterId: parcelId(1), key: 'doc-1', data: {}, at: START, document: 'order' };
    await recordDocument(db, { ...document, evidenceId: null });
    await recordDocument(db, { ...document, evidenceId: 'sha256:1' });
    await recordDocument(db, { ...document, evidenceId: 'sha256:2' });
    expect(await db.sql`select evidence_id as id from documents`).toMatchObject([{ id: 'sha256:1' }]);
  });

  test('evidence is its hash, kept once and never changed', async () => {
    const about = { type: 'image/png', name: '照片.png', uploader: READER.person, at: START };
    const kept = await keepEvidence(db, Buffer.from('现场照片'), about);
    expect(kept.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await keepEvidence(db, Buffer.from('现场照片'), { ...about, name: '别名' })).toMatchObject({ id: kept.id });
    expect(await evidenceContent(db, kept.id)).toMatchObject({
      name: '照片.png',
      size: 12,
      content: Buffer.from('现场照片'),
    });
    expect(await evidenceContent(db, 'sha256:0')).toBeNull();
    await expect(db.sql`update evidence set content = 'x'`).rejects.toMatchObject({ code: '42501' });
  });

  test('sealed text is found by an id that says nothing of it', async () => {
    const [one, two] = [await seal(db, '13800000000', START), await seal(db, '13800000000', START)];
    expect(one).not.toBe(two);
    expect(await unseal(db, [one, 'sealed:none'])).toEqual(new Map([[one, '13800000000']]));
  });
});
