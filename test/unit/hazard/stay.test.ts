import { describe, expect, it } from 'vitest';
import { instantOf, msOf } from '../../../workflows/kernel/instant.ts';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { hazardRules } from '../../../workflows/hazard/index.ts';
import { code, day, termsOf, time, unit, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

const E = ['sha256:e'];
const STAY: Bodies['StayClock'] = { reason: '连日暴雨，无法施工', evidence: E };
const EXTEND: Bodies['RequestExtension'] = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: E };
const DAY = 86_400_000;

/** General, T = 2026-03-19 00:00; stayed on 03-10 with eight whole days left, until 04-10 00:00. */
function stayed(told: Story = driven('rectifying')): Story {
  told.say('awb-jb', 'StayClock', STAY, '2026-03-10 09:00');
  return told;
}
const lift = (told: Story, at: string) => told.say('awb-zr', 'LiftStay', { reason: '雨停，可以施工' }, at);
const dueOf = (told: Story) => told.state().dueDates.at(-1);
const summaryOf = (told: Story) => HAZARD_FACE.summary(told.state());

describe('a stayed clock', () => {
  it('rests, and what runs instead is the time until the stay is confirmed anew', () => {
    const told = stayed();
    expect(told.state().stays).toMatchObject([{ from: time('2026-03-10 09:00'), until: time('2026-04-10 00:00') }]);
    expect(dueOf(told)?.restsFrom).toBe(time('2026-03-10 09:00'));
    expect(summaryOf(told).deadlines).toMatchObject([
      {
        clock: 'S',
        due: time('2026-04-10 00:00'),
        firstDue: time('2026-04-10 00:00'),
        amount: 30,
        unit: 'calendarDay',
      },
    ]);
    expect(hazardRules.nextWake(told.state())).toBe(time('2026-04-10 00:00'));
    expect(HAZARD_FACE.view(told.state(), [])).toMatchObject({ regions: { clocks: { stay: { endedAt: null } } } });
  });

  it('lets no rung fall due, does not expire and reminds nobody, however long it is confirmed', () => {
    const assists = { assign: { assists: [{ unit: unit('zj'), task: '协助断电' }] } };
    const told = stayed(driven('rectifying', {}, assists));
    for (const at of ['2026-04-09 09:00', '2026-05-08 09:00', '2026-06-05 09:00']) {
      expect(told.pass(at)).toEqual([]);
      expect(told.say('awb-jb', 'StayClock', STAY, at).events.map((event) => event.type)).toEqual(['StayConfirmed']);
    }
    expect(told.pass('2026-07-05 23:59')).toEqual([]);
    expect(told.state()).toMatchObject({ status: 'rectifying', stays: [{ until: time('2026-07-06 00:00') }] });
    expect(told.state().stays[0]?.confirmedAt).toHaveLength(3);
  });

  it('goes on by itself when nobody confirms it, with the days that were left', () => {
    const told = stayed();
    const [ended, ...rest] = told.pass('2026-04-10 00:00');
    expect(rest).toMatchObject([{ type: 'TownshipTasked', data: { until: time('2026-04-18 00:00') } }]);
    expect(ended).toMatchObject({ type: 'StayEnded', at: time('2026-04-10 00:00'), data: { by: 'time' } });
    expect(dueOf(told)).toMatchObject({ reason: 'stay', due: time('2026-04-18 00:00'), restsFrom: null, version: 2 });
    expect(told.pass('2026-04-18 00:00').map((event) => event.type)).toContain('RectificationExpired');
    // What was lawfully stayed is not held against anyone.
    expect(summaryOf(told).overdueSince).toBe(time('2026-04-18 00:00'));
  });

  it('goes on when it is lifted; on its last day it has the rest of the day', () => {
    const told = stayed();
    expect(lift(told, '2026-03-20 10:00').events).toMatchObject([
      { type: 'StayEnded', data: { by: 'lift' } },
      { type: 'TownshipTasked' },
    ]);
    expect(dueOf(told)?.due).toBe(time('2026-03-29 00:00'));
    const last = driven('rectifying');
    last.say('awb-jb', 'StayClock', STAY, '2026-03-18 10:00');
    lift(last, '2026-03-25 10:00');
    expect(dueOf(last)?.due).toBe(time('2026-03-26 00:00'));
    const byTime = driven('rectifying');
    byTime.say('awb-jb', 'StayClock', STAY, '2026-03-18 10:00');
    byTime.pass('2026-04-18 00:00');
    expect(dueOf(byTime)?.due).toBe(time('2026-04-19 00:00'));
  });

  it('ends with a submission, which is not late however long the stay was', () => {
    const told = stayed();
    const { events } = told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-04-01 09:00');
    expect(events.map((event) => event.type)).toEqual(['StayEnded', 'RectificationSubmitted']);
    expect(told.state()).toMatchObject({ status: 'rechecking', submission: { late: false } });
    expect(dueOf(told)).toMatchObject({ reason: 'stay', restsFrom: time('2026-04-01 09:00') });
    expect(summaryOf(told).overdueSince).toBeNull();
  });

  it.each([
    ['a general hazard', () => driven('rectifying', { terms: NO_HOLIDAYS }), '2026-06-01'],
    ['a major hazard', () => drivenMajor('rectifying', { terms: NO_HOLIDAYS }), '2026-08-01'],
  ])('lets every rung of %s fall due later by as much as it was stayed', (_which, begin, until) => {
    const [unstayed, told] = [begin(), begin()];
    unstayed.pass(`${until} 00:00`);
    told.say('awb-jb', 'StayClock', STAY, '2026-03-10 09:00');
    lift(told, '2026-04-07 09:00');
    told.pass(new Date(Date.parse(`${until}T00:00:00Z`) + 28 * DAY).toISOString().slice(0, 16).replace('T', ' '));
    const after = (one: Story, later: number) =>
      one
        .state()
        .fired.filter((rung) => rung.clock === 'T' && rung.dueAt > time('2026-03-10 09:00'))
        .map(({ rowId, dueAt }) => [rowId, instantOf(msOf(dueAt) + later)]);
    expect(after(told, 0)).toEqual(after(unstayed, 28 * DAY));
    expect(after(told, 0).map(([row]) => row)).toContainEqual(expect.stringMatching('t-refer'));
  });
});

