import { describe, expect, it } from 'vitest';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { closingMajor } from '../../support/listed-hazards.ts';
import { code, REPORT, story, termsOf, unit, type Story } from '../../support/hazard-story.ts';

const ISSUE = { rung: 'supervise', clock: 'S', decision: 'issue' } as const;
const confirmersOf = (told: Story, rung: string) =>
  told.state().proposals.find((proposal) => proposal.rung === rung)?.confirmers;

/** 安委办主任 has to close a major hazard, and lets it lie; from 2026-03-16 on that is held against the post. */
function lateDirector(rules: number): Story {
  const told = closingMajor({ terms: { ...termsOf('standard'), rules } });
  told.pass('2026-03-16 09:00');
  return told;
}

describe('an act of supervision', () => {
  it('is not laid before whoever it is directed against', () => {
    expect(confirmersOf(lateDirector(2), 'supervise')).toEqual(['awb-zr', 'fenguan']);
    expect(confirmersOf(lateDirector(3), 'supervise')).toEqual(['fenguan']);
  });

  it('is not decided by them, where it was laid before them under older rules', () => {
    const told = lateDirector(2);
    told.revise('shuji', 'policy', termsOf('standard'), '2026-03-16 10:00');
    expect(code(told.say('awb-zr', 'DecideRung', ISSUE, '2026-03-16 11:00'))).toBe('SupervisedDecides');
    expect(code(told.say('fenguan', 'DecideRung', ISSUE, '2026-03-16 11:00'))).toBe('done');
    expect(code(lateDirector(2).say('awb-zr', 'DecideRung', ISSUE, '2026-03-16 11:00'))).toBe('done');
  });

  it('on T is not laid before the principal of a unit that supervises badly', () => {
    const told = story();
    told.say('yj-jb', 'Report', { ...REPORT, lead: unit('awb') }, '2026-03-02 09:00');
    told.say('awb-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
    told.say('awb-jb', 'Grade', BODY.general, '2026-03-02 11:00');
    const order = { ...BODY.assign.order, type: 'notice', officers: [] } as const;
    told.say('awb-jb', 'Assign', { ...BODY.assign, order }, '2026-03-03 09:00');
    told.pass('2026-03-24 09:00');
    expect(confirmersOf(told, 'supervise')).toEqual(['fenguan']);
    const known = driven('rectifying');
    known.pass('2026-03-24 09:00');
    expect(confirmersOf(known, 'supervise')).toEqual(['awb-zr', 'fenguan']);
  });

  it('is laid before them all the same where nobody else is left', () => {
    const told = driven('reported');
    told.say('system', 'HandOver', { post: REFER[0], unit: unit('awb'), reason: '无人' }, '2026-03-02 09:30');
    told.say('system', 'HandOver', { post: REFER[1], unit: unit('awb'), reason: '无人' }, '2026-03-02 09:40');
    told.pass('2026-04-20 00:00');
    expect(confirmersOf(told, 'refer')).toEqual(REFER);
    expect(code(told.say('shuji', 'DecideRung', { ...ISSUE, rung: 'refer' }, '2026-04-20 09:00'))).toBe('done');
  });

  it('does not bar from lowering the level whoever took the step over afterwards', () => {
    const { lead: _lead, ...orphan } = REPORT;
    const told = story();
    told.say('yj-jb', 'Report', orphan, '2026-03-02 09:00');
    told.pass('2026-03-09 09:00');
    expect(
      told
        .state()
        .steps.at(-1)
        ?.holders.map(({ post }) => post),
    ).toEqual(['awb-jb', 'awb-zr']);
    expect(told.state().level).toBeGreaterThan(0);
    expect(code(told.say('awb-zr', 'LowerLevel', { to: 0, reason: '已办' }, '2026-03-09 10:00'))).toBe('done');
    const late = lateDirector(3);
    expect(code(late.say('awb-zr', 'LowerLevel', { to: 0, reason: '已办' }, '2026-03-16 11:00'))).toBe(
      'SupervisedDecides',
    );
  });
});

const REFER = ['xianzhang', 'shuji'] as unknown as readonly [never, never];
