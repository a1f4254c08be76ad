import { describe, expect, it } from 'vitest';
import type { Known } from '../../../workflows/kernel/command.ts';
import { decidersOf } from '../../../workflows/hazard/supervised.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { closingMajor } from '../../support/listed-hazards.ts';
import { code, KNOWN, post, REPORT, story, termsOf, unit, who, type Story } from '../../support/hazard-story.ts';

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

  it('is not decided by the highest either while somebody below is left', () => {
    const told = driven('reported', { terms: { ...termsOf('standard'), rules: 2 } });
    told.say('system', 'HandOver', { post: REFER[1], unit: unit('awb'), reason: '无人' }, '2026-03-02 09:30');
    told.pass('2026-04-20 00:00');
    told.revise('xianzhang', 'policy', termsOf('standard'), '2026-04-20 08:00');
    const refer = { ...ISSUE, rung: 'refer' } as const;
    expect(code(told.say('shuji', 'DecideRung', refer, '2026-04-20 09:00'))).toBe('SupervisedDecides');
    expect(code(told.say('xianzhang', 'DecideRung', refer, '2026-04-20 09:00'))).toBe('done');
  });

  it('may be decided above whoever a policy names, be that no post of 安委办', () => {
    const told = lateDirector(3);
    const [proposal] = told.state().proposals;
    if (proposal === undefined) throw new Error('nothing waits');
    const named = (id: string) => decidersOf(told.state(), { ...proposal, confirmers: [post(id)] });
    expect(named('ducha')).toEqual(['ducha', 'awb-zr', 'fenguan', 'xianzhang', 'shuji']);
    expect(named('xianzhang')).toEqual(['xianzhang', 'shuji']);
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

type Posts = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** What the register knows where these people hold these posts, each with its unit. */
function holding(posts: Posts): Known {
  const people = Object.entries(posts).map(([id, held]) => {
    const { person, unit: own, role } = who(id);
    const seats = held.map(([at, of]) => ({ post: post(at), unit: unit(of) }));
    return [person, { unit: own, role, certified: false, posts: seats }] as const;
  });
  return { ...KNOWN, people: { ...KNOWN.people, ...Object.fromEntries(people) } };
}

/** A general hazard whose verification the bureau lets lie until the order to hurry waits for its signature. */
function lateBureau(posts: Posts, rules = 3): Story {
  const told = driven('reported', { known: holding(posts), terms: { ...termsOf('standard'), rules } });
  told.pass('2026-03-09 09:00');
  return told;
}

describe('somebody who is in several posts', () => {
  const BOTH = {
    'awb-zr': [
      ['awb-zr', 'awb'],
      ['yj-zr', 'yj'],
    ],
  } as const;
  const decide = (told: Story, by: string, decision: 'issue' | 'decline' = 'issue') =>
    code(told.say(by, 'DecideRung', { ...ISSUE, decision, reason: '理由' }, '2026-03-09 10:00'));

  it('neither issues nor declines what is directed against their own bureau; the next above does', () => {
    const told = lateBureau(BOTH);
    expect(confirmersOf(told, 'supervise')).toEqual(['awb-zr', 'fenguan']);
    expect(decide(told, 'awb-zr')).toBe('SupervisedDecides');
    expect(decide(told, 'awb-zr', 'decline')).toBe('SupervisedDecides');
    expect(code(told.say('awb-zr', 'LowerLevel', { to: 0, reason: '已办' }, '2026-03-09 10:00'))).toBe(
      'SupervisedDecides',
    );
    expect(decide(told, 'fenguan')).toBe('done');
    expect(
      decide(
        lateBureau({
          'awb-zr': [
            ['awb-zr', 'awb'],
            ['zj-zr', 'zj'],
          ],
        }),
        'awb-zr',
      ),
    ).toBe('done');
  });

  it('does not as the one or the other: the path goes on above the last who was asked, up to 县委', () => {
    const told = lateBureau({
      ...BOTH,
      fenguan: [
        ['fenguan', 'gov'],
        ['yj-fg', 'yj'],
      ],
    });
    expect(decide(told, 'fenguan')).toBe('SupervisedDecides');
    expect(decide(told, 'xianzhang')).toBe('done');
    const all = ['xianzhang', 'shuji'].map((id) => [id, BOTH['awb-zr']] as const);
    const most = { ...BOTH, fenguan: BOTH['awb-zr'], ...Object.fromEntries(all) };
    expect(decide(lateBureau(most), 'xianzhang')).toBe('SupervisedDecides');
    expect(decide(lateBureau(most), 'shuji')).toBe('done');
  });

  it('counts on T as on S', () => {
    const told = driven('rectifying', { known: holding(BOTH) });
    told.pass('2026-03-24 09:00');
    const issue = { ...ISSUE, clock: 'T' } as const;
    expect(code(told.say('awb-zr', 'DecideRung', issue, '2026-03-24 10:00'))).toBe('SupervisedDecides');
    expect(code(told.say('fenguan', 'DecideRung', issue, '2026-03-24 10:00'))).toBe('done');
  });

  it('decides all the same where everybody above is the same person', () => {
    const above = [...BOTH['awb-zr'], ['xianzhang', 'gov'], ['shuji', 'party']] as const;
    expect(decide(lateBureau({ xianzhang: above }), 'xianzhang')).toBe('done');
  });

  it('decides under older rules, where nobody above the confirmers does', () => {
    expect(decide(lateBureau(BOTH, 2), 'awb-zr')).toBe('done');
    expect(decide(lateBureau(BOTH, 2), 'xianzhang')).toBe('NotYours');
  });
});

const REFER = ['xianzhang', 'shuji'] as unknown as readonly [never, never];
