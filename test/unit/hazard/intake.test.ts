import { describe, expect, it } from 'vitest';
import { hazardRules, openFrom } from '../../../workflows/hazard/index.ts';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import type { Chain } from '../../../workflows/kernel/terms.ts';
import {
  CHAINS,
  clauseId,
  code,
  KNOWN,
  matter,
  REPORT,
  ROW,
  story,
  termsOf,
  unit,
  type Story,
} from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

const E = ['sha256:e'];

function effectsOf(told: Story) {
  return told.entries().flatMap((entry) => entry.effects);
}
function sent(to: string, from: 'reported' | 'registered' = 'reported'): Story {
  const told = driven(from);
  told.say('yj-jb', 'Transfer', { to: unit(to), reason: '职责', evidence: E }, '2026-03-02 10:30');
  return told;
}
function disputed(to = 'zj', from: 'reported' | 'registered' = 'reported'): Story {
  const told = sent(to, from);
  const by = to === 'out' ? 'yj-jb' : `${to}-jb`;
  told.say(by, 'AnswerTransfer', { answer: 'object', reason: '不属我局', evidence: [] }, '2026-03-03 09:00');
  return told;
}

describe('a report', () => {
  it('lies in a township proper, not in a village of it, but where a link says so or under older rules', () => {
    const village = { ...CHAINS['town'], unit: unit('village') } as Chain;
    const known = { ...KNOWN, units: { ...CHAINS, village } };
    const opened = (rules: number, by: string, type: 'Report' | 'Import') => {
      const told = story({ known, terms: { ...termsOf('standard'), rules } });
      const region = unit('village');
      return code(
        type === 'Report'
          ? told.say(by, type, { ...REPORT, region }, '2026-03-02 09:00')
          : told.say(by, type, { ...ROW, region }, '2026-03-02 09:00'),
      );
    };
    expect(opened(3, 'yj-jb', 'Report')).toBe('NotATownship');
    expect(opened(3, 'system', 'Import')).toBe('NotATownship');
    expect(opened(3, 'system', 'Report')).toBe('done');
    expect(opened(2, 'yj-jb', 'Report')).toBe('done');
    expect(opened(2, 'system', 'Import')).toBe('done');
  });

  it('falls to 安委办 while nobody’s jurisdiction is known', () => {
    const told = story();
    const { lead: _lead, subject: _subject, ...report } = REPORT;
    told.say('citizen', 'Report', report, '2026-03-02 09:00');
    expect(holderOf(told.state())).toEqual({
      post: 'awb-jb',
      unit: 'awb',
      since: '2026-03-02T09:00:00.000+08:00',
      why: 'step',
    });
    expect(code(told.say('awb-jb', 'Verify', BODY.verify, '2026-03-02 10:00'))).toBe('done');
    expect(code(told.say('awb-jb', 'Grade', BODY.general, '2026-03-02 10:30'))).toBe('done');
    const order = { type: 'assignmentSlip', number: '交办1号', date: '2026-03-02' as never, officers: [] } as const;
    expect(
      code(told.say('awb-jb', 'Assign', { unit: unit('town'), lead: unit('zj'), order, limit: 5 }, '2026-03-02 11:00')),
    ).toBe('done');
    expect(told.state()).toMatchObject({ lead: 'zj', assignment: { unit: 'town', post: 'town-jb' } });
  });

  it('is verified within a day when it is urgent', () => {
    expect(driven('reported', {}, { report: { urgent: true } }).state().steps[0]).toMatchObject({
      due: '2026-03-03T09:00:00.000+08:00',
    });
  });

  it('keeps what it recurs from, and the number that it had before', () => {
    const told = story();
    const from = { recurrenceOf: matter('haz-0'), parent: matter('haz-p'), parentNumber: 'YH-2026-000008' };
    told.say('system', 'Report', { ...REPORT, ...from, formerNumber: 'YH-2025-000009' }, '2026-03-02 09:00');
    expect(told.state().links).toMatchObject([
      { relation: 'parent', matterId: 'haz-p', number: 'YH-2026-000008' },
      { relation: 'recurrenceOf', matterId: 'haz-0' },
      { relation: 'formerly', number: 'YH-2025-000009' },
    ]);
    const again = story();
    again.say('yj-jb', 'Report', { ...REPORT, recurrenceOf: matter('haz-over') }, '2026-03-02 09:00');
    expect(again.state().links).toMatchObject([{ relation: 'recurrenceOf', matterId: 'haz-over' }]);
  });

  it('may gain items by its verification', () => {
    const told = driven('reported');
    told.say('yj-jb', 'Verify', { ...BODY.verify, items: [{ text: '消防栓无水' }] }, '2026-03-02 10:00');
    expect(told.state().items.map((item) => item.id)).toEqual(['1', '2']);
  });
});

