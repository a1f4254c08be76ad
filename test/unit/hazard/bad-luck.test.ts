import { describe, expect, it } from 'vitest';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';
import { code, time } from '../../support/hazard-story.ts';

const EXTEND: Bodies['RequestExtension'] = {
  amount: 5,
  reason: 'forceMajeure',
  explanation: '连续暴雨',
  evidence: ['sha256:e'],
};
const T_ENDS = '2026-03-19 00:00';

describe('bad luck', () => {
  it('a clock that jumps forward forty days fires every missed rung once, in order, and the next wake lies ahead', () => {
    const told = driven('rectifying');
    const events = told.outage('2026-04-28 09:00');
    const keys = told.state().fired.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(events.map(({ at }) => at)).toEqual([...events.map(({ at }) => at)].sort());
    expect(events.every(({ heardAt }) => heardAt === time('2026-04-28 09:00'))).toBe(true);
    expect(told.outage('2026-04-28 09:00')).toEqual([]);
  });

  it('a worker that was off for forty days over a holiday fires all that was missed once, by the days that were worked', () => {
    const told = drivenMajor('rectifying');
    told.pass('2026-04-20 09:00');
    const before = told.state().fired.length;
    told.outage('2026-05-30 09:00');
    const missed = told
      .state()
      .fired.slice(before)
      .filter(({ clock }) => clock === 'T')
      .map(({ rung, dueAt }) => `${rung} ${dueAt.slice(0, 10)}`);
    // T ends with 2 May; 4 and 5 May are holidays, Saturday 9 May is worked.
    expect(missed).toEqual([
      'warn 2026-04-26',
      'warn 2026-04-30',
      'warn 2026-05-02',
      'urge 2026-05-03',
      'supervise 2026-05-07',
      'talk 2026-05-12',
      'circulate 2026-05-15',
      'refer 2026-05-18',
    ]);
    expect(
      told
        .state()
        .fired.slice(before)
        .every(({ firedAt }) => firedAt === time('2026-05-30 09:00')),
    ).toBe(true);
  });

  it('a clock that goes back an hour fires nothing again, and no event is heard before the one before it', () => {
    const told = driven('rectifying');
    told.outage('2026-03-20 09:30');
    const fired = told.state().fired.length;
    told.say('ent-jb', 'ReportProgress', { text: '进展', evidence: [] }, '2026-03-20 08:45');
    expect(told.state().fired).toHaveLength(fired);
    const heard = told.events().map(({ heardAt }) => heardAt);
    expect(heard).toEqual([...heard].sort());
  });

  it('an extension asked for one minute after expiry is not heard: the matter is at its recheck', () => {
    const told = driven('rectifying');
    expect(code(told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-19 00:01'))).toBe('NotHeardInStatus');
    expect(told.state()).toMatchObject({ status: 'rechecking', openedBy: 'expiry', extensions: [] });
  });

  it('one asked for in the last minute, and heard an hour after expiry, stands, and its grant brings the work back', () => {
    const told = driven('rectifying');
    told.outage('2026-03-19 00:30');
    const asked = told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-18 23:59', '2026-03-19 01:00');
    expect(code(asked)).toBe('done');
    expect(code(told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-19 09:00'))).toBe(
      'done',
    );
    expect(told.state()).toMatchObject({ status: 'rectifying' });
    expect(told.state().dueDates.at(-1)?.due).toBe(time('2026-03-24 00:00'));
  });

  it('a second extension while the first is pending is refused, and the clock runs on', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00');
    expect(code(told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 10:00'))).toBe('ExtensionPending');
    expect(told.state().dueDates.at(-1)?.due).toBe(time(T_ENDS));
    told.pass(T_ENDS);
    expect(told.state().status).toBe('rechecking');
  });

  it('a submission received one second before the deadline and heard an hour after it counts as in time', () => {
    const told = driven('rectifying');
    told.outage('2026-03-19 00:59');
    const said = told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-18 23:59:59', '2026-03-19 01:00');
    expect(code(said)).toBe('done');
    expect(told.state()).toMatchObject({ openedBy: 'submission', submission: { late: false } });
    told.pass('2026-03-20 09:00');
    expect(told.state().fired.filter(({ rung, withdrawnAt }) => rung === 'urge' && withdrawnAt === null)).toEqual([]);
  });
});
