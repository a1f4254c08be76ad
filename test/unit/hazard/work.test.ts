import { describe, expect, it } from 'vitest';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import { code, post, time, unit, type Story, who } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor, people } from '../../support/hazard-bodies.ts';

const E = ['sha256:e'];
const EXTEND = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: E } as const;

function returned(): Story {
  const told = driven('assigned');
  told.say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-03 10:00');
  return told;
}

describe('an assignment', () => {
  it('may name a post of the receiving unit', () => {
    expect(driven('assigned', {}, { assign: { post: post('ent-zr') } }).state().assignment?.post).toBe('ent-zr');
  });

  it('of more than fifteen days asks for a plan', () => {
    expect(driven('rectifying', {}, { assign: { limit: 16 } }).state().status).toBe('planning');
    expect(driven('rectifying', {}, { assign: { limit: 15 } }).state().status).toBe('rectifying');
  });

  it('returned is ruled on: it stands, or goes to another unit, while T runs on', () => {
    const stands = returned();
    expect(stands.state().status).toBe('assigned');
    expect(holderOf(stands.state())?.post).toBe('awb-jb');
    stands.say('awb-jb', 'Adjudicate', { decision: 'stands', reason: '应由你单位整改' }, '2026-03-04 09:00');
    expect(stands.state().status).toBe('rectifying');
    const moved = returned();
    moved.say(
      'awb-jb',
      'Adjudicate',
      { decision: 'other', unit: unit('town'), reason: '属地整改' },
      '2026-03-04 09:00',
    );
    expect(moved.state()).toMatchObject({
      status: 'assigned',
      assignment: { unit: 'town', post: 'town-jb', returns: 1 },
    });
    expect(moved.state().dueDates.at(-1)?.due).toBe(time('2026-03-19 00:00'));
    expect(code(moved.say('town-jb', 'Accept', {}, '2026-03-04 10:00'))).toBe('done');
  });

  it('is reassigned to another rectifier without a day more', () => {
    const told = driven('rectifying');
    told.say(
      'yj-jb',
      'Reassign',
      { part: 'rectifier', unit: unit('town'), post: post('town-fg'), reason: '企业停业' },
      '2026-03-04 09:00',
    );
    expect(told.state()).toMatchObject({ status: 'assigned', assignment: { unit: 'town', post: 'town-fg' } });
    expect(told.state().dueDates).toHaveLength(2);
  });

  it('is given another supervising unit by 安委办, whose step begins anew', () => {
    const told = driven('rechecking');
    told.say('awb-zr', 'Reassign', { part: 'supervisor', unit: unit('zj'), reason: '职责调整' }, '2026-03-04 10:00');
    expect(told.state().lead).toBe('zj');
    expect(holderOf(told.state())?.post).toBe('zj-jb');
    const quiet = driven('rectifying');
    quiet.say('awb-zr', 'Reassign', { part: 'supervisor', unit: unit('zj'), reason: '职责调整' }, '2026-03-04 10:00');
    expect(holderOf(quiet.state())?.post).toBe('ent-jb');
  });

  it('moves its holder at the system’s word', () => {
    const told = driven('reported');
    told.say('system', 'HandOver', { post: post('yj-fg'), unit: unit('yj'), reason: '岗位撤销' }, '2026-03-02 10:00');
    expect(holderOf(told.state())).toMatchObject({ post: 'yj-fg', why: 'system' });
    expect(
      code(
        told.say('yj-zr', 'HandOver', { post: post('yj-zr'), unit: unit('yj'), reason: '自行' }, '2026-03-02 11:00'),
      ),
    ).toBe('NotYours');
  });
});

