import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../workflows/kernel/command.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';
import type { PeriodName } from '../../../workflows/tip/state.ts';
import { ADMIN, CHIEF, DIRECTOR, OFFICER, SYSTEM_ACTOR, termsOf, time, tipIn, type Story } from './story.ts';

const NOW = termsOf();
/** The day on which the time to answer rolls to its end is a holiday as well. */
const LONGER: Terms<PeriodName> = {
  ...NOW,
  calendar: { ...NOW.calendar, holidays: [...NOW.calendar.holidays, '2026-05-04' as Day] },
};
const AT = '2026-03-03T14:00';

function revise(
  story: Story,
  revised: Terms | undefined,
  by: Actor = DIRECTOR,
  { at = AT, reason = '放假安排公布' } = {},
): string {
  const body = { cause: 'calendar', reason };
  return story.send('ReviseTerms', body, by, at, revised === undefined ? {} : { revised });
}

describe('new terms for a tip', () => {
  it('count a step that is still ahead anew, with the time to answer, and whoever holds it is told', () => {
    const story = tipIn('verifying');
    expect(revise(story, LONGER)).toBe('done');
    const due = time('2026-05-06T00:00');
    expect(story.state).toMatchObject({ answerDue: due, step: { due, wakeAt: due, firstDue: due } });
    expect(story.notified('TipTermsRevised')).toEqual([['officer']]);
    expect(story.sleepUntil('2026-05-05T12:00')).toEqual([]);
  });

  it('leave the time to answer alone where another step runs', () => {
    const story = tipIn('verifying');
    story.sleepUntil('2026-05-05T00:00');
    const { answerDue, step } = story.state;
    const rested = { ...NOW.calendar, holidays: [...NOW.calendar.holidays, '2026-05-06' as Day] };
    expect(revise(story, { ...NOW, calendar: rested }, DIRECTOR, { at: '2026-05-05T09:00' })).toBe('done');
    expect(story.state).toMatchObject({ answerDue, step: { firstDue: step?.firstDue, since: step?.since } });
    expect((story.state.step?.due ?? '') > (step?.due ?? '')).toBe(true);
  });

  it('leave what is over, what comes out the same, and what was due before, as they were', () => {
    const story = tipIn('verifying');
    const { step } = story.state;
    expect(revise(story, { ...NOW, policyVersion: 9 })).toBe('done');
    expect([story.state.step, story.notified('TipTermsRevised')]).toEqual([step, []]);
    const shorter = {
      ...NOW,
      policyVersion: 9,
      periods: { ...NOW.periods, answer: { ...NOW.periods.answer, amount: 1 } },
    };
    const late = tipIn('verifying');
    expect(revise(late, shorter, DIRECTOR, { at: '2026-03-09T09:00' })).toBe('done');
    expect(late.state.step).toEqual(step);
    const reminded = tipIn('verifying');
    reminded.sleepUntil('2026-06-01T00:00');
    const before = reminded.state.step;
    expect(revise(reminded, LONGER, DIRECTOR, { at: '2026-06-01T09:00' })).toBe('done');
    expect(reminded.state.step).toEqual(before);
  });

  it('raise the rules and never lower them, and keep the figures that they do not name', () => {
    const story = tipIn('verifying');
    revise(story, { ...NOW, rules: 3 }, ADMIN);
    expect(revise(story, { ...NOW, rules: 1, policyVersion: 9, numbers: {} })).toBe('done');
    expect(story.state.terms).toMatchObject({ rules: 3, policyVersion: 9, numbers: NOW.numbers });
  });

  it.each<[string, Terms | undefined, Actor, string]>([
    ['ReasonMissing', LONGER, DIRECTOR, ' '],
    ['RevisionMissing', undefined, DIRECTOR, '公布'],
    ['PolicyDiffers', termsOf('trial'), DIRECTOR, '公布'],
    ['TermsUnchanged', NOW, DIRECTOR, '公布'],
    ['NotYours', LONGER, OFFICER, '公布'],
    ['NotYours', LONGER, CHIEF, '公布'],
    ['NotYours', LONGER, SYSTEM_ACTOR, '公布'],
  ])('are refused as %s', (code, revised, by, reason) => {
    expect(revise(tipIn('verifying'), revised, by, { reason })).toBe(code);
  });
});
