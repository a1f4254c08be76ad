import { describe, expect, it } from 'vitest';
import type { Day } from '../../../workflows/kernel/instant.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';
import { face } from '../../../workflows/accountability/face.ts';
import type { PeriodName, Step } from '../../../workflows/accountability/state.ts';
import {
  caseIn,
  DESK,
  DIRECTOR,
  OFFICER,
  PROPOSAL,
  type Story,
  STATEMENT_1,
  SYSTEM_ACTOR,
  termsOf,
  time,
} from './story.ts';

const NOW = termsOf();
/** 03-05 is a holiday as well. */
const LONGER: Terms<PeriodName> = {
  ...NOW,
  calendar: { ...NOW.calendar, holidays: ['2026-03-05' as Day, ...NOW.calendar.holidays] },
};
const AT = '2026-03-03T14:00';

function revise(story: Story, revised: Terms | undefined, by = DIRECTOR, at = AT, reason = '放假安排公布'): string {
  const body = { cause: 'calendar', reason };
  return story.send('ReviseTerms', body, by, at, revised === undefined ? {} : { revised });
}
function stepOf(story: Story): Step {
  if (!('step' in story.state)) throw new Error('the case has ended');
  return story.state.step;
}

describe('new terms for a case', () => {
  it('count a step that is still ahead anew, and whoever holds it is told', () => {
    const story = caseIn('drafting');
    const before = stepOf(story);
    expect(revise(story, LONGER)).toBe('done');
    expect(stepOf(story).due > before.due).toBe(true);
    expect(stepOf(story)).toEqual({
      ...before,
      due: stepOf(story).due,
      wakeAt: stepOf(story).due,
      firstDue: stepOf(story).due,
    });
    expect(story.told('caseTermsRevised')).toEqual([['desk']]);
    expect(face.summary(story.state).overdueSince).toBeNull();
    expect(story.sleepUntil('2026-03-09T23:00')).toEqual([]);
  });

  it('count a step that time began from the day that the due instant closed', () => {
    const story = caseIn('drafting');
    story.sleepUntil('2026-03-10T00:00');
    const { due, firstDue } = stepOf(story);
    const rested = { ...LONGER.calendar, holidays: [...LONGER.calendar.holidays, '2026-03-11' as Day] };
    expect(revise(story, { ...LONGER, calendar: rested }, DIRECTOR, '2026-03-10T09:00')).toBe('done');
    expect(stepOf(story)).toMatchObject({ since: time('2026-03-10T00:00'), due: time('2026-03-18T00:00') });
    expect([stepOf(story).due > due, stepOf(story).firstDue]).toEqual([true, firstDue]);
  });

  it('move the end of a hearing, so that a statement before it is in time', () => {
    const story = caseIn('drafting');
    story.send('ProposeReferral', PROPOSAL, DESK, '2026-03-03T10:00');
    const before = stepOf(story).due;
    revise(story, LONGER);
    expect(story.state).toMatchObject({ status: 'hearing', hearingDue: stepOf(story).due });
    expect(stepOf(story).due > before).toBe(true);
    story.send('SubmitStatement', STATEMENT_1, OFFICER, before.slice(0, 16));
    expect(story.events.at(-1)).toMatchObject({ type: 'StatementSubmitted', data: { late: false } });
  });

  it('leave what is over, and what comes out the same, as it was', () => {
    const same = caseIn('drafting');
    const before = stepOf(same);
    expect(revise(same, { ...NOW, policyVersion: 9 })).toBe('done');
    expect([stepOf(same), same.told('caseTermsRevised')]).toEqual([before, []]);
    expect(same.state.terms.policyVersion).toBe(9);
    const shorter = {
      ...NOW,
      policyVersion: 9,
      periods: { ...NOW.periods, drafting: { ...NOW.periods.drafting, amount: 1 } },
    };
    const late = caseIn('drafting');
    expect(revise(late, shorter, DIRECTOR, '2026-03-05T09:00')).toBe('done');
    expect(stepOf(late).due).toBe(before.due);
  });

  it('raise the rules and never lower them', () => {
    const story = caseIn('drafting');
    revise(story, { ...NOW, rules: 3 });
    expect(revise(story, { ...NOW, rules: 1, policyVersion: 9 })).toBe('done');
    expect(story.state.terms).toMatchObject({ rules: 3, policyVersion: 9 });
  });

  it.each([
    ['ReasonMissing', LONGER, DIRECTOR, ' '],
    ['RevisionMissing', undefined, DIRECTOR, '公布'],
    ['PolicyDiffers', termsOf('trial'), DIRECTOR, '公布'],
    ['TermsUnchanged', NOW, DIRECTOR, '公布'],
    ['NotYours', LONGER, OFFICER, '公布'],
    ['NotYours', LONGER, SYSTEM_ACTOR, '公布'],
  ])('are refused as %s', (code, revised, by, reason) => {
    expect(revise(caseIn('drafting'), revised, by, AT, reason)).toBe(code);
  });
});
