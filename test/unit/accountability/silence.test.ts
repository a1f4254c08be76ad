import { describe, expect, it } from 'vitest';
import { evolve } from '../../../workflows/accountability/evolve.ts';
import { rules } from '../../../workflows/accountability/index.ts';
import { nextWake, wake } from '../../../workflows/accountability/wake.ts';
import {
  caseIn,
  DEPUTY,
  DECLINE,
  DESK,
  DIRECTOR,
  HEAD,
  OFFICER,
  post,
  PROPOSAL,
  STATEMENT_1,
  Story,
  SYSTEM_ACTOR,
  termsOf,
  time,
} from './story.ts';

describe('silence in drafting', () => {
  it('hands the case to 安委办主任, who gets five working days from the due day', () => {
    const story = caseIn('drafting');
    expect(story.sleepUntil('2026-03-09T23:59')).toEqual([]);
    expect(story.sleepUntil('2026-03-10T00:00')).toEqual(['HandedOver']);
    expect(story.state).toMatchObject({
      status: 'drafting',
      step: {
        holder: 'director',
        due: '2026-03-17T00:00:00.000+08:00',
        firstDue: '2026-03-10T00:00:00.000+08:00',
      },
    });
    expect(story.told('caseHandedOver')).toEqual([['desk', 'director']]);
  });

  it('hands the case on to 分管副县长, then reminds and tells 督查室, and proposes nothing by itself', () => {
    const story = caseIn('drafting');
    expect(story.send('ProposeReferral', PROPOSAL, DEPUTY, '2026-03-09T10:00')).toBe('NotYours');
    expect(story.sleepUntil('2026-04-01T09:00')).toEqual([
      'HandedOver',
      'HandedOver',
      'ReminderGiven',
      'ReminderGiven',
    ]);
    expect(story.state).toMatchObject({ status: 'drafting', step: { holder: 'deputy' } });
    expect(story.told('caseHandedOver').at(-1)).toEqual(['director', 'deputy']);
    expect(story.told('caseOverdue')).toEqual(Array(2).fill(['deputy', 'inspect']));
    expect(story.send('ProposeReferral', PROPOSAL, DEPUTY, '2026-04-01T10:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'hearing', step: { holder: 'desk' } });
  });

  it('reminds 安委办主任 when 分管副县长 is involved', () => {
    const story = new Story();
    story.open({ involved: { people: [], posts: [post('desk'), post('desk-2'), post('deputy')] } });
    expect(story.state).toMatchObject({ step: { holder: 'director' } });
    expect(story.sleepUntil('2026-03-10T00:00')).toEqual(['ReminderGiven']);
    expect(story.send('ProposeReferral', PROPOSAL, DIRECTOR, '2026-03-10T09:00')).toBe('done');
  });

  it('does not undo what the desk handed in in time', () => {
    const story = caseIn('drafting');
    story.sleepUntil('2026-03-10T00:00');
    const heardLate = { now: '2026-03-10T09:00' };
    expect(story.send('ProposeReferral', PROPOSAL, DESK, '2026-03-09T17:00', heardLate)).toBe('done');
    expect(story.state).toMatchObject({ step: { holder: 'desk', due: '2026-03-17T00:00:00.000+08:00' } });
  });
});

describe('silence in hearing', () => {
  it('goes on to deciding and notes who did not speak', () => {
    const story = caseIn('hearing');
    story.send('SubmitStatement', STATEMENT_1, OFFICER, '2026-03-04T09:00');
    expect(story.sleepUntil('2026-03-11T00:00')).toEqual(['HearingEnded']);
    expect(story.state).toMatchObject({
      status: 'deciding',
      step: { holder: 'head', since: '2026-03-11T00:00:00.000+08:00', due: '2026-03-18T00:00:00.000+08:00' },
    });
    expect(story.state.subjects.map((s) => s.silent)).toEqual([false, true]);
  });
});

describe('silence in deciding', () => {
  it('reminds the decider every five working days, tells 督查室, and never decides', () => {
    const story = caseIn('deciding');
    expect(story.sleepUntil('2026-05-01T00:00').every((type) => type === 'ReminderGiven')).toBe(true);
    expect(story.state).toMatchObject({ status: 'deciding', step: { holder: 'head', reminders: 8 } });
    expect(story.told('caseOverdue')[0]).toEqual(['head', 'inspect']);
    expect(story.send('DecideReferral', DECLINE, HEAD, '2026-05-01T09:00')).toBe('done');
  });
});

describe('silence of the body', () => {
  it('is asked about after ten working days and then every thirty days, and moves nothing', () => {
    const story = caseIn('referred');
    expect(story.state).toMatchObject({ step: { due: '2026-03-18T00:00:00.000+08:00' } });
    expect(story.sleepUntil('2026-03-18T00:00')).toEqual(['ProgressAsked']);
    expect(story.state).toMatchObject({ status: 'referred', step: { due: '2026-04-17T00:00:00.000+08:00' } });
    expect(story.sleepUntil('2026-06-01T00:00')).toEqual(['ProgressAsked', 'ProgressAsked']);
    expect(story.told('progressAsked')).toEqual(Array(3).fill(['desk']));
  });

  it('is asked about every thirty days while it handles the lead', () => {
    const story = caseIn('handling');
    expect(story.state).toMatchObject({ step: { due: '2026-04-03T00:00:00.000+08:00' } });
    expect(story.sleepUntil('2026-06-10T00:00')).toEqual(['ProgressAsked', 'ProgressAsked', 'ProgressAsked']);
    expect(story.state.status).toBe('handling');
  });
});

describe('a wake', () => {
  it('that comes early does nothing', () => {
    const story = caseIn('drafting');
    expect(story.send('Wake', {}, SYSTEM_ACTOR, '2026-03-03T09:00')).toBe('done');
    expect(story.types).toEqual(['CaseOpened']);
    expect(story.send('Wake', {}, DESK, '2026-03-03T09:00')).toBe('NotYours');
  });

  it('catches up after an outage in order, stamped with when each fell due', () => {
    const story = caseIn('hearing');
    story.sleepUntil('2026-03-20T09:00');
    expect(story.events.slice(-2).map((e) => [e.type, e.at, e.heardAt])).toEqual([
      ['HearingEnded', '2026-03-11T00:00:00.000+08:00', '2026-03-20T09:00:00.000+08:00'],
      ['ReminderGiven', '2026-03-18T00:00:00.000+08:00', '2026-03-20T09:00:00.000+08:00'],
    ]);
  });

  it('counts in seconds under the trial policy', () => {
    const story = caseIn('drafting', termsOf('trial'));
    expect(story.sleepUntil('2026-03-02T09:00:06+08:00')).toEqual(['HandedOver']);
    expect(story.state).toMatchObject({ step: { due: '2026-03-02T09:00:10.000+08:00' } });
  });

  it('never comes again once the case has ended', () => {
    const story = caseIn('deciding');
    story.send('DecideReferral', DECLINE, HEAD, '2026-03-04T09:00');
    expect(nextWake(story.state)).toBeNull();
    expect(wake(story.state, time('2026-05-01T09:00'))).toEqual({ events: [] });
    expect(rules.done(story.state)).toBe(true);
  });
});

describe('a ledger that cannot be', () => {
  it('stops loudly', () => {
    const story = caseIn('deciding');
    const [opened] = story.events;
    const proposed = story.events.find((e) => e.type === 'StatementSubmitted');
    if (opened === undefined || proposed === undefined) throw new Error('the story is too short');
    expect(() => evolve(null, proposed)).toThrow('outside an open case');
    expect(() => evolve(evolve(null, opened), proposed)).toThrow('before a proposal');
    const unknown = { ...proposed, type: 'CaseForgotten' } as unknown as typeof proposed;
    expect(() => evolve(story.state, unknown)).toThrow('unreachable');
  });
});
