import { describe, expect, it } from 'vitest';
import { face } from '../../../workflows/tip/face.ts';
import { nextWake } from '../../../workflows/tip/wake.ts';
import {
  DEPUTY,
  DESK,
  DIRECTOR,
  FINDING,
  INTERIM,
  OFFICER,
  PARTY,
  person,
  Story,
  SYSTEM_ACTOR,
  termsOf,
  tipIn,
  TRUE,
  unit,
} from './story.ts';

/** The holders after so many wakes. */
function silence(story: Story, times: number): readonly (string | undefined)[] {
  return Array.from({ length: times }, () => {
    story.sleepUntil(nextWake(story.state) ?? '');
    return story.holder;
  });
}

function about(subject: string): Story {
  const story = new Story();
  story.open({ about: 'violation', subject: unit(subject) });
  return story;
}

const LEAVE = { reason: '请假', cause: 'leave' };

describe('a deputy of a leave', () => {
  it('stands where the one who is away stood: silence and more time go on from there', () => {
    const story = tipIn('verifying');
    const deputy = { ...OFFICER, post: 'officer-9' as never, person: person('officer-9') };
    story.send('HandOver', { ...LEAVE, post: 'officer-9', unit: 'bureau' }, SYSTEM_ACTOR, '2026-03-03T10:00');
    expect(story.state.step).toMatchObject({ holder: 'officer-9', place: 'officer' });
    story.send('RequestMoreTime', { reason: 'sealed:1' }, deputy, '2026-03-03T11:00');
    expect(story.send('DecideMoreTime', { decision: 'grant', reason: 'sealed:2' }, DIRECTOR, '2026-03-03T12:00')).toBe(
      'done',
    );
    expect(story.state.step).toMatchObject({ holder: 'officer-9', place: 'officer', period: 'moreTime' });
    expect(silence(story, 4)).toEqual(['chief', 'director', 'deputy', 'deputy']);
  });

  it('of a post of the county is a leader in their own place, or stands in for the one of the path', () => {
    const story = tipIn('received');
    story.send('HandOver', { ...LEAVE, post: 'desk-2', unit: 'office' }, SYSTEM_ACTOR, '2026-03-03T10:00');
    expect(silence(story, 2)).toEqual(['director', 'deputy']);
    story.send('HandOver', { ...LEAVE, post: 'head', unit: 'county' }, SYSTEM_ACTOR, '2026-05-03T10:00');
    expect(story.state.step?.place).toBe('head');
    expect(silence(story, 1)).toEqual(['head']);
    expect(story.send('HandOver', { ...LEAVE, post: 'inspect', unit: 'inspection' }, SYSTEM_ACTOR, '2026-06-03')).toBe(
      'NotASeatOfTheTip',
    );
  });

  it('is followed in interim answers as well', () => {
    const story = tipIn('handling');
    story.send('HandOver', { ...LEAVE, post: 'officer-9', unit: 'bureau' }, SYSTEM_ACTOR, '2026-03-03T12:00');
    story.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    expect(silence(story, 3)).toEqual(['officer-9', 'officer-9', 'chief']);
  });
});

