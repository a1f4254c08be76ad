import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { rewardOf } from '../../../workflows/tip/reward.ts';
import type { About, AccidentGrade, Penalty } from '../../../workflows/tip/state.ts';
import { numberIn } from '../../../workflows/tip/terms.ts';
import {
  ANSWER,
  CHIEF,
  DEPUTY,
  DESK,
  DESK_2,
  DIRECTOR,
  HEAD,
  KNOWN,
  OFFICER,
  PENALTY,
  person,
  sealed,
  Story,
  termsOf,
  TRUE,
  tipIn,
  verified,
} from './story.ts';

const APPROVE = { decision: 'grant' };
const RETURN = { decision: 'returned', reason: sealed('a') };
const DECLINE = { decision: 'decline', reason: sealed('a') };
const NONE = { reward: 'none', reason: sealed('b') };
const GRANT = { reward: 'grant' };

function reckoned(about: About, amounts: readonly number[], concealed: object | null = null): unknown {
  const penalties = amounts.map((amount, i): Penalty => ({ ...PENALTY, amount, document: i.toString() }));
  const verification = { concealed } as never;
  return rewardOf({ terms: termsOf(), about, penalties, verification });
}

describe('the reward as the policy reckons it', () => {
  it.each([
    [50_000, 7_500],
    [19_999, 3_000],
    [20_000, 3_000],
    [20_001, 3_001],
    // 15 % of 20 007 yuan are 3 001.05 yuan: a part of a yuan counts as a whole one.
    [20_007, 3_002],
    [2_000_000, 300_000],
    [1_999_999, 300_000],
    [1_999_990, 299_999],
    [1_000_000_000, 300_000],
  ])('is of a fine of %d yuan %d yuan', (fine, amount) => {
    expect(reckoned('violation', [fine])).toEqual({ amount, basis: 'penalty' });
    expect(reckoned('hazard', [fine])).toEqual({ amount, basis: 'penalty' });
  });

  it('is of several fines that of their sum', () => {
    expect(reckoned('violation', [10_000, 40_000])).toEqual({ amount: 7_500, basis: 'penalty' });
  });

  it.each<[AccidentGrade, number, number]>([
    ['general', 1, 30_000],
    ['larger', 3, 120_000],
    ['major', 6, 300_000],
    ['major', 7, 300_000],
    ['extraordinary', 5, 300_000],
    ['extraordinary', 1, 60_000],
  ])('is of a concealed %s accident with %d concealed deaths %d yuan, whatever the fine', (grade, deaths, amount) => {
    expect(reckoned('concealedAccident', [5_000_000], { deaths, grade })).toEqual({ amount, basis: 'concealed' });
  });

  it('is the county’s own sum for a hazard without a fine, and nothing for the rest', () => {
    expect(reckoned('hazard', [])).toEqual({ amount: 500, basis: 'default' });
    expect(reckoned('violation', [])).toBeNull();
    expect(reckoned('concealedAccident', [], { deaths: 0, grade: 'general' })).toBeNull();
    const fined = reckoned('concealedAccident', [50_000], { deaths: 0, grade: 'general' });
    expect(fined).toEqual({ amount: 7_500, basis: 'penalty' });
  });

  it('is never reckoned with a figure that the policy has not', () => {
    expect(() => numberIn({ numbers: {} }, 'rewardMin')).toThrow('rewardMin');
  });
});

