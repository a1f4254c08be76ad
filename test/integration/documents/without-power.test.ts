import { beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../../activities/documents/definition.ts';
import { sourceOf } from '../../../activities/documents/source.ts';
import { connect, type Db } from '../../../db/client.ts';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import type { DocumentName } from '../../../workflows/kernel/papers.ts';
import { BODY, people } from '../../support/hazard-bodies.ts';
import { BY_PAPER, finished, paperOf } from '../../support/hazard-papers.ts';
import { REPORT, story, unit, type Story } from '../../support/hazard-story.ts';
import { freshDatabase } from '../../support/system.ts';
import { definitionOf, HAZARD, keepStory, prepare } from './drawn-story.ts';

/** An order in the unit's name, by which nobody is forced. */
const NOTICE = { ...BY_PAPER.assign.order, type: 'notice', officers: [] } satisfies Bodies['Assign']['order'];

function ordered(changes: Partial<Bodies['Assign']> = {}): Story {
  const told = story();
  told.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  told.say('yj-jb', 'Assign', { ...BY_PAPER.assign, order: NOTICE, ...changes }, '2026-03-03 09:00');
  return told;
}

/** Nobody draws the order here, so that the opinion can cite it. */
function rechecked(): Story {
  const told = ordered({ order: { ...NOTICE, number: '整通〔2026〕1号' }, service: BODY.assign.service });
  told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
  told.say('yj-jb', 'Recheck', { ...BY_PAPER.pass, officers: people('yj-jb', 'yj-jb3') }, '2026-03-05 09:00');
  return told;
}

describe('a paper by which nobody is forced', () => {
  let db: Db;
  beforeEach(async () => {
    db = connect(await freshDatabase());
    await prepare(db);
    return () => db.end();
  });

  async function fieldsOf(told: Story, document: DocumentName): Promise<Fields> {
    await keepStory(db, told);
    return definitionOf(document).fields(await sourceOf(db, HAZARD, paperOf(told, document).seq));
  }

  it('is a recheck by officers without certificates, who are named by their titles', async () => {
    const { officers } = await fieldsOf(rechecked(), 'recheckOpinion');
    expect(officers).toMatch(/^张建国（执法证号：YL-ZF-00000）、[^（）]+（应急局[^（）]+）$/);
  });

  it('offers no review and no suit to a body of government, whatever was typed', async () => {
    const told = ordered({ unit: unit('zj') });
    expect(await fieldsOf(told, 'notice')).toMatchObject({ remedies: '' });
  });

  it('offers both to an enterprise', async () => {
    const { remedies: _typed, ...order } = NOTICE;
    expect(await fieldsOf(ordered({ order }), 'notice')).toMatchObject({
      remedies: expect.stringMatching(/行政复议.*行政诉讼/),
    });
  });

  it('says how long there is from its service on', async () => {
    expect(await fieldsOf(ordered(), 'notice')).toMatchObject({
      term: '整改期限共15日，自本通知书送达之日起计算；送达日期晚于本通知书日期的，期限相应顺延，以送达回证为准。',
    });
  });

  it('that is given anew while T runs says only until when', async () => {
    const told = finished(ordered(), 'notice', '2026-03-03');
    told.say('yj-jb', 'Reassign', { part: 'rectifier', unit: unit('town'), reason: '转租' }, '2026-03-04 09:00');
    expect(await fieldsOf(told, 'notice')).toMatchObject({
      term: expect.stringMatching(/^整改期限已经起算，至2026年3月1\d日.*届满，不因本通知书的送达重新计算。$/),
    });
  });
});
