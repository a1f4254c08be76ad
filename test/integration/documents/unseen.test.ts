import { expect, it } from 'vitest';
import { connect } from '../../../db/client.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { REPORT, story } from '../../support/hazard-story.ts';
import { BY_PAPER } from '../../support/hazard-papers.ts';
import { textOf } from '../../support/pdf-text.ts';
import { freshDatabase } from '../../support/system.ts';
import { drawAll, lastPdf, prepare } from './drawn-story.ts';

it('what was pasted with marks that nobody sees is printed without them', async () => {
  const told = story();
  const items = [{ text: '配电箱\u200b无漏电\ufe0f保护\u{e0100}装置' }];
  told.say('yj-jb', 'Report', { ...REPORT, items }, '2026-03-02 09:00');
  told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  told.say('yj-jb', 'Assign', BY_PAPER.assign, '2026-03-03 09:00');
  const db = connect(await freshDatabase());
  try {
    await prepare(db);
    const [order] = await drawAll(db, told, ['rectifyOrder']);
    expect(order?.failure ?? null).toBeNull();
    expect((await textOf(await lastPdf(db, order?.id ?? ''))).replace(/\s/g, '')).toContain('配电箱无漏电保护装置');
  } finally {
    await db.end();
  }
});