describe('a fine', () => {
  it('is recorded once, at any time from the verification to the decision', () => {
    for (const stage of ['verified', 'handling', 'answered'] as const) {
      const story = tipIn(stage);
      expect(story.send('RecordPenalty', PENALTY, DESK, '2026-03-04T09:00')).toBe('done');
      expect(story.state.penalties).toEqual([PENALTY]);
      expect(story.send('RecordPenalty', PENALTY, OFFICER, '2026-03-04T10:00')).toBe('PenaltyTwice');
      expect(story.send('RecordPenalty', { ...PENALTY, document: '2' }, OFFICER, '2026-03-04T10:00')).toBe('done');
    }
  });

  it('is one and the same however its brackets and blanks are typed', () => {
    const story = tipIn('rewarding');
    const again = { ...PENALTY, document: '罚 [2026] 1号' };
    expect(story.send('RecordPenalty', again, DESK, '2026-03-04T09:00')).toBe('PenaltyTwice');
  });

  it('that was entered wrongly is corrected by another record, with the reason, and kept in the history', () => {
    const story = tipIn('answered');
    story.send('RecordPenalty', PENALTY, DESK, '2026-03-04T09:00');
    const right = { ...PENALTY, amount: 30_000, supersedes: PENALTY.document };
    expect(story.send('RecordPenalty', right, DESK, '2026-03-04T10:00')).toBe('ReasonMissing');
    const because = { ...right, reason: sealed('c') };
    expect(story.send('RecordPenalty', { ...because, supersedes: '9' }, DESK, '2026-03-04T10:00')).toBe(
      'PenaltyUnknown',
    );
    expect(story.send('RecordPenalty', because, DESK, '2026-03-04T10:00')).toBe('done');
    expect(story.state.penalties).toEqual([{ ...PENALTY, amount: 30_000 }]);
    const recorded = story.events.filter(({ type }) => type === 'PenaltyRecorded');
    expect(recorded.map(({ data }) => data)).toMatchObject([
      { amount: 50_000, supersedes: null },
      { amount: 30_000, supersedes: PENALTY.document, reason: sealed('c') },
    ]);
    story.send('RecordPenalty', { ...PENALTY, document: '2' }, DESK, '2026-03-04T11:00');
    const onto = { ...PENALTY, document: '2', supersedes: PENALTY.document, reason: sealed('c') };
    expect(story.send('RecordPenalty', onto, DESK, '2026-03-04T12:00')).toBe('PenaltyTwice');
  });

  it('that is decided while the reward waits has it reckoned anew, and who records it has proposed it too', () => {
    const story = tipIn('answered', 'hazard');
    story.send('ProposeReward', GRANT, DESK, '2026-03-04T09:00');
    expect(story.state.reward).toMatchObject({ amount: 500, basis: 'default' });
    expect(story.send('RecordPenalty', PENALTY, DIRECTOR, '2026-03-04T10:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'rewarding', reward: { amount: 7_500, basis: 'penalty' } });
    expect(story.send('DecideReward', APPROVE, DIRECTOR, '2026-03-04T11:00')).toBe('DeciderIsProposer');
    expect(story.send('DecideReward', APPROVE, HEAD, '2026-03-04T11:00')).toBe('done');
    expect(story.state.reward).toMatchObject({ amount: 7_500, decision: 'granted' });
  });

  it('makes no grant of a proposal of none', () => {
    const story = tipIn('answered');
    story.send('ProposeReward', NONE, DESK, '2026-03-04T09:00');
    story.send('RecordPenalty', PENALTY, DIRECTOR, '2026-03-04T10:00');
    expect(story.state.reward).toMatchObject({ amount: 0, basis: 'none' });
    expect(story.send('DecideReward', APPROVE, HEAD, '2026-03-04T11:00')).toBe('NoneProposed');
  });

  it('is refused where it earns nobody anything, or lies ahead', () => {
    const story = tipIn('verifying');
    story.send('VerifyTip', { ...TRUE, result: 'false' }, OFFICER, '2026-03-03T10:00');
    expect(story.send('RecordPenalty', PENALTY, OFFICER, '2026-03-04T09:00')).toBe('NoRewardDue');
    const body = { ...PENALTY, decidedOn: '2026-03-05' };
    expect(tipIn('verified').send('RecordPenalty', body, OFFICER, '2026-03-04T09:00')).toBe('DayInFuture');
  });
});

describe('a reward', () => {
  it('is proposed as the policy reckons it, and decided by another named person', () => {
    const story = tipIn('rewarding');
    expect(story.state).toMatchObject({ status: 'rewarding', reward: { amount: 7_500, basis: 'penalty' } });
    expect(story.notified('RewardToDecide')).toEqual([['director']]);
    expect(story.send('DecideReward', APPROVE, DIRECTOR, '2026-03-04T09:00')).toBe('done');
    expect(story.state).toMatchObject({
      status: 'answered',
      reward: { amount: 7_500, decision: 'granted', decidedAt: '2026-03-04T09:00:00.000+08:00' },
      step: { period: 'review', due: '2026-04-03T00:00:00.000+08:00' },
    });
    expect(story.notified('RewardGranted')).toEqual([['desk']]);
    expect(story.effects).toContainEqual(expect.objectContaining({ type: 'RecordDuty', duty: 'RewardGranted' }));
    expect(story.sleepUntil('2026-04-03T00:00')).toEqual(['TipClosed']);
  });

  it('is given once: after the decision nothing is proposed or recorded any more', () => {
    const story = tipIn('rewarding');
    story.send('DecideReward', APPROVE, HEAD, '2026-03-04T09:00');
    expect(story.send('ProposeReward', GRANT, DESK, '2026-03-04T10:00')).toBe('RewardDecided');
    const other = { ...PENALTY, document: '2' };
    expect(story.send('RecordPenalty', other, DESK, '2026-03-04T10:00')).toBe('RewardDecided');
    expect(story.send('DecideReward', APPROVE, HEAD, '2026-03-04T10:00')).toBe('NotHeardInStatus');
  });

  it('closes the tip at once when the time to object is over', () => {
    const story = tipIn('rewarding');
    expect(story.send('DecideReward', APPROVE, HEAD, '2026-05-04T09:00')).toBe('done');
    expect(story.types.slice(-2)).toEqual(['RewardGranted', 'TipClosed']);
    expect(story.state).toMatchObject({ status: 'closed', endedAt: '2026-05-04T09:00:00.000+08:00' });
  });

  it('goes to an unknown tipster as well: the code is enough', () => {
    const story = new Story();
    story.open({ about: 'hazard', named: false });
    story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T09:00');
    story.send('VerifyTip', verified('hazard'), OFFICER, '2026-03-03T10:00');
    story.told('closed', '2026-03-03T11:00');
    story.send('AnswerTip', ANSWER, OFFICER, '2026-03-03T12:00');
    expect(story.send('ProposeReward', GRANT, DESK, '2026-03-03T13:00')).toBe('done');
    expect(story.state.reward).toMatchObject({ amount: 500, basis: 'default' });
  });

  it('is declined with a reason, and that is the end of it', () => {
    const story = tipIn('rewarding');
    expect(story.send('DecideReward', { decision: 'decline' }, HEAD, '2026-03-04T09:00')).toBe('ReasonMissing');
    expect(story.send('DecideReward', DECLINE, HEAD, '2026-03-04T09:00')).toBe('done');
    expect(story.state).toMatchObject({
      status: 'answered',
      reward: { decision: 'declined' },
      step: { period: 'review' },
    });
    expect(story.notified('RewardDeclined')).toEqual([['desk']]);
  });

  it('is returned to be proposed anew, for instance when the fine is not decided yet', () => {
    const story = tipIn('answered', 'hazard');
    story.send('ProposeReward', GRANT, DESK, '2026-03-04T09:00');
    expect(story.send('DecideReward', { decision: 'returned' }, HEAD, '2026-03-04T10:00')).toBe('ReasonMissing');
    expect(story.send('DecideReward', RETURN, HEAD, '2026-03-04T10:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'answered', reward: null, step: { period: 'propose' } });
    story.send('RecordPenalty', PENALTY, DESK, '2026-03-05T09:00');
    story.send('ProposeReward', GRANT, DESK, '2026-03-05T10:00');
    expect(story.send('DecideReward', APPROVE, HEAD, '2026-03-05T11:00')).toBe('done');
    expect(story.state.reward).toMatchObject({ amount: 7_500, decision: 'granted' });
  });

  it('leaves what was guessed of the time to object a guess', () => {
    const terms = termsOf();
    const short = { ...terms, calendar: { ...terms.calendar, coveredTo: '2026-03-31' as never } };
    const story = tipIn('rewarding', 'violation', short);
    expect(story.state.reviewUntil).toMatchObject({ provisional: true });
    story.send('DecideReward', APPROVE, HEAD, '2026-03-04T09:00');
    expect(story.state.step).toMatchObject({ period: 'review', provisional: true });
  });

  it('may be proposed as none, with a reason; not agreed to, it is proposed anew', () => {
    const story = tipIn('answered');
    expect(story.send('ProposeReward', { reward: 'none' }, DESK, '2026-03-04T09:00')).toBe('ReasonMissing');
    expect(story.send('ProposeReward', NONE, DESK, '2026-03-04T09:00')).toBe('done');
    expect(story.send('DecideReward', RETURN, HEAD, '2026-03-04T10:00')).toBe('done');
    expect(story.state).toMatchObject({
      status: 'answered',
      reward: null,
      step: { period: 'propose', holder: 'desk' },
    });
    expect(story.notified('RewardReturned')).toEqual([['desk']]);
    story.send('ProposeReward', NONE, DESK, '2026-03-04T11:00');
    expect(story.send('DecideReward', { decision: 'decline' }, HEAD, '2026-03-04T12:00')).toBe('done');
    expect(story.state.reward).toMatchObject({ decision: 'declined', basis: 'none', amount: 0 });
  });

  it('of a violation needs a fine', () => {
    expect(tipIn('answered').send('ProposeReward', GRANT, DESK, '2026-03-04T09:00')).toBe('PenaltyMissing');
  });

  it.each<[string, Actor]>([
    ['DeciderIsProposer', { ...DIRECTOR, person: DESK.person }],
    ['DeciderIsProposer', { ...DEPUTY, onBehalfOf: DESK.person }],
    ['DeciderIsVerifier', { ...DIRECTOR, person: OFFICER.person }],
    ['DeciderIsVerifier', { ...HEAD, person: person('officer-2') }],
    ['NotYours', DESK_2],
    ['NotYours', CHIEF],
  ])('is refused with %s, %#', (code, by) => {
    const story = tipIn('rewarding');
    expect(story.send('DecideReward', APPROVE, by, '2026-03-04T09:00')).toBe(code);
    expect(story.state.reward?.decision).toBe('pending');
  });

  it('is not decided by a deputy of who proposed it', () => {
    const people = {
      ...KNOWN.people,
      [DEPUTY.person]: { unit: DEPUTY.unit, certified: false, role: 'leader', standsInFor: [DESK.person] },
    };
    const story = tipIn('rewarding');
    const known = { ...KNOWN, people } as typeof KNOWN;
    expect(story.send('DecideReward', APPROVE, DEPUTY, '2026-03-04T09:00', { known })).toBe('DeciderIsProposer');
  });
});