/** Four weeks later every weekday is the same, as long as no holiday lies between. */
const NO_HOLIDAYS = (() => {
  const terms = termsOf('standard');
  const calendar = { ...terms.calendar, coveredTo: day('2027-12-31'), holidays: [], workdays: [] };
  return { ...terms, calendar };
})();

describe('a stay while something waits', () => {
  it('leaves a pending extension pending: it may be refused, and granted once the clock runs', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-10 08:00');
    stayed(told);
    expect(told.pass('2026-03-18 00:00').map((event) => event.type)).toEqual(['ExtensionUndecided']);
    const grant = (at: string) => told.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, at);
    expect(code(grant('2026-03-18 09:00'))).toBe('ClockStayed');
    lift(told, '2026-03-20 10:00');
    expect(code(grant('2026-03-20 11:00'))).toBe('done');
    expect(dueOf(told)?.due).toBe(time('2026-04-03 00:00'));
    const refused = driven('rectifying');
    refused.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-10 08:00');
    const no = stayed(refused).say(
      'yj-fg',
      'DecideExtension',
      { decision: 'refuse', reason: '已中止' },
      '2026-03-11 09:00',
    );
    expect(code(no)).toBe('done');
  });

  it('lets the step of a plan go on, and rests the due date that the plan sets', () => {
    const told = drivenMajor('planning');
    told.say('awb-jb', 'StayClock', STAY, '2026-03-03 12:00');
    expect(summaryOf(told).deadlines.map(({ clock }) => clock)).toEqual(['S']);
    told.say('ent-jb', 'SubmitPlan', BODY.plan, '2026-03-04 09:00');
    told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00');
    expect(dueOf(told)).toMatchObject({
      reason: 'plan',
      due: time('2026-05-03 00:00'),
      restsFrom: time('2026-03-03 12:00'),
    });
    lift(told, '2026-03-23 09:00');
    expect(dueOf(told)?.due).toBe(time('2026-05-23 00:00'));
  });

  it('measures a plan by when T began to rest', () => {
    const told = drivenMajor('planning');
    told.say('awb-jb', 'StayClock', STAY, '2026-03-03 12:00');
    const plan = { ...BODY.plan, limit: 5 };
    expect(code(told.say('ent-jb', 'SubmitPlan', plan, '2026-03-20 09:00'))).toBe('done');
    expect(code(told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-20 10:00'))).toBe('done');
    lift(told, '2026-03-23 09:00');
    expect(dueOf(told)?.due).toBe(time('2026-03-29 00:00'));
  });

  it('goes on when another unit takes the work, and ends with a closure by the government', () => {
    const told = stayed();
    told.say('yj-jb', 'Reassign', { part: 'rectifier', unit: unit('town'), reason: '企业停业' }, '2026-03-11 09:00');
    expect(told.state()).toMatchObject({ status: 'assigned', stays: [{ endedAt: null }] });
    const closure = { decisionNumber: '政关〔2026〕1号', reason: '依法关闭', evidence: E };
    told.say('awb-zr', 'Abolish', closure, '2026-03-12 09:00');
    expect(told.state()).toMatchObject({ status: 'abolished', stays: [{ endedAt: time('2026-03-12 09:00') }] });
  });

  it('goes on when the hazard turns out major, and its plan is asked for', () => {
    const told = stayed();
    told.say('yj-jb', 'Grade', BODY.major, '2026-03-11 09:00');
    told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-11 10:00');
    expect(told.state()).toMatchObject({ status: 'planning', stays: [{ endedAt: null }] });
  });

  it('washes no lateness off', () => {
    const told = driven('rectifying');
    told.pass('2026-03-19 09:00');
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-20 09:00');
    expect(summaryOf(told).overdueSince).toBe(time('2026-03-19 00:00'));
    told.say('awb-jb', 'StayClock', STAY, '2026-03-23 09:00');
    expect(summaryOf(told).overdueSince).toBe(time('2026-03-19 00:00'));
    lift(told, '2026-03-24 09:00');
    expect(summaryOf(told).overdueSince).toBe(time('2026-03-19 00:00'));
  });

  it('rests a due date that is counted anew from the service, and never runs from before it', () => {
    const { service: _service, ...order } = BODY.assign;
    const told = driven('graded');
    told.say('yj-jb', 'Assign', order, '2026-03-03 09:00');
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    stayed(told);
    told.say('yj-jb', 'RecordService', { way: 'direct', date: day('2026-03-05'), evidence: [] }, '2026-03-12 09:00');
    expect(dueOf(told)).toMatchObject({
      reason: 'service',
      due: time('2026-03-21 00:00'),
      restsFrom: time('2026-03-10 09:00'),
    });
    lift(told, '2026-03-20 10:00');
    expect(dueOf(told)?.due).toBe(time('2026-03-31 00:00'));
  });

  it('gives nothing back when nothing was left by the service that came to light', () => {
    const terms = termsOf('standard');
    const hours = { ...terms.periods.limitGeneral, amount: 30, unit: 'hour' } as const;
    const { service: _service, ...order } = BODY.assign;
    const told = driven('graded', {
      terms: { ...terms, periods: { ...terms.periods, limitGeneral: hours, limitPlanGate: hours } },
    });
    told.say('yj-jb', 'Assign', order, '2026-03-03 20:00');
    told.say('ent-jb', 'Accept', {}, '2026-03-03 20:30');
    told.say('awb-jb', 'StayClock', STAY, '2026-03-05 01:00');
    told.say('yj-jb', 'RecordService', { way: 'direct', date: day('2026-03-03'), evidence: [] }, '2026-03-05 09:00');
    expect(dueOf(told)?.due).toBe(time('2026-03-04 06:00'));
    lift(told, '2026-03-05 10:00');
    expect(dueOf(told)?.due).toBe(time('2026-03-05 10:00'));
    expect(told.state().status).toBe('rechecking');
  });
});

