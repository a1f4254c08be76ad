import { describe, expect, it } from 'vitest';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { HAZARD_FACE as face } from '../../../workflows/hazard/face.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { BY_PAPER, drivenByPaper, nextTelling, paperOf, told } from '../../support/hazard-papers.ts';
import { code, day, time, type Said, type Story } from '../../support/hazard-story.ts';
import { closingMajor } from '../../support/listed-hazards.ts';

const E = ['sha256:e'];
const served = (date: string): Bodies['RecordService'] => ({ way: 'direct', date: day(date), evidence: ['sha256:s'] });

function replaced(life: Story, key: string, at: string, service?: Bodies['RecordService'], by = 'yj-fg'): Said {
  const body = { key, number: '手1号', date: day(at.slice(0, 10)), reason: '字库缺字', evidence: E };
  return life.say(by, 'ReplacePaper', { ...body, ...(service === undefined ? {} : { service }) }, at);
}
const papers = (life: Story): readonly string[] =>
  (face.view(life.state(), ['supervisor'])['papers'] as { document: string; state: string; number: string }[]).map(
    ({ document, state, number }) => `${document} ${state} ${number}`,
  );

describe('an order that is made by hand instead', () => {
  it('and served with it fixes T as any other, and is rechecked and closed', () => {
    const life = drivenByPaper('assigned');
    life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    replaced(life, 'draw:4', '2026-03-04 09:00', served('2026-03-04'));
    expect(life.types().slice(-2)).toEqual(['PaperReplaced', 'ServiceRecorded']);
    expect(life.state().assignment).toMatchObject({
      order: { type: 'rectifyOrder', number: '手1号', date: '2026-03-04' },
      service: { way: 'direct', date: '2026-03-04' },
    });
    expect(life.state().dueDates.at(-1)).toMatchObject({ reason: 'service', due: time('2026-03-20 00:00') });
    expect(paperOf(life, 'rectifyOrder')).toMatchObject({ lapsed: true, replaced: '手1号', issued: null });
    expect(papers(life)).toEqual([
      'rectifyOrder outside 手1号',
      'rectifyOrder lapsed null',
      'serviceReceipt asked null',
    ]);
    life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-05 09:00');
    expect(code(life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 10:00'))).toBe('done');
    expect(code(life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'))).toBe('done');
  });

  it('is rechecked only once its service was recorded by hand', () => {
    const life = drivenByPaper('assigned');
    life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    expect(code(replaced(life, 'draw:4', '2026-03-03 11:00'))).toBe('done');
    life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    expect(code(life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'))).toBe('OrderNotIssued');
    expect(code(life.say('yj-jb', 'RecordService', served('2026-03-04'), '2026-03-05 09:10'))).toBe('done');
    expect(code(life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:20'))).toBe('done');
  });

  it('hears nothing more of the one that was drawn', () => {
    const life = drivenByPaper('assigned');
    told(life, 'rectifyOrder', '2026-03-03 09:10');
    const issue = nextTelling(life.state(), paperOf(life, 'rectifyOrder'), time('2026-03-03 09:20'));
    if (issue === null) throw new Error('nothing to tell');
    replaced(life, 'draw:4', '2026-03-03 09:30');
    life.say('system', 'Hear', issue, '2026-03-03 09:40');
    expect(life.types().at(-1)).toBe('LinkHeard');
    expect(paperOf(life, 'rectifyOrder')).toMatchObject({ lapsed: true, issued: null });
  });
});

describe('another paper that is made by hand instead', () => {
  it('holds up no closeout: an opinion', () => {
    const life = drivenByPaper('closing');
    expect(code(life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 13:00'))).toBe('PapersUnfinished');
    replaced(life, 'draw:12', '2026-03-05 14:00', served('2026-03-05'));
    expect(life.types().at(-1)).toBe('PaperReplaced');
    expect(papers(life)).toContain('recheckOpinion outside 手1号');
    expect(life.state().assignment?.order?.number).toBeNull();
    expect(code(life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'))).toBe('done');
  });

  it('holds up no closeout: the letter of a listing', () => {
    const life = closingMajor({}, 'drawn');
    replaced(life, paperOf(life, 'listLetter').key, '2026-03-09 10:00', served('2026-03-09'), 'awb-zr');
    expect(code(life.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00'))).toBe('done');
  });

  it('while a failed recheck is still read in its own round', () => {
    const life = drivenByPaper('rechecking');
    life.say('yj-jb', 'Recheck', BY_PAPER.fail, '2026-03-05 09:00');
    const { key } = paperOf(life, 'recheckOpinion');
    expect(code(replaced(life, key, '2026-03-05 10:00', served('2026-03-05')))).toBe('done');
    expect(life.state().status).toBe('rectifying');
    expect(life.state().assignment?.service?.date).toBe('2026-03-03');
  });
});
