import type { Actor } from '../../../workflows/kernel/command.ts';
import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { hear } from '../../../workflows/kernel/hear.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { REFUSALS } from '../../../workflows/tip/refusal.ts';
import { rewardOf } from '../../../workflows/tip/reward.ts';
import { isEnded, isTrue, type State } from '../../../workflows/tip/state.ts';
import * as people from '../../unit/tip/story.ts';
import type { Law } from '../law.ts';
import { sharedLaws } from '../shared-laws.ts';

type TipLaw = Law<State>;

/** Whose posts these are, of every unit that the model's tips are about. */
const POSTS_OF: Readonly<Record<string, readonly string[]>> = {
  office: ['desk', 'desk-2', 'director'],
  county: ['deputy', 'head'],
  bureau: ['officer', 'chief'],
  'town-1': ['town'],
  'ent-1': ['owner'],
};

const held = (rules: AnyRules): TipLaw => ({
  name: 'an open tip has one holder, never of the subject, and a next wake ahead',
  broken: ({ after, now }) => {
    if (isEnded(after)) return after.step === null ? null : 'it is over, and a step runs';
    if (after.step === null || after.step.holder.length === 0) return `nobody holds it while ${after.status}`;
    if (POSTS_OF[after.subject ?? '']?.includes(after.step.holder) === true) return 'the subject holds it';
    const wake = rules.nextWake(after);
    return wake !== null && wake > now ? null : `it is ${now}, and its next wake is ${String(wake)}`;
  },
});

/** What only a named person may bring about. */
const DECISIONS: ReadonlySet<string> = new Set([
  'TipAccepted',
  'TipDeclined',
  'DismissalProposed',
  'DismissalRefused',
  'TipReturned',
  'TipVerified',
  'MoreTimeRequested',
  'MoreTimeGranted',
  'MoreTimeRefused',
  'DuplicateMarked',
  'InterimAnswered',
  'TipAnswered',
  'PenaltyRecorded',
  'RewardProposed',
  'RewardGranted',
  'RewardDeclined',
  'RewardReturned',
  'TermsRevised',
]);

const silenceDecidesNothing: TipLaw = {
  name: 'silence accepts, verifies, answers and pays nothing: it only closes what was answered',
  broken: ({ before, after, entries, move }) => {
    for (const { command, events } of entries)
      for (const { type, actor } of events)
        if (DECISIONS.has(type) && (command === 'Wake' || actor.role === 'system')) return `${type} by ${command}`;
    const moved = move.what !== 'say' && before.status !== after.status;
    return moved && !(['answered', 'settled'].includes(before.status) && ['closed', 'dismissed'].includes(after.status))
      ? `${before.status} became ${after.status} by time`
      : null;
  },
};

const subjectStaysOut: TipLaw = {
  name: 'nobody of the subject does anything',
  broken: ({ before, entries }) => {
    const acts = entries.flatMap((entry) => entry.events).map(({ actor }): Actor => actor);
    return acts.some(({ unit }) => unit === before.subject) ? 'the subject acted' : null;
  },
};

const rewardedOnce: TipLaw = {
  name: 'a reward is decided once, by another than who proposed or verified, for what was borne out and answered',
  broken: ({ before, after, entries }) => {
    const decided = entries
      .flatMap((entry) => entry.events)
      .filter(({ type }) => type === 'RewardGranted' || type === 'RewardDeclined');
    if (before.reward !== null && before.reward.decision !== 'pending' && before.reward !== after.reward)
      return 'a decided reward changed';
    const [event, second] = decided;
    if (event === undefined) return null;
    if (second !== undefined) return 'it was decided twice';
    const { person } = event.actor;
    if (before.reward?.by.includes(person) === true) return `${person} proposed and decides`;
    if (before.verifiers.includes(person)) return `${person} verified and decides`;
    if (event.type === 'RewardDeclined') return null;
    if (!isTrue(after.verification?.result) || after.duplicateOf !== null) return 'nothing was earned';
    if (!after.answers.some(({ interim }) => !interim)) return 'nobody was answered';
    return after.reward?.amount === rewardOf(before)?.amount ? null : 'it is not what the policy reckons';
  },
};

