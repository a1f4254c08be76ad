import { dayOf } from '../../kernel/instant.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { rewardOf } from '../reward.ts';
import { isRewardDue, type Step } from '../state.ts';
import { stepFrom, stepUntil } from '../step.ts';
import { decided, firstHolder, overlap, peopleOf, type Decide, type Open } from './parts.ts';

/**
 * A fine that was imposed because of the tip; those by different documents add up. One that was entered wrongly is
 * corrected by another record, with the reason. A grant that waits for its decision is reckoned anew.
 */
export const recordPenalty: Decide<'RecordPenalty'> = (state, command) => {
  const { amount, document, decidedOn, supersedes, reason = null } = command.body;
  const old = supersedes === undefined ? null : state.penalties.find((it) => isSame(it.document, supersedes));
  const others = state.penalties.filter((penalty) => penalty !== old);
  const no = denied({
    ...noReward(state),
    PenaltyUnknown: old === undefined,
    ReasonMissing: supersedes !== undefined && reason === null,
    PenaltyTwice: others.some((penalty) => isSame(penalty.document, document)),
    DayInFuture: decidedOn > dayOf(command.at),
  });
  if (no !== null) return no;
  const penalty = { amount, document, decidedOn };
  const isWaiting = state.status === 'rewarding' && state.reward?.basis !== 'none';
  const reward = isWaiting ? rewardOf({ ...state, penalties: [...others, penalty] }) : null;
  const said = { ...penalty, supersedes: old?.document ?? null, reason, reward, by: peopleOf(command) };
  return decided(happened('PenaltyRecorded', said));
};

/** One document, however its brackets and blanks were typed. */
function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(document: string): string {
  return document
    .replace(/\s/g, '')
    .replace(/[〔（([【]/g, '[')
    .replace(/[〕）)\]】]/g, ']');
}

/** The software reckons, a person proposes: the reward by the policy, or none, with the reason. */
export const proposeReward: Decide<'ProposeReward'> = (state, command) => {
  const { reward, reason = null } = command.body;
  const reckoned = reward === 'grant' ? rewardOf(state) : ({ amount: 0, basis: 'none' } as const);
  const no = denied({
    ...noReward(state),
    PenaltyMissing: reckoned === null,
    ReasonMissing: reward === 'none' && reason === null,
  });
  if (no !== null || reckoned === null) return no ?? decided();
  const holder = firstHolder(state, { status: 'rewarding' });
  const step = stepFrom(state.terms, 'decide', holder, command.at);
  return decided(happened('RewardProposed', { ...reckoned, reason, by: peopleOf(command), step }));
};

/**
 * Another named person decides, who did not verify either: granted, declined for good, or returned to be proposed anew.
 * What is not granted has its reason, of a proposal of none the one that it was proposed with.
 */
export const decideReward: Decide<'DecideReward'> = (state, command) => {
  const { body, at } = command;
  const { reward, verifiers, terms } = state;
  const { decision } = body;
  const isNone = reward?.basis === 'none';
  const reason = body.reason ?? (isNone && decision === 'decline' ? reward.reason : null);
  const people = peopleOf(command);
  const no = denied({
    DeciderIsProposer: overlap(people, reward?.by ?? []),
    DeciderIsVerifier: overlap(people, verifiers),
    NoneProposed: isNone && decision === 'grant',
    ReasonMissing: decision !== 'grant' && reason === null,
  });
  if (no !== null) return no;
  const holder = firstHolder(state, { status: 'answered' });
  if (decision === 'returned' && reason !== null)
    return decided(happened('RewardReturned', { reason, step: stepFrom(terms, 'propose', holder, at) }));
  const step = untilReview(state, at);
  if (decision === 'decline') return decided(happened('RewardDeclined', { reason, step }));
  return decided(happened('RewardGranted', { amount: reward?.amount ?? 0, reason, step }));
};

function noReward(state: Open): { readonly RewardDecided: boolean; readonly NoRewardDue: boolean } {
  const isDecided = state.reward !== null && state.reward.decision !== 'pending';
  return { RewardDecided: isDecided, NoRewardDue: !isDecided && !isRewardDue(state) };
}

/** What is left of the time to object; when that is over already, the tip is closed at once. */
function untilReview(state: Open, at: Step['since']): Step {
  const holder = firstHolder(state, { status: 'answered' });
  const { reviewUntil } = state;
  const isOver = reviewUntil === null || reviewUntil.at <= at;
  return stepUntil('review', holder, at, isOver ? { at, provisional: false } : reviewUntil);
}