describe('a plan', () => {
  it('is reviewed by 分管负责人, and sets T from the service of the order', () => {
    const told = drivenMajor('review');
    expect(holderOf(told.state())?.post).toBe('yj-fg');
    told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00');
    expect(told.state().dueDates.at(-1)).toMatchObject({ reason: 'plan', due: time('2026-05-03 00:00') });
    expect(told.state()).toMatchObject({ status: 'rectifying', plan: { decision: 'approved' } });
  });

  it('rejected is due again', () => {
    const told = drivenMajor('review');
    told.say('yj-fg', 'DecidePlan', { decision: 'reject', reason: '资金未落实' }, '2026-03-05 09:00');
    expect(told.state()).toMatchObject({ status: 'planning', plan: { decision: 'rejected' } });
    expect(told.state().steps.at(-1)).toMatchObject({ name: 'plan', due: time('2026-03-13 00:00') });
  });
});

describe('more time', () => {
  it('is counted on from the running due date, and the first is decided by the assigner’s rank', () => {
    const told = driven('rectifying');
    told.say(
      'ent-jb',
      'RequestExtension',
      { ...EXTEND, reason: 'objective', controls: '每日巡查' },
      '2026-03-16 09:00',
    );
    expect(told.state().extensions).toMatchObject([{ nth: 1, decider: { post: 'yj-jb', rank: 1 } }]);
    told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00');
    expect(told.state().dueDates.at(-1)).toMatchObject({ reason: 'extension', due: time('2026-03-24 00:00') });
    expect(told.state().status).toBe('rectifying');
  });

  it('a second time is decided one rank above', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00');
    told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-17 09:00');
    expect(told.state().extensions[1]).toMatchObject({ nth: 2, decider: { post: 'yj-fg', rank: 2 } });
    expect(code(told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-17 10:00'))).toBe(
      'NotYours',
    );
    expect(code(told.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-17 10:00'))).toBe(
      'done',
    );
  });

  it('of what a principal assigned goes to 安委办主任, then to 分管副县长', () => {
    const told = driven('registered');
    told.say('yj-zr', 'Grade', BODY.general, '2026-03-02 11:00');
    told.say('yj-zr', 'Assign', BODY.assign, '2026-03-03 09:00');
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00');
    told.say('yj-zr', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-17 09:00');
    expect(told.state().extensions[1]?.decider).toMatchObject({ post: 'awb-zr', rank: 4 });
  });

  it('refused leaves T as it was', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00');
    told.say('yj-jb', 'DecideExtension', { decision: 'refuse', reason: '不符合' }, '2026-03-16 10:00');
    expect(told.state().dueDates).toHaveLength(2);
    expect(told.state().extensions).toMatchObject([{ decision: 'refused' }]);
  });

  it('undecided ends with the round that it was asked in', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-16 10:00');
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-16 11:00');
    expect(told.state().extensions).toMatchObject([{ decision: 'superseded' }]);
  });
});

describe('the work', () => {
  it('may be handed in once the assists are', () => {
    const told = driven(
      'rectifying',
      {},
      {
        assign: {
          assists: [
            { unit: unit('zj'), task: '协助断电' },
            { unit: unit('town'), task: '疏散' },
          ],
        },
      },
    );
    told.say('zj-jb', 'SubmitAssist', { result: '完成', evidence: E }, '2026-03-03 11:00');
    told.say('town-jb', 'SubmitAssist', { result: '完成', evidence: E }, '2026-03-03 12:00');
    expect(code(told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00'))).toBe('done');
    expect(told.state().people.rectifiers).toEqual(people('zj-jb', 'town-jb', 'ent-jb'));
  });

  it('is reported on without moving anything', () => {
    const told = driven('rectifying');
    const before = told.state();
    told.say('ent-jb', 'ReportProgress', { text: '已购设备', percent: 50, evidence: [] }, '2026-03-04 09:00');
    // Only that who reports on the work took part in it.
    const people = { ...before.people, rectifiers: [who('ent-jb').person] };
    expect({ ...told.state(), movedAt: '' }).toEqual({ ...before, people, movedAt: '' });
    expect(told.types().at(-1)).toBe('ProgressReported');
  });
});
