import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import type { HandOverBody } from '../../../workflows/kernel/command.ts';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import { summary } from '../../../workflows/hazard/summary.ts';
import { code, post, REPORT, story, unit, type Story } from '../../support/hazard-story.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';

const SLIP = { ...BODY.assign.order, type: 'assignmentSlip', officers: [] } as const;
const AT = '2026-03-02 10:00';

function to(postId: string, unitId: string, cause: HandOverBody['cause'] = 'leave'): HandOverBody {
  const reason = cause === 'leave' ? '原办理岗位人员请假' : '原办理岗位空缺';
  return { post: post(postId), unit: unit(unitId), reason, cause };
}

function notices(told: Story, name: string): Extract<Effect, { type: 'Notify' }>[] {
  const effects = told.entries().flatMap((entry) => entry.effects);
  return effects.flatMap((effect) => (effect.type === 'Notify' && effect.notice === name ? [effect] : []));
}

describe('a hazard whose holder is away', () => {
  it.each(['leave', 'vacant'] as const)('is held by the next post, and says why: %s', (cause) => {
    const told = driven('reported');
    const before = told.state().steps.at(-1);
    expect(code(told.say('system', 'HandOver', to('yj-fg', 'yj', cause), AT))).toBe('done');
    expect(holderOf(told.state())).toMatchObject({ post: 'yj-fg', unit: 'yj', why: cause });
    // The same step with the same S: only who holds it has changed.
    expect(told.state().steps.at(-1)).toEqual({ ...before, holders: told.state().steps.at(-1)?.holders });
  });

  it('tells the new holder and the principal of the chain, not as if someone had been late', () => {
    const told = driven('reported');
    told.say('system', 'HandOver', to('yj-jb2', 'yj'), AT);
    expect(notices(told, 'HolderAway')).toMatchObject([
      { posts: ['yj-jb2', 'yj-zr'], data: { reason: '原办理岗位人员请假', due: told.state().steps.at(-1)?.due } },
    ]);
    expect(notices(told, 'HolderMoved')).toEqual([]);
  });

  it('is seen by the unit that now holds it, and acted on by that post alone', () => {
    const told = driven('reported');
    told.say('system', 'HandOver', to('zj-jb', 'zj'), AT);
    expect(summary(told.state()).units).toContain('zj');
    expect(code(told.say('zj-jb2', 'Verify', { note: '属实', evidence: ['sha256:v'] }, '2026-03-02 11:00'))).toBe(
      'NotYours',
    );
    expect(code(told.say('zj-jb', 'Verify', { note: '属实', evidence: ['sha256:v'] }, '2026-03-02 11:00'))).toBe(
      'done',
    );
  });

  it('never falls to who is inspected or rectifies it, but stays there where it is', () => {
    expect(code(driven('reported').say('system', 'HandOver', to('ent-jb', 'ent'), AT))).toBe('SeatIsSubject');
    const told = driven('rectifying');
    expect(code(told.say('system', 'HandOver', to('ent-fg', 'ent'), '2026-03-03 10:00'))).toBe('done');
    const other = driven('assigned', {}, { assign: { unit: unit('zj'), order: SLIP } });
    other.say('zj-jb', 'Accept', {}, '2026-03-03 10:00');
    other.say('zj-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    expect(code(other.say('system', 'HandOver', to('zj-jb', 'zj'), '2026-03-05 09:00'))).toBe('SeatIsSubject');
  });

  it('falls to 安委办 whoever rectifies it, because somebody must hold it', () => {
    const told = driven('reported', {}, { report: { subject: unit('awb') } });
    expect(told.state().subject).toBe('awb');
    expect(code(told.say('system', 'HandOver', to('awb-jb', 'awb'), AT))).toBe('done');
  });

  it('is not handed over once it is closed', () => {
    expect(code(driven('closed').say('system', 'HandOver', to('yj-zr', 'yj'), '2026-03-20 09:00'))).toBe(
      'NotHeardInStatus',
    );
  });
});

describe('silence after a hand-over', () => {
  const handedTo = (told: Story, until: string) =>
    told.pass(until).flatMap((event) => {
      const { holder } = event.data as { holder?: { post: string; why: string } };
      return event.type === 'HandedOver' ? [`${holder?.post ?? ''} ${holder?.why ?? ''}`] : [];
    });

  it('goes on from the place of the one who is away, whoever stands in', () => {
    const told = driven('reported');
    told.say('system', 'HandOver', to('yj-jb2', 'yj'), AT);
    told.say('system', 'HandOver', to('zj-jb2', 'zj', 'vacant'), '2026-03-02 11:00');
    expect(handedTo(told, '2026-03-12 00:00')).toEqual(['yj-fg handOver', 'awb-jb takeOver']);
  });

  it('goes on from the new holder where that one has a place of its own', () => {
    const told = driven('reported');
    told.say('system', 'HandOver', to('yj-fg', 'yj'), AT);
    expect(handedTo(told, '2026-03-10 00:00')).toEqual(['yj-zr handOver']);
  });

  it('does not take a system’s hand-over without a cause for a stand-in', () => {
    const told = driven('reported');
    const body = { post: post('yj-jb2'), unit: unit('yj'), reason: '移交' };
    told.say('system', 'HandOver', body, AT);
    expect(holderOf(told.state())).toMatchObject({ why: 'system' });
    expect(handedTo(told, '2026-03-10 00:00')).toEqual(['awb-zr handOver']);
  });

  it('takes over past a stand-in of 安委办 itself, never back below it', () => {
    const { lead: _lead, ...report } = REPORT;
    const told = story();
    told.say('citizen', 'Report', report, '2026-03-02 09:00');
    told.pass('2026-03-07 12:00');
    expect(holderOf(told.state())?.post).toBe('awb-zr');
    told.say('system', 'HandOver', to('awb-fg', 'awb'), '2026-03-09 09:00');
    expect(handedTo(told, '2026-03-14 00:00')).toEqual(['fenguan takeOver']);
  });
});