describe('what was received before it was heard', () => {
  it('stays a clock that ran out meanwhile: the work goes on and the urging is withdrawn', () => {
    const told = driven('rectifying');
    told.pass('2026-03-19 09:00');
    expect(told.types().slice(-2)).toEqual(['RectificationExpired', 'RungFired']);
    const { events } = told.say('awb-jb', 'StayClock', STAY, '2026-03-18 20:00', '2026-03-19 10:00');
    expect(events.map((event) => event.type)).toEqual(['ClockStayed', 'RungWithdrawn']);
    expect(told.state()).toMatchObject({ status: 'rectifying', openedBy: null });
    lift(told, '2026-03-25 10:00');
    expect(dueOf(told)?.due).toBe(time('2026-03-26 00:00'));
  });

  it('keeps a stay that was confirmed in time but ended meanwhile, with the same days left', () => {
    const told = stayed();
    told.pass('2026-04-10 08:00');
    told.say('awb-jb', 'StayClock', STAY, '2026-04-09 20:00', '2026-04-10 09:00');
    expect(told.state().stays).toMatchObject([
      { endedAt: time('2026-04-10 00:00') },
      { from: time('2026-04-10 00:00'), endedAt: null },
    ]);
    lift(told, '2026-04-20 10:00');
    expect(dueOf(told)?.due).toBe(time('2026-04-29 00:00'));
  });

  it('counts a submission from before the stay as if there had been none', () => {
    const told = stayed();
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-09 20:00', '2026-03-10 10:00');
    expect(dueOf(told)).toMatchObject({
      due: time('2026-03-19 00:00'),
      restsFrom: time('2026-03-09 20:00'),
    });
    expect(told.state()).toMatchObject({ submission: { late: false } });
  });

  it('grants an extension that was granted before the stay, and rests it', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-10 08:00');
    stayed(told);
    const grant = { decision: 'grant', reason: '同意' } as const;
    expect(code(told.say('yj-fg', 'DecideExtension', grant, '2026-03-10 08:30', '2026-03-10 10:00'))).toBe('done');
    expect(dueOf(told)).toMatchObject({ reason: 'extension', restsFrom: time('2026-03-10 09:00') });
    lift(told, '2026-03-20 10:00');
    expect(dueOf(told)?.due).toBe(time('2026-04-03 00:00'));
  });
});
