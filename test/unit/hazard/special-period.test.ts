import { describe, expect, it } from 'vitest';
import { termsOf, time, type StoryOptions } from '../../support/hazard-story.ts';
import { driven } from '../../support/hazard-bodies.ts';

const special = (from: string, to: string, rules = 2): StoryOptions => ({
  terms: { ...termsOf('standard', [{ name: '两会', from, to }]), rules },
});
/** T is 2026-03-19 00:00; 督办函 is proposed on the morning of 03-24. */
const SUPERVISED = special('2026-03-20', '2026-03-27');
const supervised = (options: StoryOptions) => {
  const told = driven('rectifying', options);
  told.pass('2026-03-24 09:00');
  return told;
};

describe('in a special period', () => {
  it.each([
    ['halves', SUPERVISED, '2026-03-26 00:00', '2026-03-31 00:00'],
    [
      'leaves whole in a matter of rules 1',
      special('2026-03-20', '2026-03-27', 1),
      '2026-03-26 00:00',
      '2026-04-03 00:00',
    ],
    ['leaves whole outside', special('2026-04-20', '2026-04-27'), '2026-03-26 00:00', '2026-04-03 00:00'],
  ])('an issue %s the wait for its reply', (_what, options, until, replyDue) => {
    const told = supervised(options);
    expect(told.state().proposals).toMatchObject([{ rung: 'supervise', until: time(until) }]);
    told.say('awb-zr', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-24 10:00');
    expect(told.state().acts.at(-1)?.replyDue).toBe(time(replyDue));
  });

  it.each([
    ['half', special('2026-03-25', '2026-04-10'), '2026-04-04 00:00'],
    ['whole in a matter of rules 1', special('2026-03-25', '2026-04-10', 1), '2026-04-08 00:00'],
  ])('who may issue a referral is waited for %s the time', (_what, options, until) => {
    const told = driven('rectifying', options);
    told.pass('2026-03-30 09:00');
    const raised = { ground: 'concealment', note: '瞒报', evidence: ['sha256:e'] } as const;
    told.say('awb-zr', 'RaiseGround', raised, '2026-03-31 09:00');
    expect(told.state().proposals.find((p) => p.rung === 'refer')?.until).toBe(time(until));
  });

  it.each([
    ['waits for its end', special('2026-04-01', '2026-04-10'), '2026-04-11 00:00'],
    [
      'waits for the end of the next that follows on it',
      {
        terms: termsOf('standard', [
          { name: '两会', from: '2026-04-01', to: '2026-04-05' },
          { name: '清明', from: '2026-04-06', to: '2026-04-08' },
        ]),
      },
      '2026-04-09 00:00',
    ],
    ['does not wait when it ends on that day', special('2026-04-01', '2026-04-06'), '2026-04-07 00:00'],
    ['does not wait in a matter of rules 1', special('2026-04-01', '2026-04-10', 1), '2026-04-07 00:00'],
  ])('the end of the watch %s', (_what, options, at) => {
    const told = driven('closed', options);
    const [event] = told.pass('2026-05-01 00:00');
    expect(event).toMatchObject({ type: 'WindowClosed', at: time(at) });
  });

  it('a rejection is not final, and an appeal is heard', () => {
    const rejected = () => {
      const told = driven('reported', special('2026-03-15', '2026-03-25'));
      told.say('yj-jb', 'ProposeRejection', { reason: '不属实', evidence: ['sha256:e'] }, '2026-03-02 11:00');
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-02 12:00');
      return told;
    };
    expect(rejected().pass('2026-04-01 00:00')).toMatchObject([
      { type: 'RejectionFinal', at: time('2026-03-26 00:00') },
    ]);
    const told = rejected();
    told.say('yj-jb', 'Appeal', { reason: '仍在', evidence: [] }, '2026-03-24 09:00');
    expect(told.state().status).toBe('reported');
  });

  it('people may still lower a level', () => {
    const told = driven('rectifying', SUPERVISED);
    told.pass('2026-03-20 09:00');
    expect(told.state().level).toBe(2);
    told.say('awb-zr', 'LowerLevel', { to: 1, reason: '已动工' }, '2026-03-20 10:00');
    expect(told.state().level).toBe(1);
  });
});
