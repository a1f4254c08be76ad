import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { msOf, type Instant } from '../../../workflows/kernel/instant.ts';
import { ACCOUNTABILITY } from '../../../workflows/accountability/index.ts';
import { isEnded, type Involved, type State } from '../../../workflows/accountability/state.ts';
import { caseIn, person, post, Story } from '../../unit/accountability/story.ts';
import type { Beginning, Model } from '../explore.ts';
import { asksOf } from './asks.ts';
import { caseLaws } from './laws.ts';

const STAGES = ['drafting', 'hearing', 'deciding', 'referred', 'handling'] as const;

/** A case from each of its stages, and with those recused who would keep or decide it. */
export function caseModel(rules: AnyRules = ACCOUNTABILITY): Model<State> {
  return {
    name: 'accountability case',
    rules,
    beginnings: BEGINNINGS,
    asides: new Set(['AddEvidence', 'HandOver', 'ReviseTerms', 'Hear']),
    asks: asksOf,
    key: caseKey,
    laws: caseLaws(rules),
    tell: (state) => (isEnded(state) ? state.status : `${state.status}, held by ${state.step.holder}`),
  };
}

const HOUR = 3_600_000;
/** More evidence, or more tidings of the hazard, make no difference to any rule. */
const NOTES_MAX = 1;

/**
 * What tells two states of a case apart. Left out are numbers, texts, seqs and the past; instants stand as whole hours
 * from now, so states merge that differ in absolute time alone (a holiday may tell their futures apart: the one reached
 * first stands for both). A rule looks at nothing else.
 */
function caseKey(state: State, now: Instant): string {
  const ahead = (at: Instant): number => Math.ceil((msOf(at) - msOf(now)) / HOUR);
  const step = isEnded(state) ? null : state.step;
  const subjects = state.subjects.map(({ proposed, statement, silent, outcome }) =>
    [proposed?.action === 'refer' ? proposed.to : proposed?.action, statement?.late, silent, outcome !== null].join(),
  );
  const referrals = 'referrals' in state ? state.referrals : [];
  return [
    state.status,
    ...(step === null
      ? []
      : [step.holder, step.period, ahead(step.due), ahead(step.wakeAt), Math.min(2, step.reminders)]),
    [...state.involved.people, ...state.involved.posts].join(),
    ...subjects,
    'proposal' in state ? `${state.proposal.authority}${state.proposal.by}` : '',
    'hearingDue' in state ? state.hearingDue < now : '',
    referrals.map(({ to, subjects: of, answer }) => `${to}${of.join()}${String(answer?.accepted)}`).join(),
    Math.min(NOTES_MAX, state.evidence.length),
    Math.min(NOTES_MAX, state.heard.length),
    state.terms.calendar.coveredTo,
  ].join('|');
}

function opened(involved: Involved): Story {
  const story = new Story();
  const { people, posts } = involved;
  story.open({ involved: { people: [person('officer-p'), ...people], posts: [post('officer'), ...posts] } });
  return story;
}

function beginning({ loop, entries }: Story): Beginning {
  if (loop.heardAt === null) throw new Error('nothing was opened');
  return { loop, now: loop.heardAt, entries };
}

const BEGINNINGS: readonly Beginning[] = [
  ...STAGES.map((stage) => caseIn(stage)),
  opened({ people: [person('desk-p')], posts: [] }),
  opened({ people: [], posts: [post('desk'), post('head')] }),
  opened({ people: [], posts: ['desk', 'desk-2', 'director', 'deputy', 'head'].map(post) }),
].map(beginning);