describe('a unit that is reported', () => {
  it.each([
    ['office', ['deputy'], ['desk', 'desk-2', 'director']],
    ['county', ['desk', 'director', 'party'], ['deputy', 'head']],
    ['party-committee', ['desk', 'director', 'deputy'], ['party']],
    ['inspection', ['desk', 'director', 'deputy'], ['inspect']],
  ])('neither holds the tip nor is told of it: %s', (subject, path, own) => {
    const story = about(subject);
    expect([story.holder, ...silence(story, path.length + 1)]).toEqual([...path, path.at(-1), path.at(-1)]);
    const told = story.effects.flatMap((effect) => (effect.type === 'Notify' ? effect.posts : []));
    for (const post of own) expect(told).not.toContain(post);
    for (const post of own.filter((it) => it !== 'inspect'))
      expect(story.send('HandOver', { ...LEAVE, post, unit: 'x' }, SYSTEM_ACTOR, '2027-01-01T09:00')).toBe(
        'NotASeatOfTheTip',
      );
  });

  it('is passed over in every later status, the reward included', () => {
    const story = about('county');
    story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T09:00');
    expect(silence(story, 4)).toEqual(['chief', 'director', 'party', 'party']);
    const paid = about('county');
    paid.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T09:00');
    paid.send('RequestMoreTime', { reason: 'sealed:1' }, OFFICER, '2026-03-03T10:00');
    paid.send('VerifyTip', TRUE, OFFICER, '2026-03-03T10:00');
    paid.send('AnswerTip', { text: 'sealed:4' }, OFFICER, '2026-03-03T11:00');
    paid.send('RecordPenalty', { amount: 1, document: '1', decidedOn: '2026-03-03' }, DESK, '2026-03-03T12:00');
    paid.send('ProposeReward', { reward: 'grant' }, DESK, '2026-03-03T13:00');
    expect([paid.holder, ...silence(paid, 2)]).toEqual(['director', 'party', 'party']);
    expect(paid.send('DecideReward', { decision: 'grant' }, DEPUTY, '2026-05-03T13:00')).toBe('NotYours');
    expect(paid.send('DecideReward', { decision: 'grant' }, PARTY, '2026-05-03T13:00')).toBe('done');
    const told = paid.effects.flatMap((effect) => (effect.type === 'Notify' ? effect.posts : []));
    expect(told).not.toContain('deputy');
    expect(told).not.toContain('head');
  });

  it('that the officers find to be the holder’s own loses the tip to whoever stands above', () => {
    const story = tipIn('verifying', 'hazard');
    story.sleepUntil('2026-05-12T00:00');
    expect(story.holder).toBe('director');
    const { step } = story.state;
    const finding = { ...FINDING, subject: 'office' };
    expect(story.send('VerifyTip', { ...TRUE, finding }, OFFICER, '2026-05-12T10:00')).toBe('done');
    expect(story.state).toMatchObject({ subject: 'office', subjectKind: 'office', status: 'handling' });
    expect(story.state.step).toEqual({ ...step, holder: 'deputy', place: 'deputy' });
    expect(story.notified('TipVerified')).toEqual([['deputy']]);
  });

  it('stays barred where the officers find another, who is barred, too', () => {
    const story = (rules: number): Story => {
      const told = new Story(termsOf('standard', rules));
      told.open({ about: 'hazard', subject: unit('office') });
      told.send('AcceptTip', { unit: 'bureau' }, DEPUTY, '2026-03-03T09:00');
      told.send('VerifyTip', { ...TRUE, finding: { ...FINDING, subject: 'ent-2' } }, OFFICER, '2026-03-03T10:00');
      return told;
    };
    const now = story(2);
    expect(now.state).toMatchObject({ subject: 'ent-2', firstNamed: { unit: 'office', kind: 'office' } });
    expect(now.send('AnswerTip', INTERIM, DIRECTOR, '2026-03-03T11:00')).toBe('NotYours');
    expect(face.summary(now.state).units).toEqual(['bureau']);
    expect(now.notified('TipVerified')).toEqual([['deputy']]);
    expect(silence(now, 3)).toEqual(['chief', 'deputy', 'deputy']);
    const leave = { ...LEAVE, post: 'desk', unit: 'office' };
    expect(now.send('HandOver', leave, SYSTEM_ACTOR, '2027-01-01T09:00')).toBe('SeatIsSubject');
    const before = story(1);
    expect(before.state.firstNamed).toBeUndefined();
    expect(before.send('AnswerTip', INTERIM, DIRECTOR, '2026-03-03T11:00')).toBe('done');
  });

  it('is barred once where the officers name it again', () => {
    const story = tipIn('verifying', 'hazard');
    story.send('VerifyTip', { ...TRUE, finding: { ...FINDING, subject: 'ent-1' } }, OFFICER, '2026-03-03T10:00');
    expect(story.state).toMatchObject({ status: 'handling', subject: 'ent-1' });
    expect(story.state.firstNamed).toBeUndefined();
  });
});
