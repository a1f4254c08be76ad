import { describe, expect, it } from 'vitest';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { hazardRules } from '../../../workflows/hazard/index.ts';
import type { HazardTerms } from '../../../workflows/hazard/state.ts';
import { code, day, termsOf, time, type Said, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

const STANDARD = termsOf('standard');
/** Limits in working days, and only March published. */
const WORKDAYS: HazardTerms = {
  ...STANDARD,
  calendar: { ...STANDARD.calendar, coveredTo: day('2026-03-31') },
  periods: {
    ...STANDARD.periods,
    limitGeneral: { ...STANDARD.periods.limitGeneral, amount: 22, unit: 'workingDay' },
    limitPlanGate: { ...STANDARD.periods.limitPlanGate, amount: 30 },
    limitAgain: { ...STANDARD.periods.limitAgain, amount: 22, unit: 'workingDay' },
    recheck: { ...STANDARD.periods.recheck, amount: 22 },
  },
};
/** The year is published: 04-01 is a holiday. */
const PUBLISHED: HazardTerms = {
  ...WORKDAYS,
  calendar: { ...STANDARD.calendar, holidays: [...STANDARD.calendar.holidays, day('2026-04-01')] },
};
/** 04-02 as well. */
const LATER: HazardTerms = {
  ...PUBLISHED,
  calendar: { ...PUBLISHED.calendar, holidays: [...PUBLISHED.calendar.holidays, day('2026-04-02')] },
};

const dueOf = (told: Story) => told.state().dueDates.at(-1);
const stepOf = (told: Story) => told.state().steps.at(-1);
const revised = (said: Said) => said.events.find((event) => event.type === 'TermsRevised')?.data;
const told = (said: Said) => said.entries.flatMap(({ effects }) => effects).filter(({ type }) => type === 'Notify');

describe('new terms for a running matter', () => {
  it('count a limit anew that a published year changes, in a due version of its own', () => {
    const matter = driven('rectifying', { terms: WORKDAYS });
    expect(dueOf(matter)).toMatchObject({ due: time('2026-04-03 00:00'), provisional: true, version: 1 });
    const said = matter.revise('awb-zr', 'calendar', PUBLISHED, '2026-03-10 09:00');
    expect(said.events.map((event) => event.type)).toEqual(['TermsRevised']);
    expect(dueOf(matter)).toMatchObject({
      version: 2,
      reason: 'termsRevised',
      start: time('2026-03-10 09:00'),
      due: time('2026-04-04 00:00'),
      provisional: false,
      period: { amount: 22, unit: 'workingDay' },
    });
    expect(told(said)).toHaveLength(1);
    // A second notice counts from the same service, and the first T stays the first.
    matter.revise('awb-zr', 'calendar', LATER, '2026-03-11 09:00');
    expect(dueOf(matter)).toMatchObject({ version: 3, due: time('2026-04-07 00:00') });
    expect(HAZARD_FACE.summary(matter.state()).deadlines[0]?.firstDue).toBe(time('2026-04-03 00:00'));
    expect(matter.pass('2026-04-07 00:00').map((event) => event.type)).toContain('RectificationExpired');
  });

  it('stay provisional until the order is served, and append nothing that is the same', () => {
    const { service: _service, ...order } = BODY.assign;
    const matter = driven('graded', { terms: WORKDAYS });
    matter.say('yj-jb', 'Assign', order, '2026-03-03 09:00');
    matter.revise('awb-zr', 'calendar', PUBLISHED, '2026-03-03 10:00');
    expect(dueOf(matter)).toMatchObject({ due: time('2026-04-04 00:00'), provisional: true });
    const fixed = driven('rectifying');
    const said = fixed.revise('awb-zr', 'calendar', PUBLISHED, '2026-03-10 09:00');
    expect(revised(said)).toMatchObject({ due: null, stepDue: null });
    expect(told(said)).toEqual([]);
    expect(dueOf(fixed)?.version).toBe(1);
  });

  it('count a limit after a failed recheck from that recheck', () => {
    const matter = driven('rechecking', { terms: WORKDAYS });
    matter.say('yj-jb', 'Recheck', BODY.fail, '2026-03-05 09:00');
    expect(dueOf(matter)?.due).toBe(time('2026-04-07 00:00'));
    matter.revise('awb-zr', 'calendar', PUBLISHED, '2026-03-10 09:00');
    expect(dueOf(matter)).toMatchObject({ reason: 'termsRevised', due: time('2026-04-08 00:00') });
  });

  it.each([
    [
      'rests',
      (matter: Story) =>
        matter.say('awb-jb', 'StayClock', { reason: '暴雨', evidence: ['sha256:e'] }, '2026-03-09 09:00'),
    ],
    ['was answered', (matter: Story) => matter.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-09 09:00')],
    [
      'was extended by its own decision',
      (matter: Story) => {
        const ask = { amount: 2, reason: 'forceMajeure', explanation: '暴雨', evidence: ['sha256:e'] } as const;
        matter.pass('2026-03-31 08:00');
        matter.say('ent-jb', 'RequestExtension', ask, '2026-03-31 09:00');
        matter.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-31 10:00');
      },
    ],
    ['is over', (matter: Story) => matter.pass('2026-04-03 10:00')],
  ])('leave T alone when it %s', (_when, first) => {
    const matter = driven('rectifying', { terms: WORKDAYS });
    first(matter);
    const before = matter.state().dueDates;
    expect(code(matter.revise('awb-zr', 'calendar', PUBLISHED, '2026-04-02 20:00', '2026-04-03 11:00'))).toBe('done');
    expect(matter.state().dueDates).toEqual(before);
  });

  it('leave T alone when it would be over by now', () => {
    const matter = driven('rectifying', { terms: PUBLISHED });
    matter.pass('2026-04-03 08:00');
    const worked = { ...PUBLISHED, calendar: { ...PUBLISHED.calendar, holidays: STANDARD.calendar.holidays } };
    matter.revise('awb-zr', 'calendar', worked, '2026-04-03 09:00');
    expect(dueOf(matter)).toMatchObject({ version: 1, due: time('2026-04-04 00:00') });
  });

  it('count the running step anew, by their figure for it', () => {
    const matter = driven('rechecking', { terms: WORKDAYS });
    expect(stepOf(matter)).toMatchObject({ name: 'recheck', due: time('2026-04-04 00:00'), provisional: true });
    matter.revise('awb-zr', 'calendar', PUBLISHED, '2026-03-10 09:00');
    expect(stepOf(matter)).toMatchObject({ version: 6, due: time('2026-04-07 00:00'), provisional: false });
    const shorter = {
      ...PUBLISHED,
      policyVersion: 9,
      periods: { ...PUBLISHED.periods, recheck: STANDARD.periods.recheck },
    };
    matter.revise('awb-zr', 'policy', shorter, '2026-03-11 09:00');
    expect(stepOf(matter)).toMatchObject({ version: 6, due: time('2026-03-19 00:00'), period: { amount: 10 } });
  });

  it('count a step that time began from the day that the due instant closed', () => {
    const matter = driven('rectifying', {
      terms: { ...WORKDAYS, periods: { ...WORKDAYS.periods, limitGeneral: STANDARD.periods.limitGeneral } },
    });
    matter.pass('2026-03-19 10:00');
    expect(stepOf(matter)).toMatchObject({
      name: 'recheck',
      start: time('2026-03-19 00:00'),
      due: time('2026-04-18 00:00'),
    });
    matter.revise('awb-zr', 'calendar', PUBLISHED, '2026-03-20 09:00');
    expect(stepOf(matter)?.due).toBe(time('2026-04-21 00:00'));
  });

  it('make nobody late by themselves, and change nothing of a step that is over', () => {
    const matter = driven('rechecking');
    matter.pass('2026-03-12 00:00');
    const one = {
      ...STANDARD,
      policyVersion: 9,
      periods: { ...STANDARD.periods, recheck: { ...STANDARD.periods.recheck, amount: 1 } },
    };
    matter.revise('awb-zr', 'policy', one, '2026-03-12 09:00');
    expect(stepOf(matter)?.due).toBe(time('2026-03-19 00:00'));
    matter.pass('2026-03-19 10:00');
    const many = { ...one, policyVersion: 10, periods: STANDARD.periods };
    matter.revise(
      'awb-zr',
      'policy',
      { ...many, periods: { ...many.periods, recheck: { ...STANDARD.periods.recheck, amount: 60 } } },
      '2026-03-19 11:00',
    );
    expect(stepOf(matter)?.due).toBe(time('2026-03-19 00:00'));
  });

  it('fire at once, and once, the rungs that are overdue by their waits', () => {
    const matter = driven('rectifying');
    matter.pass('2026-03-20 09:00');
    const sooner: HazardTerms = {
      ...STANDARD,
      policyVersion: 9,
      ladder: STANDARD.ladder.map((row) =>
        row.id === 't-list' ? { ...row, anyOf: [{ after: 'due', wait: { amount: 1, unit: 'calendarDay' } }] } : row,
      ),
    };
    const said = matter.revise('awb-zr', 'policy', sooner, '2026-03-20 10:00');
    expect(said.events.map((event) => event.type)).toEqual(['TermsRevised', 'RungFired']);
    expect(said.events.at(1)).toMatchObject({
      at: time('2026-03-20 00:00'),
      heardAt: time('2026-03-20 10:00'),
      data: { rung: 'list', dueAt: time('2026-03-20 00:00') },
    });
    matter.pass('2026-06-01 00:00');
    const keys = matter
      .state()
      .fired.filter(({ withdrawnAt }) => withdrawnAt === null)
      .map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.startsWith('t-urge'))).toHaveLength(1);
  });

  it('bring the county’s posts and raise the rules, never lower them', () => {
    const matter = driven('rectifying', { terms: { ...STANDARD, rules: 1 } });
    const posts = { ...STANDARD.county, dutyDesk: STANDARD.county.officeDesk };
    matter.revise('awb-jb', 'policy', { ...STANDARD, county: posts }, '2026-03-10 09:00');
    expect(matter.state().terms).toMatchObject({ rules: hazardRules.version, county: posts });
    matter.revise('awb-jb', 'policy', { ...STANDARD, policyVersion: 9, rules: 1 }, '2026-03-11 09:00');
    expect(matter.state().terms).toMatchObject({ rules: hazardRules.version, policyVersion: 9 });
  });

  it('may come with another special period alone', () => {
    const matter = driven('rectifying');
    const special = termsOf('standard', [{ name: '两会', from: '2026-03-20', to: '2026-03-27' }]);
    expect(code(matter.revise('awb-jb', 'policy', special, '2026-03-10 09:00'))).toBe('done');
  });

  it('are a named person’s to bring, in a plan’s time as well', () => {
    const matter = drivenMajor('planning');
    const next = { ...STANDARD, policyVersion: 9 };
    expect(code(matter.revise('yj-zr', 'policy', next, '2026-03-03 11:00'))).toBe('NotYours');
    expect(code(matter.revise('system', 'policy', next, '2026-03-03 11:00'))).toBe('NotYours');
    expect(code(matter.revise('fenguan', 'policy', next, '2026-03-03 11:00'))).toBe('done');
  });
});
