import { describe, expect, it } from 'vitest';
import { toldOf } from '../../../api/tips/told.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { State } from '../../../workflows/tip/state.ts';

const [GIVEN, DUE, ANSWERED] = [instantOf(0), instantOf(1_000), instantOf(2_000)];
const answer = (interim: boolean) => ({ text: 'sealed:a', evidence: ['sha256:x'], interim, at: ANSWERED });
const reward = (decision: string, basis = 'penalty') => ({
  amount: 7_500,
  basis,
  decision,
  by: ['per-1'],
  reason: null,
});

function told(state: object | null, declinedFor: string | null = null) {
  const known = {
    openedAt: GIVEN,
    endedAt: null,
    declined: null,
    answers: [],
    answerDue: null,
    step: null,
    reward: null,
  };
  const full = state === null ? null : ({ ...known, ...state } as unknown as State);
  return toldOf({
    matterId: 'tip-1' as MatterId,
    number: 'JB-2026-000001',
    acceptedAt: GIVEN,
    declinedFor,
    state: full,
  });
}

describe('what is told for a code', () => {
  it('is that it was received while nothing is decided', () => {
    expect(told(null)).toMatchObject({
      status: 'received',
      statusLabel: '待受理',
      dueAt: null,
      answer: null,
      reward: null,
    });
  });

  it('is by when they hear: of the acceptance, of the answer, of nothing more', () => {
    expect(told({ status: 'received', step: { due: DUE }, answerDue: ANSWERED }).dueAt).toBe(DUE);
    expect(told({ status: 'verifying', step: { due: DUE }, answerDue: ANSWERED }).dueAt).toBe(ANSWERED);
    expect(told({ status: 'handling', answerDue: DUE, answers: [answer(true)] }).dueAt).toBe(DUE);
    expect(told({ status: 'duplicate', step: { due: DUE } }).dueAt).toBe(DUE);
    expect(told({ status: 'duplicate', step: { due: DUE }, answerDue: ANSWERED }).dueAt).toBe(DUE);
    expect(told({ status: 'handling', step: { due: DUE }, answers: [answer(true)] }).dueAt).toBe(DUE);
    for (const status of ['answered', 'rewarding', 'closed', 'rejected'])
      expect(told({ status, step: { due: DUE } }).dueAt, status).toBeNull();
    expect(told({ status: 'answered', answerDue: DUE, answers: [answer(true), answer(false)] }).dueAt).toBeNull();
  });

  it('is the last answer, or why it was declined, without its evidence', () => {
    const last = { status: 'answered', answers: [answer(true), { ...answer(false), text: 'sealed:b' }] };
    expect(told(last).answer).toEqual({ text: 'sealed:b', at: ANSWERED, interim: false });
    const declined = { status: 'rejected', declined: { ground: 'noFacts', reason: 'sealed:c' }, endedAt: DUE };
    expect(told(declined).answer).toEqual({ text: 'sealed:c', at: DUE, interim: false });
  });

  it('is the reward once it was granted, why once it was declined, and nothing of one that is not proposed', () => {
    const [pending, granted] = [{ status: 'pending' }, { status: 'granted', amount: 7_500, reason: null }];
    expect(told({ status: 'answered' }).reward).toBeNull();
    for (const basis of ['penalty', 'none'])
      expect(told({ status: 'rewarding', reward: reward('pending', basis) }).reward).toEqual({
        ...pending,
        amount: null,
        reason: null,
      });
    expect(told({ status: 'closed', reward: reward('granted') }).reward).toEqual(granted);
    const declined = { status: 'declined', amount: null, reason: 'sealed:d' };
    expect(told({ status: 'closed', reward: reward('declined') }, 'sealed:d').reward).toEqual(declined);
    expect(told({ status: 'closed', reward: reward('declined', 'none') }, 'sealed:d').reward).toEqual(declined);
  });

  it('is of a proposal of none that was agreed to that it is declined, for the reason it was proposed with', () => {
    const none = { ...reward('granted', 'none'), reason: 'sealed:e' };
    const declined = { status: 'declined', amount: null, reason: 'sealed:e' };
    expect(told({ status: 'closed', reward: none }).reward).toEqual(declined);
    const own = { ...reward('declined'), reason: 'sealed:e' };
    expect(told({ status: 'closed', reward: own }).reward).toEqual({ ...declined, reason: null });
  });

  it('is nothing else', () => {
    expect(Object.keys(told({ status: 'closed', subject: 'u-1', chain: {}, hazards: [] })).toSorted()).toEqual([
      'acceptedAt',
      'answer',
      'dueAt',
      'number',
      'reward',
      'status',
      'statusLabel',
    ]);
  });
});
