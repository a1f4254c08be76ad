import { describe, expect, it } from 'vitest';
import {
  ANSWER,
  CHIEF,
  DEPUTY,
  DESK,
  DIRECTOR,
  FINDING,
  HAZARD,
  HEAD,
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
    expect(story.notified('MoreTimeRequested')).toEqual([['chief', 'director']]);
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
    // Granted too late it gives time, and leaves known since when the answer is owed.
    expect(story.state.step).toMatchObject({
      holder: 'chief',
      due: '2026-06-04T00:00:00.000+08:00',
      firstDue: '2026-05-05T00:00:00.000+08:00',
    });
    const late = tipIn('verifying');
    late.send('RequestMoreTime', MORE_TIME, OFFICER, '2026-03-04T09:00');
    expect(late.send('DecideMoreTime', GRANT, DIRECTOR, '2026-06-04T00:00')).toBe('DeciderNotSuperior');
    expect(late.send('DecideMoreTime', GRANT, HEAD, '2026-06-04T00:00')).toBe('MoreTimePast');
    expect(late.send('DecideMoreTime', REFUSE, HEAD, '2026-06-04T00:00')).toBe('done');
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
    expect(again.send('DecideMoreTime', GRANT, OFFICER, '2026-03-05T09:00')).toBe('DeciderNotSuperior');
    expect(tipIn('verifying').send('DecideMoreTime', GRANT, DESK, '2026-03-05T09:00')).toBe('NotYours');
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
  it.each(['closed', 'rejected', 'transferred', 'abolished'])('lets the answer follow when it is %s', (end) => {
    const story = tipIn('handling');
    const { step } = story.state;
    expect(story.told(end, '2026-03-10T09:00')).toBe('done');
    expect(story.state).toMatchObject({ hazards: [{ matterId: HAZARD, number: 'YH-haz-1', end }], step });
    expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-03-10T11:00')).toBe('done');
  });

  it.each(['movedOn', 'merged'])(
    'says, when it is %s, that another goes on with it, not that an answer is due',
    (end) => {
      const story = tipIn('handling');
      story.told(end, '2026-03-10T09:00');
      expect(story.notified('HazardEnded')).toEqual([]);
      expect(story.notified('HazardMovedOn')).toEqual([['officer']]);
      expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-03-10T10:00')).toBe('HazardStillOpen');
      story.told(null, '2026-03-11T09:00', 'haz-2');
      story.told('closed', '2026-03-12T09:00', 'haz-2');
      expect(story.notified('HazardEnded')).toEqual([['officer']]);
      story.told('closed', '2026-03-12T10:00', 'haz-2');
      expect(story.notified('HazardEnded')).toHaveLength(1);
      expect(story.send('AnswerTip', ANSWER, OFFICER, '2026-03-12T11:00')).toBe('done');
    },
  );

  it('is not reopened by its opening heard after its end', () => {
    const story = tipIn('verifying', 'hazard');
    story.send('VerifyTip', { ...TRUE, finding: FINDING }, OFFICER, '2026-03-03T10:00');
    story.told('closed', '2026-03-10T09:00');
    story.told(null, '2026-03-10T10:00');
    expect(story.state.hazards).toMatchObject([{ end: 'closed', opened: true }]);
    story.told(null, '2026-03-10T11:00');
    expect(story.state.hazards).toMatchObject([{ end: null }]);
  });

  it('is asked after; without news the superior takes over and 安委办 hears of it', () => {
    const story = tipIn('handling');
    story.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    const types = (days: number): readonly string[] =>
      Array.from({ length: days }, () => story.sleepUntil(story.state.step?.wakeAt ?? '')).flat();
    expect(types(3)).toEqual(['ProgressAsked', 'ProgressAsked', 'HandedOver']);
    expect(story.holder).toBe('chief');
    expect(story.notified('TipProgressHandedUp')).toEqual([['officer', 'chief', 'desk', 'director']]);
    expect(types(6).filter((type) => type === 'HandedOver')).toHaveLength(2);
    expect(story.holder).toBe('deputy');
    expect(types(3)).toEqual(['ProgressAsked', 'ProgressAsked', 'ProgressAsked']);
    expect(story.notified('TipProgressAsked').at(-1)).toEqual(['deputy', 'desk', 'director', 'inspect']);
    story.told(null, story.loop.heardAt ?? '', 'haz-2');
    expect([story.state.asks, ...types(1), story.state.asks]).toEqual([0, 'ProgressAsked', 1]);
    story.send('AnswerTip', INTERIM, DEPUTY, story.loop.heardAt ?? '');
    expect(story.state.asks).toBe(0);
  });

  it('is waited for no longer, with the reason and by 安委办主任 or a leader, once no hazard runs', () => {
    const without = { ...ANSWER, withoutHazard: sealed('d') };
    const story = tipIn('verifying', 'hazard');
    story.send('VerifyTip', { ...TRUE, finding: FINDING }, OFFICER, '2026-03-03T10:00');
    expect(story.send('AnswerTip', ANSWER, DIRECTOR, '2026-03-04T09:00')).toBe('HazardStillOpen');
    expect(story.send('AnswerTip', without, OFFICER, '2026-03-04T09:00')).toBe('OnlyDirectorWithoutHazard');
    expect(story.send('AnswerTip', { ...without, interim: true }, DIRECTOR, '2026-03-04T09:00')).toBe(
      'WithoutHazardNeedless',
    );
    story.told(null, '2026-03-04T10:00');
    expect(story.send('AnswerTip', without, DIRECTOR, '2026-03-04T11:00')).toBe('HazardStillOpen');
    story.told('movedOn', '2026-03-05T09:00');
    expect(story.send('AnswerTip', without, DIRECTOR, '2026-03-05T10:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'answered', answers: [{ withoutHazard: sealed('d') }] });
    expect(tipIn('verified').send('AnswerTip', without, DIRECTOR, '2026-03-05T10:00')).toBe('WithoutHazardNeedless');
    const led = tipIn('verifying', 'hazard');
    led.send('VerifyTip', { ...TRUE, finding: FINDING }, OFFICER, '2026-03-03T10:00');
    expect(led.send('AnswerTip', without, DEPUTY, '2026-03-05T10:00')).toBe('done');
  });

  it('does not wash away that the answer was missed', () => {
    const late = '2026-05-05T00:00:00.000+08:00';
    const story = tipIn('handling');
    story.sleepUntil(late);
    story.send('AnswerTip', INTERIM, OFFICER, '2026-05-06T09:00');
    expect(story.state.step).toMatchObject({ period: 'progress', holder: 'chief', firstDue: late });
    story.sleepUntil('2026-06-20T09:00');
    story.told('closed', '2026-06-21T09:00');
    expect(story.state.step).toMatchObject({ period: 'finalAnswer', firstDue: late });
    const onTime = tipIn('handling');
    onTime.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    onTime.sleepUntil('2026-06-20T09:00');
    expect(onTime.state.step?.firstDue).toBe(onTime.state.step?.due);
    const justMissed = tipIn('handling');
    justMissed.send('AnswerTip', INTERIM, OFFICER, late);
    expect(justMissed.state.step?.firstDue).toBe(late);
  });

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
