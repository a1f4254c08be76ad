import { describe, expect, it } from 'vitest';
import { nextWake, wake } from '../../../workflows/tip/wake.ts';
import {
  ANSWER,
  CHIEF,
  DEPUTY,
  DESK,
  HEAD,
  INTERIM,
  MORE_TIME,
  OFFICER,
  PENALTY,
  Story,
  SYSTEM_ACTOR,
  termsOf,
  time,
  tipIn,
  TRUE,
  unit,
} from './story.ts';

/** Holder and due after every wake, until so many have passed. */
function silence(story: Story, times: number): readonly (readonly string[])[] {
  return Array.from({ length: times }, () => {
    const types = story.sleepUntil(nextWake(story.state) ?? '');
    return [types.join(), story.holder ?? '', story.state.step?.due.slice(0, 10) ?? ''];
  });
}

describe('silence', () => {
  it('takes a tip that nobody accepts up to the director and the deputy head, and then reminds', () => {
    const story = tipIn('received');
    expect(silence(story, 4)).toEqual([
      ['HandedOver', 'director', '2026-03-25'],
      ['HandedOver', 'deputy', '2026-04-01'],
      ['ReminderGiven', 'deputy', '2026-04-01'],
      ['ReminderGiven', 'deputy', '2026-04-01'],
    ]);
    expect(story.state).toMatchObject({
      status: 'received',
      step: { reminders: 2, firstDue: '2026-03-18T00:00:00.000+08:00' },
    });
    expect(story.notified('TipHandedOver')).toEqual([
      ['desk', 'director'],
      ['director', 'deputy'],
    ]);
    expect(story.notified('TipOverdue')).toEqual([
      ['deputy', 'inspect'],
      ['deputy', 'inspect'],
    ]);
  });

  it('takes the verification up through its unit, to 安委办主任 and the deputy head', () => {
    expect(silence(tipIn('verifying'), 5).map(([type, holder]) => [type, holder])).toEqual([
      ['HandedOver', 'chief'],
      ['HandedOver', 'director'],
      ['HandedOver', 'deputy'],
      ['ReminderGiven', 'deputy'],
      ['ReminderGiven', 'deputy'],
    ]);
  });

  it('passes over 安委办 where it is 安委办 that is reported', () => {
    const story = new Story();
    story.open({ subject: unit('office') });
    expect(silence(story, 1)).toEqual([['ReminderGiven', 'deputy', '2026-03-18']]);
    const again = new Story();
    again.open({ subject: unit('office') });
    again.send('AcceptTip', { unit: 'bureau' }, DEPUTY, '2026-03-03T09:00');
    expect(silence(again, 3).map(([, holder]) => holder)).toEqual(['chief', 'deputy', 'deputy']);
  });

  it('takes a reward that nobody decides up to the deputy head and the head', () => {
    const story = tipIn('rewarding');
    expect(story.holder).toBe('director');
    expect(silence(story, 3).map(([type, holder]) => [type, holder])).toEqual([
      ['HandedOver', 'deputy'],
      ['HandedOver', 'head'],
      ['ReminderGiven', 'head'],
    ]);
    expect(story.state.reward).toMatchObject({ decision: 'pending' });
  });

  it('leaves the verifying unit heard after its superior took over', () => {
    const story = tipIn('verified');
    silence(story, 3);
    expect(story.holder).toBe('deputy');
    expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-06-01T09:00')).toBe('done');
  });

  it('asks how the hazard stands, once an interim answer was given, and moves nobody', () => {
    const story = tipIn('handling');
    story.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    expect(silence(story, 2).map(([type, holder]) => [type, holder])).toEqual([
      ['ProgressAsked', 'officer'],
      ['ProgressAsked', 'officer'],
    ]);
    expect(story.notified('TipProgressAsked')).toEqual([['officer'], ['officer']]);
  });

  it('ends only the time to object: then the tip is closed', () => {
    const story = tipIn('verifying');
    story.send('VerifyTip', verifiedFalse(), OFFICER, '2026-03-03T10:00');
    story.send('AnswerTip', ANSWER, CHIEF, '2026-03-04T09:00');
    // Thirty days end on Friday the third of April.
    expect(story.state.step).toMatchObject({ period: 'review', due: '2026-04-04T00:00:00.000+08:00', holder: 'desk' });
    expect(story.sleepUntil('2026-04-03T23:59')).toEqual([]);
    expect(story.sleepUntil('2026-04-04T00:00')).toEqual(['TipClosed']);
    expect(story.state).toMatchObject({ status: 'dismissed', step: null });
    expect(nextWake(story.state)).toBeNull();
    expect(wake(story.state, time('2027-01-01T00:00'))).toEqual({ events: [] });
  });

  it('does not close a tip whose reward is owed', () => {
    const story = tipIn('answered');
    expect(story.state.step).toMatchObject({ holder: 'desk', period: 'propose' });
    story.sleepUntil('2026-12-01T00:00');
    expect(story.state.status).toBe('answered');
    expect(story.holder).toBe('deputy');
  });

  it('has one who stands in remind, and another desk hand over as the first would', () => {
    const away = { post: 'head', unit: 'county', reason: '岗位空缺', cause: 'vacant' };
    const story = tipIn('received');
    story.send('HandOver', away, SYSTEM_ACTOR, '2026-03-03T09:00');
    expect(silence(story, 1)[0]?.slice(0, 2)).toEqual(['ReminderGiven', 'head']);
    const desk = tipIn('received');
    desk.send('HandOver', { ...away, post: 'desk-2', unit: 'office' }, SYSTEM_ACTOR, '2026-03-03T09:00');
    expect(silence(desk, 1)[0]?.slice(0, 2)).toEqual(['HandedOver', 'director']);
    expect(tipIn('received').send('Wake', {}, DESK, '2026-03-03T09:00')).toBe('NotYours');
  });

  it('counts a trial in seconds, also after the first has passed', () => {
    const story = tipIn('received', 'violation', termsOf('trial'));
    expect(story.state.step?.due).toBe('2026-03-02T09:00:15.000+08:00');
    story.sleepUntil('2026-03-02T09:00:15+08:00');
    expect(story.state.step).toMatchObject({ holder: 'director', due: '2026-03-02T09:00:20.000+08:00' });
  });

  it('keeps a tip on 安委办 out of its hands to the end: others propose, decide and are told', () => {
    const story = new Story();
    story.open({ about: 'violation', subject: unit('office') });
    story.send('AcceptTip', { unit: 'bureau' }, DEPUTY, '2026-03-03T09:00');
    story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-03T09:30');
    story.send('VerifyTip', TRUE, OFFICER, '2026-03-03T10:00');
    story.send('RecordPenalty', PENALTY, OFFICER, '2026-03-03T11:00');
    story.send('AnswerTip', ANSWER, OFFICER, '2026-03-03T12:00');
    expect(story.holder).toBe('deputy');
    expect(story.send('ProposeReward', { reward: 'grant' }, DESK, '2026-03-03T13:00')).toBe('NotYours');
    expect(story.send('ProposeReward', { reward: 'grant' }, DEPUTY, '2026-03-03T13:00')).toBe('done');
    expect(story.send('DecideReward', { decision: 'grant' }, DEPUTY, '2026-03-03T14:00')).toBe('DeciderIsProposer');
    expect(silence(story, 1)[0]?.slice(0, 2)).toEqual(['HandedOver', 'head']);
    expect(story.send('DecideReward', { decision: 'grant' }, HEAD, '2026-03-30T14:00')).toBe('done');
    const told = story.effects.flatMap((effect) => (effect.type === 'Notify' ? effect.posts : []));
    for (const office of ['desk', 'desk-2', 'director']) expect(told).not.toContain(office);
  });

  it('is made good for when the auditor sends a lost wake again', () => {
    const story = tipIn('received');
    const resentFor = time('2026-03-18T00:00');
    expect(story.send('Wake', { resentFor }, SYSTEM_ACTOR, '2026-03-18T00:00')).toBe('done');
    expect(story.types.slice(1)).toEqual(['HandedOver', 'WakeResent']);
  });
});

function verifiedFalse(): object {
  return {
    result: 'false',
    note: 'sealed:0',
    officers: ['officer-p', 'officer-2'],
    evidence: ['sha256:seen'],
  };
}