describe('不属实', () => {
  const rejected = (): Story => {
    const told = driven('reported');
    told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:00');
    told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-02 11:00');
    return told;
  };

  it('is decided by a second person, and a declined one is verified on', () => {
    const told = driven('reported');
    told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:00');
    expect(holderOf(told.state())?.post).toBe('yj-fg');
    told.say('yj-fg', 'DecideRejection', { decision: 'decline', reason: '再核' }, '2026-03-02 11:00');
    expect(told.state()).toMatchObject({ status: 'reported', rejection: { decision: 'declined' } });
    expect(code(told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 12:00'))).toBe('done');
  });

  it('can be appealed against within fifteen days: another person verifies, within five workdays', () => {
    const told = rejected();
    expect(code(told.say('citizen', 'Appeal', { reason: '确有', evidence: E }, '2026-03-10 09:00'))).toBe('NotYours');
    expect(code(told.say('yj-jb', 'Appeal', { reason: '确有', evidence: E }, '2026-03-10 09:00'))).toBe('done');
    expect(told.state().status).toBe('reported');
    expect(told.state().steps.at(-1)).toMatchObject({
      name: 'verify',
      due: '2026-03-18T00:00:00.000+08:00',
      holders: [{ post: 'yj-zr' }],
    });
    expect(code(told.say('yj-zr', 'Verify', BODY.verify, '2026-03-11 09:00'))).toBe('done');
  });

  it('ends what waited to be issued against the desk, once it is approved', () => {
    const told = driven('reported');
    told.pass('2026-03-09 08:30');
    expect(told.state().proposals).toMatchObject([{ rung: 'supervise', clock: 'S' }]);
    told.say('yj-fg', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-09 10:00');
    told.say('yj-zr', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-09 11:00');
    expect(told.state()).toMatchObject({ status: 'rejected', proposals: [] });
    expect(hazardRules.done(told.state())).toBe(false);
    told.pass('2026-03-30 00:00');
    expect(told.state().final).toBe(true);
    told.pass('2026-04-10 00:00');
    expect(hazardRules.done(told.state())).toBe(true);
  });

  it('lets nothing fall upon the desk in the morning after it was approved at night', () => {
    const told = driven('reported');
    told.pass('2026-03-07 00:00');
    told.say('yj-fg', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-07 10:00');
    told.say('yj-zr', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-07 11:00');
    expect(told.pass('2026-03-20 00:00').filter((event) => event.type === 'RungFired')).toEqual([]);
    // Appealed, the old verification's letter is past: only the new one's clock runs.
    told.say('yj-jb', 'Appeal', { reason: '现场照片为证', evidence: E }, '2026-03-20 09:00');
    expect(told.state().status).toBe('reported');
    expect(told.pass('2026-03-26 00:00').filter((event) => event.type === 'RungFired')).toEqual([]);
  });

  it('opens the reports merged into it anew, with their old numbers, when it is final', () => {
    const told = driven('reported');
    const data = { number: 'YH-2026-000002', report: REPORT };
    told.say('system', 'Hear', { from: matter('haz-2'), event: 'HazardMerged', data }, '2026-03-02 09:30');
    expect(told.state().links).toMatchObject([{ relation: 'merged', matterId: 'haz-2', number: 'YH-2026-000002' }]);
    told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:00');
    told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-02 11:00');
    told.pass('2026-03-20 00:00');
    const opened = effectsOf(told).find((effect) => effect.type === 'Open');
    expect(opened).toMatchObject({ kind: 'hazard', key: 'anew:haz-2' });
    expect(openFrom(opened?.type === 'Open' ? opened.input : {})).toMatchObject({
      type: 'Report',
      body: { formerNumber: 'YH-2026-000002' },
    });
  });
});

describe('并案', () => {
  it('ends the matter, keeps both numbers and tells the master all that is needed', () => {
    const told = driven('registered');
    told.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00');
    expect(told.state()).toMatchObject({
      status: 'merged',
      master: 'haz-2',
      number: 'YH-2026-000001',
      links: [{ number: 'YH-2026-000002' }],
    });
    expect(effectsOf(told)).toContainEqual({
      type: 'Tell',
      key: 'merged',
      matterId: 'haz-2',
      event: 'HazardMerged',
      data: { number: 'YH-2026-000001', report: REPORT },
      // A master that has ended meanwhile cannot hear it: then the report is opened anew.
      otherwise: { kind: 'hazard', input: { report: { ...REPORT, formerNumber: 'YH-2026-000001' } } },
    });
  });

  it('takes the master’s number from the register; one that is given must agree', () => {
    const told = driven('registered');
    const body = { master: matter('haz-2'), masterNumber: 'YH-2026-000002', reason: '重复' };
    expect(code(told.say('yj-jb', 'Merge', body, '2026-03-02 11:00'))).toBe('done');
  });

  it('into a matter that another unit supervises is 安委办’s to decide', () => {
    const told = driven('registered');
    const body = { master: matter('haz-zj'), reason: '重复' };
    expect(code(told.say('awb-jb', 'Merge', body, '2026-03-02 11:00'))).toBe('done');
    expect(told.state().links).toMatchObject([{ relation: 'master', number: 'YH-2026-000003' }]);
  });
});

describe('移送', () => {
  it('accepted by a unit of the register opens a child there', () => {
    const told = sent('zj');
    told.say('zj-jb', 'AnswerTransfer', { answer: 'accept', reason: '接收', evidence: [] }, '2026-03-03 09:00');
    expect(told.state()).toMatchObject({ status: 'transferred', transfer: { accepted: { deemed: false } } });
    const opened = effectsOf(told).find((effect) => effect.type === 'Open');
    expect(openFrom(opened?.type === 'Open' ? opened.input : {}).body).toMatchObject({
      lead: 'zj',
      parent: 'haz-1',
      parentNumber: 'YH-2026-000001',
      source: 'transfer',
    });
    expect(() => openFrom({})).toThrow('report');
  });

  it('accepted by an outside body ends the matter on its recorded receipt, and opens nothing', () => {
    const told = sent('out');
    told.say('yj-jb', 'AnswerTransfer', { answer: 'accept', reason: '接收', evidence: E }, '2026-03-03 09:00');
    expect(told.state().status).toBe('transferred');
    expect(effectsOf(told).filter((effect) => effect.type === 'Open')).toEqual([]);
  });

  it('objected to is ruled on: it stands, comes back, or goes to a third unit', () => {
    const rule = (told: Story, body: Parameters<Story['say']>[2]) =>
      told.say('awb-jb', 'Adjudicate', body as never, '2026-03-03 10:00');
    const stands = disputed();
    rule(stands, { decision: 'stands', reason: '属住建' });
    expect(stands.state()).toMatchObject({ status: 'transferred', transfer: { to: 'zj' } });
    const back = disputed();
    rule(back, { decision: 'returned', reason: '属应急' });
    expect(back.state()).toMatchObject({ status: 'reported', transfer: null });
    expect(back.state().steps.at(-1)?.name).toBe('verify');
    const registered = disputed('zj', 'registered');
    rule(registered, { decision: 'returned', reason: '属应急' });
    expect(registered.state().status).toBe('registered');
    expect(registered.state().steps.at(-1)?.name).toBe('grade');
    const third = disputed();
    rule(third, { decision: 'other', unit: unit('town'), reason: '属地' });
    expect(third.state()).toMatchObject({ status: 'transferred', transfer: { to: 'town' } });
    const outside = disputed('out');
    rule(outside, { decision: 'stands', reason: '属海事' });
    // Nobody here can order an outside body.
    expect(outside.state().status).toBe('reported');
    expect(outside.state().steps.at(-1)?.name).toBe('transfer');
  });
});

describe('定级', () => {
  it('as general stands at once; as major it counts as major while it waits for a second person', () => {
    expect(driven('graded').state()).toMatchObject({ severity: 'general', gradeProposal: null });
    const told = drivenMajor('confirm');
    expect(told.state()).toMatchObject({ severity: 'major', gradeProposal: { before: null } });
    expect(holderOf(told.state())?.post).toBe('yj-zr');
  });

  it('is confirmed by the principal or an expert', () => {
    expect(
      code(
        drivenMajor('confirm').say(
          'expert',
          'DecideGrade',
          { decision: 'confirm', reason: '符合' },
          '2026-03-02 12:00',
        ),
      ),
    ).toBe('done');
    expect(
      code(
        drivenMajor('confirm').say('yj-fg', 'DecideGrade', { decision: 'confirm', reason: '符合' }, '2026-03-02 12:00'),
      ),
    ).toBe('NotYours');
  });

  it('declined as major is graded again', () => {
    const told = drivenMajor('confirm');
    told.say('yj-zr', 'DecideGrade', { decision: 'decline', reason: '不符合' }, '2026-03-02 12:00');
    expect(told.state()).toMatchObject({ severity: null, gradeProposal: null, status: 'registered' });
    expect(told.state().steps.at(-1)?.name).toBe('grade');
  });

  it('keeps the clause that it cites as the register had it', () => {
    const told = driven('registered');
    told.say('yj-jb', 'Grade', { ...BODY.general, clause: clauseId('cl-general') }, '2026-03-02 11:00');
    expect(told.state()).toMatchObject({
      severity: 'general',
      clause: { clause: '第5条', version: '2023', major: false },
    });
    expect(drivenMajor('graded').state()).toMatchObject({
      severity: 'major',
      clause: { clause: '第3条', major: true },
    });
  });

  it('from major down to general needs 安委办; until then it is major', () => {
    const told = drivenMajor('graded');
    told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 13:00');
    expect(told.state()).toMatchObject({ severity: 'major', gradeProposal: { severity: 'general' } });
    expect(code(told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 14:00'))).toBe(
      'NotYours',
    );
    told.say('awb-zr', 'DecideGrade', { decision: 'confirm', reason: '经核不符合' }, '2026-03-02 15:00');
    expect(told.state()).toMatchObject({ severity: 'general', majorSince: null });
  });

  it('changed to major in the midst of the work asks for a plan first', () => {
    const told = driven('rectifying');
    told.say('yj-jb', 'Grade', BODY.major, '2026-03-04 09:00');
    expect(told.state()).toMatchObject({ status: 'rectifying', gradeProposal: { before: 'general' } });
    told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '符合' }, '2026-03-04 10:00');
    expect(told.state()).toMatchObject({ status: 'planning', severity: 'major' });
    expect(told.state().steps.at(-1)).toMatchObject({ name: 'plan' });
  });

  it('a downgrade in the midst of the work, declined, leaves it major', () => {
    const told = drivenMajor('rectifying');
    told.say('yj-jb', 'Grade', BODY.general, '2026-03-06 09:00');
    told.say('awb-zr', 'DecideGrade', { decision: 'decline', reason: '仍属重大' }, '2026-03-06 10:00');
    expect(told.state()).toMatchObject({ status: 'rectifying', severity: 'major' });
  });
});
