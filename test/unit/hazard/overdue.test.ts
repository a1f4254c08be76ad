import { describe, expect, it } from 'vitest';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { code, termsOf, time, type Story } from '../../support/hazard-story.ts';

const overdueSince = (told: Story) => HAZARD_FACE.summary(told.state()).overdueSince;

describe('days overdue', () => {
  it('count from the end of a T that was extended, not from the T that the extension replaced', () => {
    const told = driven('rectifying');
    const asked = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: ['sha256:e'] } as const;
    told.say('ent-jb', 'RequestExtension', asked, '2026-03-16 09:00');
    told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00');
    told.pass('2026-03-25 09:00');
    expect(overdueSince(told)).toBe(time('2026-03-24 00:00'));
  });

  it('count from the first T through later rounds, but never from a day that has not come', () => {
    const told = driven('rechecking');
    told.say('yj-jb', 'Recheck', { ...BODY.fail, limit: 2 }, '2026-03-05 09:00');
    told.pass('2026-03-10 09:00');
    expect(overdueSince(told)).toBe(time('2026-03-08 00:00'));
    const late = driven('rectifying');
    late.pass('2026-03-20 09:00');
    late.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-20 10:00');
    late.say('yj-jb', 'Recheck', BODY.fail, '2026-03-23 09:00');
    late.pass('2026-04-02 09:00');
    expect(overdueSince(late)).toBe(time('2026-03-19 00:00'));
  });
});

describe('a failed recheck that names no limit', () => {
  const short = { assign: { limit: 3 } } as const;

  it('gives the usual days, at most as many as the order gave', () => {
    const told = driven('rechecking', {}, short);
    expect(code(told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-05 09:00'))).toBe('done');
    expect(told.state().dueDates.at(-1)?.period?.amount).toBe(3);
  });

  it('is refused under rules 1 as it was then', () => {
    const told = driven('rechecking', { terms: { ...termsOf('standard'), rules: 1 } }, short);
    expect(code(told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-05 09:00'))).toBe('LimitTooLong');
  });
});
