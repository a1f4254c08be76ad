import { describe, expect, it } from 'vitest';
import {
  ANSWER,
  CHIEF,
  DEPUTY,
  DESK,
  DIRECTOR,
  FINDING,
  HAZARD,
  INTERIM,
  MORE_TIME,
  OFFICER,
  sealed,
  STRANGER,
  SYSTEM_ACTOR,
  TIP_ID,
  tipIn,
  TRUE,
  type Story,
} from './story.ts';

const GRANT = { decision: 'grant', reason: sealed('9') };
const REFUSE = { decision: 'refuse', reason: sealed('9') };

describe('more time to answer', () => {
  it('is asked for by who verifies, and granted once by another, from the end of the time', () => {
    const story = tipIn('verifying');
    expect(story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T09:00')).toBe('done');
    expect(story.notified('MoreTimeRequested')).toEqual([['director', 'deputy']]);
    expect(story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T10:00')).toBe('MoreTimePending');
    expect(story.send('DecideMoreTime', GRANT, DIRECTOR, '2026-03-05T09:00')).toBe('done');
    // Thirty days after Monday the fourth of May.
    const due = '2026-06-04T00:00:00.000+08:00';
    expect(story.state).toMatchObject({ answerDue: due, step: { period: 'moreTime', due, holder: 'officer' } });
    expect(story.notified('MoreTimeGranted')).toEqual([['officer']]);
    expect(story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-06T09:00')).toBe('MoreTimeUsed');
    expect(story.effects).toContainEqual(
      expect.objectContaining({ type: 'RecordDuty', post: 'director', duty: 'MoreTimeGranted' }),
    );
  });

  it('is no more when it is refused, and may be asked for again', () => {
    const story = tipIn('verifying');
    const { due } = story.state.step ?? {};
    story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T09:00');
    expect(story.send('DecideMoreTime', REFUSE, DEPUTY, '2026-03-05T09:00')).toBe('done');
    expect(story.state).toMatchObject({ answerDue: due, step: { due }, moreTime: { decision: 'refused' } });
    expect(story.send('DecideMoreTime', GRANT, DEPUTY, '2026-03-05T10:00')).toBe('NoMoreTimePending');
    expect(story.send('RequestMoreTime', MORE_TIME, CHIEF, '2026-03-06T09:00')).toBe('done');
  });

  it('is not granted by silence, but may be granted while it lasts', () => {
    const story = tipIn('verifying');
    story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T09:00');
    expect(story.sleepUntil('2026-05-05T00:00')).toEqual(['HandedOver']);
    expect(story.state.moreTime?.decision).toBe('pending');
    expect(story.send('DecideMoreTime', GRANT, DIRECTOR, '2026-05-06T09:00')).toBe('done');
    expect(story.state.step).toMatchObject({ holder: 'chief', due: '2026-06-04T00:00:00.000+08:00' });
    const late = tipIn('verifying');
    late.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T09:00');
    expect(late.send('DecideMoreTime', GRANT, DIRECTOR, '2026-06-04T00:00')).toBe('MoreTimePast');
    expect(late.send('DecideMoreTime', REFUSE, DIRECTOR, '2026-06-04T00:00')).toBe('done');
  });

  it('is asked for too late once the time is over, and not at all once an answer was given', () => {
    const story = tipIn('verifying');
    expect(story.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-05-05T00:00')).toBe('MoreTimeTooLate');
    const handling = tipIn('handling');
    handling.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-03T15:00');
    handling.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    expect(handling.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T10:00')).toBe('AlreadyAnswered');
    expect(handling.send('DecideMoreTime', GRANT, DIRECTOR, '2026-03-04T10:00')).toBe('NoMoreTimePending');
  });

  it('is not decided by who asked for it', () => {
    const story = tipIn('verifying');
    story.sleepUntil('2026-05-12T00:00');
    const again = tipIn('verifying');
    again.send('RequestMoreTime', MORE_TIME, { ...OFFICER, person: DIRECTOR.person }, '2026-03-04T09:00');
    expect(again.send('DecideMoreTime', GRANT, DIRECTOR, '2026-03-05T09:00')).toBe('DeciderIsApplicant');
    const deputy = { ...DEPUTY, onBehalfOf: DIRECTOR.person };
    expect(again.send('DecideMoreTime', GRANT, deputy, '2026-03-05T09:00')).toBe('DeciderIsApplicant');
    expect(again.send('DecideMoreTime', GRANT, OFFICER, '2026-03-05T09:00')).toBe('NotYours');
    expect(again.send('DecideMoreTime', GRANT, DEPUTY, '2026-03-05T09:00')).toBe('done');
  });
});

describe('answering', () => {
  it('ends the duty to answer; a reward that is owed is 安委办’s to propose', () => {
    const story = tipIn('verified');
    expect(story.send('AnswerTip', { ...ANSWER, evidence: ['sha256:letter'] }, OFFICER, '2026-03-04T09:00')).toBe(
      'done',
    );
    expect(story.state).toMatchObject({
      status: 'answered',
      answerDue: null,
      answers: [{ text: ANSWER.text, interim: false, evidence: ['sha256:letter'] }],
      step: { holder: 'desk', period: 'propose' },
      reviewUntil: { at: '2026-04-04T00:00:00.000+08:00', provisional: false },
    });
    expect(story.notified('RewardToPropose')).toEqual([['desk']]);
  });

  it('comes after the verification, from who verified or holds the tip', () => {
    expect(tipIn('verifying').send('AnswerTip', ANSWER, OFFICER, '2026-03-04T09:00')).toBe('NotHeardInStatus');
    expect(tipIn('verified').send('AnswerTip', ANSWER, STRANGER, '2026-03-04T09:00')).toBe('NotYours');
  });

  it('waits for the hazard, and tells meanwhile how it stands', () => {
    const story = tipIn('handling');
    expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-03-04T09:00')).toBe('HazardStillOpen');
    expect(story.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'handling', answerDue: null, step: { period: 'progress' } });
    expect(story.told('closed', '2026-03-10T09:00')).toBe('done');
    expect(story.state.step).toMatchObject({ period: 'finalAnswer', holder: 'officer' });
    expect(story.notified('HazardEnded')).toEqual([['officer']]);
    expect(story.send('AnswerTip', INTERIM, OFFICER, '2026-03-10T10:00')).toBe('InterimOnlyWhileHandled');
    expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-03-10T11:00')).toBe('done');
    expect(story.state.answers.map(({ interim }) => interim)).toEqual([true, false]);
    expect(tipIn('verified').send('AnswerTip', INTERIM, OFFICER, '2026-03-10T10:00')).toBe('InterimOnlyWhileHandled');
  });
});

describe('what the hazard tells', () => {
  it.each(['closed', 'rejected', 'merged', 'transferred', 'abolished'])(
    'lets the answer follow when it is %s',
    (end) => {
      const story = tipIn('handling');
      const { step } = story.state;
      expect(story.told(end, '2026-03-10T09:00')).toBe('done');
      expect(story.state).toMatchObject({ hazards: [{ matterId: HAZARD, number: 'YH-haz-1', end }], step });
      expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-03-10T11:00')).toBe('done');
    },
  );

  it('waits for the hazard that takes another one’s place', () => {
    const story = tipIn('handling');
    const final = (at: string): string => story.send('AnswerTip', ANSWER, OFFICER, at);
    story.told('movedOn', '2026-03-10T09:00');
    expect(final('2026-03-10T10:00')).toBe('HazardStillOpen');
    story.told(null, '2026-03-11T09:00', 'haz-2');
    expect(final('2026-03-11T10:00')).toBe('HazardStillOpen');
    story.told('closed', '2026-03-12T09:00', 'haz-2');
    expect(final('2026-03-12T10:00')).toBe('done');
  });

  it('asks after it again when it is reopened before the final answer', () => {
    const story = tipIn('handling');
    story.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    story.told('closed', '2026-03-10T09:00');
    expect(story.told('closed', '2026-03-10T10:00')).toBe('done');
    expect(story.state.step?.period).toBe('finalAnswer');
    story.told(null, '2026-03-11T09:00');
    expect(story.state.step?.period).toBe('progress');
    expect(story.told(null, '2026-03-11T10:00')).toBe('done');
    expect(story.state.step?.since).toBe('2026-03-11T09:00:00.000+08:00');
  });

  it('is noted after the answer, and changes nothing', () => {
    const story = tipIn('answered', 'hazard');
    const { step } = story.state;
    expect(story.told(null, '2026-03-10T09:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'answered', step, hazards: [{ end: null }] });
    expect(story.told('嗯', '2026-03-10T10:00')).toBe('done');
    expect(story.state.hazards).toMatchObject([{ end: null }]);
  });

  it('is refused from what is no hazard of this tip', () => {
    const story: Story = tipIn('handling');
    const send = (data: object): string =>
      story.send('Hear', { from: 'haz-9', event: 'HazardEnded', data }, SYSTEM_ACTOR, '2026-03-10T09:00');
    expect(send({ tipId: 'tid-other', number: 'YH-1', end: 'closed' })).toBe('NotLinked');
    expect(send({ tipId: TIP_ID, end: 'closed' })).toBe('NotLinked');
    expect(story.send('Hear', {}, DESK, '2026-03-10T09:00')).toBe('NotYours');
    const twice = story.send('VerifyTip', { ...TRUE, finding: FINDING }, OFFICER, '2026-03-10T09:00');
    expect(twice).toBe('NotHeardInStatus');
  });
});
