import { dayOf, later } from '../../kernel/instant.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { rewardOf } from '../reward.ts';
import { isRewardDue, type Step } from '../state.ts';
import { stepFrom, stepUntil } from '../step.ts';
import { decided, firstHolder, overlap, peopleOf, type Decide, type Open } from './parts.ts';

/** A fine that was imposed because of the tip; several add up. */
export const recordPenalty: Decide<'RecordPenalty'> = (state, { body, at }) => {
  const { amount, document, decidedOn } = body;
  const no = denied({
    ...noReward(state),
    PenaltyTwice: state.penalties.some((penalty) => penalty.document === document),
    DayInFuture: decidedOn > dayOf(at),
  });
  return no ?? decided(happened('PenaltyRecorded', { amount, document, decidedOn }));
};

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

/** Another named person decides, who did not verify either. What is not agreed to has its reason. */
export const decideReward: Decide<'DecideReward'> = (state, command) => {
  const { body, at } = command;
  const { reward, verifiers, terms } = state;
  const reason = body.reason ?? null;
  const people = peopleOf(command);
  const isApproved = body.decision === 'approve';
  const no = denied({
    DeciderIsProposer: overlap(people, reward?.by ?? []),
    DeciderIsVerifier: overlap(people, verifiers),
    ReasonMissing: !isApproved && reason === null,
  });
  if (no !== null) return no;
  const isNone = reward?.basis === 'none';
  const holder = firstHolder(state, { status: 'answered' });
  if (isNone && !isApproved && reason !== null)
    return decided(happened('RewardReturned', { reason, step: stepFrom(terms, 'propose', holder, at) }));
  const step = untilReview(state, at);
  if (isNone || !isApproved) return decided(happened('RewardDeclined', { reason, step }));
  return decided(happened('RewardGranted', { amount: reward?.amount ?? 0, reason, step }));
};

function noReward(state: Open): { readonly RewardDecided: boolean; readonly NoRewardDue: boolean } {
  const isDecided = state.reward !== null && state.reward.decision !== 'pending';
  return { RewardDecided: isDecided, NoRewardDue: !isDecided && !isRewardDue(state) };
}

/** What is left of the time to object; when that is over already, the tip is closed at once. */
function untilReview(state: Open, at: Step['since']): Step {
  const holder = firstHolder(state, { status: 'answered' });
  return stepUntil('review', holder, at, later(state.reviewUntil ?? at, at));
}
