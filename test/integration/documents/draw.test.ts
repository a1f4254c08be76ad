import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawUp } from '../../../activities/documents/draw-up.ts';
import type { Drawing } from '../../../activities/documents/drawing.ts';
import { connect, type Db } from '../../../db/client.ts';
import { documentsOfMatter } from '../../../db/documents/document.ts';
import { editionsOf } from '../../../db/documents/editions.ts';
import { redrawDocument, whyNotRedraw } from '../../../db/documents/redraw.ts';
import { missingSignatures, signaturesOf } from '../../../db/documents/signatures.ts';
import { ATTEMPTS_MAX, DRAWING, leaseJobs, type Job } from '../../../db/jobs.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';
import { BODY, drivenMajor, people } from '../../support/hazard-bodies.ts';
import { BY_PAPER, drivenByPaper } from '../../support/hazard-papers.ts';
import { REPORT, story, type Story } from '../../support/hazard-story.ts';
import { freshDatabase } from '../../support/system.ts';
import { START } from '../db/parcel-kind.ts';
import { draw, drawAll, HAZARD, keepStory, prepare } from './drawn-story.ts';

/** A character that no font of ours has. */
const NO_GLYPH = '\u{30EDE}';

let db: Db;
beforeEach(async () => {
  db = connect(await freshDatabase());
  await prepare(db);
});
afterEach(() => db.end());

function ordered(remedies: string): Story {
  const told = story();
  told.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  const { assign } = BY_PAPER;
  told.say('yj-jb', 'Assign', { ...assign, order: { ...assign.order, remedies } }, '2026-03-03 09:00');
  return told;
}

const ISSUED_AT = START;

/** Whatever is to be sealed cannot be just now. */
const NO_SEALER: Drawing = {
  get db() {
    return db;
  },
  publicUrl: 'https://bihuan.yunling.example',
  sealer: { name: 'none', seal: () => Promise.reject(new Error('no seal')) },
};

function jobOf(id: string, attempts: number): Job {
  const payload = { type: DRAWING, document: id, by: 'system' };
  return { id: 1, matterId: HAZARD, kind: 'hazard', key: id, type: DRAWING, payload, attempts };
}

async function issueIt(id: string): Promise<void> {
  await draw(db, id);
  await db.sql`update documents set issued_at = ${ISSUED_AT} where id = ${id}`;
}

const order = async () => (await documentsOfMatter(db, HAZARD))[0] ?? null;

describe('a document of a matter', () => {
  test('is drawn once however often its job is done', async () => {
    await keepStory(db, ordered('可依法申请行政复议。'));
    const id = (await order())?.id ?? '';
    await draw(db, id);
    const once = await order();
    await draw(db, id);
    expect(once).toMatchObject({ state: 'drawn', edition: 1, unit: expect.any(String) });
    expect(await order()).toEqual(once);
    expect(await editionsOf(db, id)).toHaveLength(1);
  });

  test('whose party would not sign, as its event recorded, asks for no signature of theirs', async () => {
    const told = drivenByPaper('rechecking');
    told.say('yj-jb', 'Recheck', BY_PAPER.fail, '2026-03-05 09:00');
    await drawAll(db, told, ['rectifyOrder', 'recheckOpinion']);
    const opinion = (await documentsOfMatter(db, HAZARD)).find(({ document }) => document === 'recheckOpinion');
    if (opinion === undefined) throw new Error('no opinion was drawn');
    const signatures = await signaturesOf(db, opinion.id);
    const [first] = await editionsOf(db, opinion.id);
    const { refusalNote: refusal } = BODY.fail.signature;
    expect(signatures).toMatchObject([{ role: 'party', edition: 1, hash: first?.pdfHash, refusal, imageHash: null }]);
    expect(missingSignatures(opinion, signatures)).toEqual({ officers: opinion.content?.officers, party: false });
    expect(whyNotRedraw(opinion, false, signatures)).toBeNull();
  });

  test('with a character that would print as a box is set aside, and says which one and where', async () => {
    await keepStory(db, ordered(`可依法申请行政复议${NO_GLYPH}。`));
    await draw(db, (await order())?.id ?? '');
    expect(await order()).toMatchObject({ state: 'failed', edition: 0 });
    const { failure } = (await order()) ?? {};
    expect(failure).toContain(`中的“${NO_GLYPH}”（U+30EDE）`);
    expect(failure).toMatch(/^字库中没有“[^”a-z]+”中的/);
    expect(failure).toMatch(/以手工文书替代（ReplacePaper）。$/);
  });

  test('is signed by the officers whom it names and not by their expert, and says to whom it was given', async () => {
    const told = drivenMajor('rectifying');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    const officers = people('yj-jb', 'expert', 'yj-jb2');
    told.say('yj-jb', 'Recheck', { ...BY_PAPER.pass, officers }, '2026-03-09 09:00');
    const [opinion] = await drawAll(db, told, ['recheckOpinion']);
    expect(opinion).toMatchObject({
      state: 'drawn',
      content: {
        officers: people('yj-jb', 'yj-jb2'),
        addressee: 'ent',
        fields: { officers: expect.stringContaining('危险化学品专家') },
      },
    });
  });

  test.each([
    ['its first edition', () => Promise.resolve(undefined), { state: 'asked', issuedAt: null }],
    ['the edition of its issue', issueIt, { state: 'drawn', issuedAt: ISSUED_AT }],
  ] as const)('of which no attempt made %s is set aside by the last one, and drawn again', async (_, come, again) => {
    await keepStory(db, ordered('可依法申请行政复议。'));
    const { id = '' } = (await order()) ?? {};
    await come(id);
    await db.sql`delete from shipped_templates`;
    await expect(drawUp(NO_SEALER, jobOf(id, ATTEMPTS_MAX - 1))).rejects.toThrow();
    expect(await order()).toMatchObject({ ...again, failure: null });
    await expect(drawUp(NO_SEALER, jobOf(id, ATTEMPTS_MAX))).rejects.toThrow();
    expect(await order()).toMatchObject({ state: 'failed', failure: expect.stringContaining('系统管理员') });
    const [told] = await db.sql`select notice from inbox where data ->> 'document' = ${id}`;
    expect(told).toEqual({ notice: 'DocumentFailed' });
    const redrawing = { by: 'p-yj-jb' as PersonId, isIssuer: false, order: 'o-1', reason: '已修复' };
    expect(await redrawDocument(db, id, redrawing)).toMatchObject({ done: { ...again, failure: null } });
  });

  test('waits in a lane of its own', async () => {
    await keepStory(db, ordered('可依法申请行政复议。'));
    const leased = async (lane?: 'drawing') => (await leaseJobs(db, 'me', 100, 60_000, lane)).map(({ type }) => type);
    expect(await leased()).not.toContain('DrawUp');
    expect(await leased('drawing')).toEqual(['DrawUp']);
  });
});