const closedComplete: TipLaw = {
  name: 'a tip ends answered or declined, for good, and never with a reward owed',
  broken: ({ before, after }) => {
    if (isEnded(before)) return 'something happened after its end';
    if (!isEnded(after)) return null;
    if (after.declined !== null || after.status === 'rejected')
      return after.declined === null ? 'nobody was told why' : null;
    if (!after.answers.some(({ interim }) => !interim)) return 'it was closed without an answer';
    const owed = isTrue(after.verification?.result) && after.duplicateOf === null && after.reward === null;
    return owed || after.reward?.decision === 'pending' ? 'a reward is still owed' : null;
  },
};

const hazardOnce: TipLaw = {
  name: 'a hazard is opened once, for what is true',
  broken: ({ before, entries }) => {
    const opened = entries.flatMap((entry) => entry.effects).filter(({ type }) => type === 'Open');
    if (opened.length === 0) return null;
    return opened.length === 1 && before.verification === null ? null : 'a second hazard is opened';
  },
};

const extendedOnce: TipLaw = {
  name: 'the time to answer is extended once, and by nobody who asked for it',
  broken: ({ before, entries }) => {
    const granted = entries.flatMap((entry) => entry.events).find(({ type }) => type === 'MoreTimeGranted');
    if (granted === undefined) return null;
    if (before.moreTime?.decision !== 'pending') return 'nothing was asked';
    return before.moreTime.by.includes(granted.actor.person) ? 'who asked decides' : null;
  },
};

/** What somebody may say next on the way to the final answer. */
const TOWARDS_ANSWER: readonly (readonly [string, object])[] = [
  ['DecideDismissal', { decision: 'decline', reason: 'sealed:1' }],
  ['AcceptTip', { unit: 'bureau' }],
  ['AcceptTip', { unit: 'office' }],
  ['AcceptTip', { unit: 'county' }],
  ['AcceptTip', { unit: 'town-1' }],
  ['VerifyTip', { ...people.TRUE, result: 'false', officers: ['expert', 'expert-2'] }],
  ['AnswerTip', people.ANSWER],
  ['AnswerTip', { ...people.ANSWER, withoutHazard: 'sealed:1' }],
];
const WHOEVER = [people.OFFICER, people.DESK, people.DIRECTOR, people.DEPUTY, people.HEAD, people.PARTY];

/** Whether some named person brings it closer to the final answer, and so on until it is given. */
function isAnswerable(rules: AnyRules, state: State, now: Instant): boolean {
  if (isEnded(state) || state.answers.some(({ interim }) => !interim)) return true;
  // A hazard that runs will tell: its end is not the tip's to bring about.
  if (state.status === 'handling' && state.hazards.some(({ end }) => end === null)) return true;
  const own = [...WHOEVER, { ...people.OFFICER, unit: state.chain?.unit ?? people.OFFICER.unit }];
  for (const [type, body] of TOWARDS_ANSWER)
    for (const actor of own) {
      const command = { commandId: 'c', type, at: now, actor, body, known: people.KNOWN };
      const { loop, outcome } = hear(rules, { state, seq: 1, seenSince: 1, heardAt: now }, command, now);
      if (outcome.outcome === 'done') return isAnswerable(rules, loop.state as State, now);
    }
  return false;
}

const answerable = (rules: AnyRules): TipLaw => ({
  name: 'a final answer stays within reach in every open state',
  broken: ({ after, now }) => (isAnswerable(rules, after, now) ? null : `nobody can answer it while ${after.status}`),
});

/** Every law that a tip keeps under these rules, whatever happens. */
export function tipLaws(rules: AnyRules): readonly TipLaw[] {
  return [
    ...sharedLaws<State>(rules, Object.keys(REFUSALS)),
    held(rules),
    answerable(rules),
    silenceDecidesNothing,
    subjectStaysOut,
    rewardedOnce,
    closedComplete,
    hazardOnce,
    extendedOnce,
  ];
}
