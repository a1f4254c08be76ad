import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import { code, time, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

/** The rungs that fired, with when each was due. */
function rungs(events: readonly Recorded[], clock = 'T'): string[] {
  return events
    .filter((event) => event.type === 'RungFired')
    .map((event) => event.data as { rung: string; clock: string; dueAt: string; act: string })
    .filter((data) => data.clock === clock)
    .map((data) => `${data.rung} ${data.dueAt.slice(0, 10)} ${data.act}`);
}

function issue(
  told: Story,
  by: string,
  rung: 'supervise' | 'list' | 'talk' | 'circulate' | 'refer',
  at: string,
  clock: 'T' | 'S' = 'T',
) {
  return told.say(by, 'DecideRung', { rung, clock, decision: 'issue', document: `督〔2026〕${rung}` }, at);
}

describe('the T-ladder of a general hazard that nobody rectifies', () => {
  it('rises from the warning to the referral, each rung when it is due', () => {
    const told = driven('rectifying');
    const fired = rungs(told.pass('2026-05-01 00:00'));
    expect(fired).toEqual([
      // T ends with 2026-03-18 (Wednesday): T−3 d, T−1 d, T, then 3, 10, 15, 18 workdays and 30 days.
      'warn 2026-03-16 notify',
      'warn 2026-03-18 notify',
      'urge 2026-03-19 notify',
      'supervise 2026-03-24 propose',
      'list 2026-04-02 propose',
      'talk 2026-04-09 propose',
      'circulate 2026-04-14 propose',
      'refer 2026-04-18 propose',
    ]);
    expect(told.state().level).toBe(2);
  });

  it('opens the recheck at the end of T, and urges when work begins', () => {
    const told = driven('rectifying');
    expect(told.pass('2026-03-19 08:29').at(-1)).toMatchObject({
      type: 'RectificationExpired',
      at: time('2026-03-19 00:00'),
    });
    expect(told.pass('2026-03-19 08:30')).toMatchObject([
      { type: 'RungFired', at: time('2026-03-19 08:30'), data: { rung: 'urge', dueAt: time('2026-03-19 00:00') } },
    ]);
    expect(told.state()).toMatchObject({ status: 'rechecking', openedBy: 'expiry' });
    expect(told.state().steps.at(-1)).toMatchObject({ name: 'recheck', due: time('2026-04-02 00:00') });
  });

  it('raises the level by what was given or issued, not by what is proposed', () => {
    const told = driven('rectifying');
    told.pass('2026-03-24 08:30');
    expect(told.state().level).toBe(2);
    expect(code(issue(told, 'awb-zr', 'supervise', '2026-03-24 09:00'))).toBe('done');
    expect(told.state()).toMatchObject({
      level: 3,
      acts: [{}, {}, {}, { rung: 'supervise', replyDue: time('2026-04-03 00:00') }],
    });
  });

  it('talks early when the reply to an issued listing is missed', () => {
    const told = driven('rectifying');
    told.pass('2026-03-24 08:30');
    issue(told, 'awb-zr', 'supervise', '2026-03-24 09:00');
    told.say(
      'ent-zr',
      'ReplyToSupervision',
      { rung: 'supervise', clock: 'T', text: '正在整改', evidence: [] },
      '2026-03-26 09:00',
    );
    told.pass('2026-04-02 00:00');
    issue(told, 'awb-zr', 'list', '2026-04-02 00:30');
    expect(rungs(told.pass('2026-04-30 00:00'))[0]).toBe('talk 2026-04-09 propose');
  });

  it('lists early when the reply to an issued supervision letter is missed', () => {
    const told = driven('rectifying');
    told.pass('2026-03-24 08:30');
    // Issued late, its reply would be due after T+10 wd: so issue at once and let seven workdays pass.
    issue(told, 'awb-zr', 'supervise', '2026-03-24 08:40');
    expect(rungs(told.pass('2026-04-03 00:00'))).toEqual(['list 2026-04-02 propose']);
  });

  it('refers five workdays after a circular that was issued, if that is before T+30 d', () => {
    const told = driven('rectifying');
    told.pass('2026-04-10 00:00');
    issue(told, 'fenguan', 'talk', '2026-04-10 09:00');
    // The undertaking is missed after five workdays, which is after T+18 wd.
    told.pass('2026-04-14 00:00');
    issue(told, 'fenguan', 'circulate', '2026-04-14 00:10');
    expect(rungs(told.pass('2026-05-10 00:00'))).toEqual(['refer 2026-04-18 propose']);
  });

  it('rests from a submission until a failed recheck, which begins a new version', () => {
    const told = driven('rechecking');
    expect(rungs(told.pass('2026-03-17 00:00'))).toEqual([]);
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-17 09:00');
    expect(told.state()).toMatchObject({ status: 'rectifying', round: 2 });
    expect(told.state().dueDates.at(-1)).toMatchObject({
      version: 2,
      due: time('2026-03-25 00:00'),
      reason: 'recheckFailed',
    });
    expect(rungs(told.pass('2026-03-25 08:30'))).toEqual([
      'warn 2026-03-22 notify',
      'warn 2026-03-24 notify',
      'urge 2026-03-25 notify',
    ]);
  });

  it('lists at the second failed recheck', () => {
    const told = driven('rechecking');
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-05 09:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    const said = told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-09 09:00');
    expect(rungs(said.events)).toEqual(['list 2026-03-09 propose']);
  });

  it('stops where it is when the hazard is handed in late, and keeps what was done', () => {
    const told = driven('rectifying');
    told.pass('2026-03-25 00:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-25 09:00');
    expect(told.state().submission).toMatchObject({ late: true });
    expect(rungs(told.pass('2026-05-30 00:00'))).toEqual([]);
    expect(told.state().level).toBeGreaterThanOrEqual(2);
  });
});

describe('the T-ladder of a major hazard', () => {
  it('proposes the listing at the grading itself', () => {
    const told = drivenMajor('confirm');
    expect(rungs(told.events())).toEqual(['list 2026-03-02 propose']);
    expect(told.state().proposals[0]?.confirmers).toEqual(['xianzhang', 'shuji']);
  });

  it('has shorter waits', () => {
    const told = drivenMajor('rectifying');
    expect(code(issue(told, 'shuji', 'list', '2026-03-05 10:00'))).toBe('done');
    told.say(
      'ent-zr',
      'ReplyToSupervision',
      { rung: 'list', clock: 'T', text: '正在治理', evidence: [] },
      '2026-03-06 10:00',
    );
    // T ends with 2026-05-02 (Saturday): sixty days after 03-03.
    const fired = rungs(told.pass('2026-07-01 00:00'));
    expect(fired).toEqual([
      'warn 2026-04-26 notify',
      'warn 2026-04-30 notify',
      'warn 2026-05-02 notify',
      'urge 2026-05-03 notify',
      'supervise 2026-05-07 propose',
      'talk 2026-05-12 propose',
      'circulate 2026-05-15 propose',
      'refer 2026-05-18 propose',
    ]);
  });
});

describe('limits over thirty days', () => {
  it('are warned at 50, 75 and 90 per cent', () => {
    const told = drivenMajor('rectifying');
    const { state } = told;
    expect(
      state()
        .terms.ladder.filter((row) => row.limitDays?.over === 30)
        .map((row) => row.anyOf),
    ).toEqual([
      [{ after: 'start', percent: 50 }],
      [{ after: 'start', percent: 75 }],
      [{ after: 'start', percent: 90 }],
    ]);
  });
});
