import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { msOf, type Instant } from '../../../workflows/kernel/instant.ts';
import { TIP } from '../../../workflows/tip/index.ts';
import { OPEN_STATUSES, type State } from '../../../workflows/tip/state.ts';
import { Story, tipIn, unit } from '../../unit/tip/story.ts';
import type { Beginning, Model } from '../explore.ts';
import { asksOf, KNOWN_TO_MODEL } from './asks.ts';
import { tipLaws } from './laws.ts';

/** A tip from each of its stages, of what brings a hazard and what brings none, and one on 安委办 itself. */
export function tipModel(rules: AnyRules = TIP): Model<State> {
  return {
    name: 'tip',
    rules,
    known: KNOWN_TO_MODEL,
    beginnings: BEGINNINGS,
    asides: new Set(['RecordPenalty', 'HandOver', 'ReviseTerms', 'Hear']),
    asks: asksOf,
    key: tipKey,
    laws: tipLaws(rules),
    tell: (state) => (state.step === null ? state.status : `${state.status}, held by ${state.step.holder}`),
  };
}

const HOUR = 3_600_000;

/**
 * What tells two states of a tip apart. Left out are numbers, texts, seqs and the past; instants stand as whole hours
 * from now, so states merge that differ in absolute time alone. A rule looks at nothing else.
 */
function tipKey(state: State, now: Instant): string {
  const ahead = (at: Instant | null): string =>
    at === null ? '-' : Math.ceil((msOf(at) - msOf(now)) / HOUR).toString();
  const { step, reward } = state;
  return [
    state.status,
    state.about,
    state.subject,
    state.chain?.unit,
    ...(step === null
      ? []
      : [step.holder, step.place, step.period, ahead(step.due), ahead(step.wakeAt), Math.min(2, step.reminders)]),
    step === null ? '' : step.firstDue === step.due,
    ahead(state.answerDue),
    ahead(state.reviewUntil?.at ?? null),
    state.moreTime === null ? '' : `${state.moreTime.decision}${state.moreTime.by.join()}`,
    state.verification?.result,
    state.verifiers.join(),
    state.hazards.map(({ matterId, end, opened }) => `${matterId}${String(end)}${String(opened)}`).join(),
    Math.min(4, state.asks),
    state.duplicateOf,
    state.dismissal === null ? '' : `${state.dismissal.what}${state.dismissal.by.join()}`,
    state.returned?.unit,
    state.answers.map(({ interim }) => interim).join(),
    state.penalties.map(({ amount }) => amount).join(),
    reward === null ? '' : `${reward.basis}${reward.decision}${reward.by.join()}`,
    state.terms.calendar.coveredTo,
  ].join('|');
}

function beginning({ loop, entries }: Story): Beginning {
  if (loop.heardAt === null) throw new Error('nothing was opened');
  return { loop, now: loop.heardAt, entries };
}

function on(subject: string): Story {
  const story = new Story();
  story.open({ subject: unit(subject) });
  return story;
}

const BEGINNINGS: readonly Beginning[] = [
  ...OPEN_STATUSES.map((stage) => tipIn(stage)),
  tipIn('verifying', 'hazard'),
  tipIn('verifying', 'concealedAccident'),
  ...['office', 'county', 'bureau', 'town-1'].map(on),
].map(beginning);
