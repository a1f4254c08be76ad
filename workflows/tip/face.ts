import { faceAny, type CommandFace, type DeadlineView, type Face, type Summary } from '../kernel/face.ts';
import { periodShown } from '../kernel/period-words.ts';
import { EXAMPLES } from './examples.ts';
import { REFUSALS } from './refusal.ts';
import { relationsOf, seesAll } from './relations.ts';
import { rewardOf } from './reward.ts';
import { SCHEMAS } from './schemas.ts';
import { isReported } from './reported.ts';
import { isRewardDue, type State } from './state.ts';
import { isLate } from './step.ts';
import {
  ABOUT_WORDS,
  BASIS_WORDS,
  COMMAND_WORDS,
  END_WORDS,
  EVENT_WORDS,
  FIGURE_WORDS,
  GROUND_WORDS,
  NOTICE_WORDS,
  PERIOD_WORDS,
  RESULT_WORDS,
  SOURCE_WORDS,
  STATUS_WORDS,
} from './words.ts';

/** Whoever takes a call or a letter enters it; everybody else comes by the door that asks for no name. */
const TAKERS = ['public', 'office', 'regulator', 'department', 'township', 'supervisor'];

/** Refusals of who asks, whatever they ask. */
const WHO_ACTS: readonly string[] = ['ActorOfSubject'];

/** How a tip looks to people. */
export const face: Face<State> = {
  name: 'tip',
  path: 'tips',
  title: '举报',
  numbering: 'JB',
  opening: { command: 'GiveTip', by: TAKERS },
  statuses: STATUS_WORDS,
  commands: commandFaces(),
  events: EVENT_WORDS,
  rungs: {},
  periods: PERIOD_WORDS,
  figures: FIGURE_WORDS,
  refusals: Object.fromEntries(
    Object.entries(REFUSALS).map(([code, said]) => [
      code,
      { title: said.replace(/。$/, ''), ...(WHO_ACTS.includes(code) ? { status: 403 } : {}) },
    ]),
  ),
  notices: NOTICE_WORDS,
  summary,
  view: (state, relations) => (seesAll(relations) ? view(state) : {}),
  secretFromSubject: true,
  withholds: (_type, relations) => !seesAll(relations),
  relations: relationsOf,
  beforehand: ['DeciderIsApplicant', 'DeciderIsProposer', 'DeciderIsVerifier', 'ActorOfSubject'],
};

/** The same face where only its shape matters. */
export const TIP_FACE = faceAny(face);

/** The common row: its title says what it is about and by which way it came, nothing that the tipster said. */
function summary(state: State): Summary {
  const { step, chain, subject, terms } = state;
  const { officeUnit } = terms.county;
  const own = chain !== null && Object.values(chain.ranks).some((post) => post === step?.place);
  const lead = chain?.unit ?? officeUnit;
  return {
    title: `${ABOUT_WORDS[state.about]}举报（${SOURCE_WORDS[state.source]}）`,
    status: state.status,
    severity: null,
    // The posts above the units are shown with 安委办's unit, which keeps the tip for them.
    holder: step === null ? null : { post: step.holder, unit: own ? chain.unit : officeUnit, person: null },
    deadlines: deadlines(state),
    level: 0,
    rung: null,
    proposals: [],
    round: 0,
    overdueSince: step !== null && isLate(step) ? step.firstDue : null,
    region: state.region,
    sector: state.sector,
    subject,
    lead,
    // Neither the township nor the subject: who does not work on it does not learn of it.
    units: [...new Set([officeUnit, lead])].filter((unit) => !isReported(state, unit)),
    foundOn: state.foundOn,
    closedAt: state.endedAt,
    imported: false,
    parent: null,
    late: null,
    firstPass: null,
    listed: false,
  };
}

function deadlines({ step, terms }: State): readonly DeadlineView[] {
  if (step === null) return [];
  const { due, firstDue, provisional, period } = step;
  return [{ clock: 'S', due, firstDue, ...periodShown(terms.periods[period]), provisional }];
}

/** The whole of it to whoever works on it or oversees it; who gave it is not in here. */
function view(state: State): Readonly<Record<string, unknown>> {
  const { verification, declined, reward, hazards, duplicateOf, penalties } = state;
  return {
    about: state.about,
    aboutLabel: ABOUT_WORDS[state.about],
    source: state.source,
    sourceLabel: SOURCE_WORDS[state.source],
    named: state.named,
    staff: state.staff,
    description: state.description,
    place: state.place,
    evidence: state.evidence,
    declined: declined && { ...declined, label: GROUND_WORDS[declined.ground] },
    dismissal: state.dismissal,
    returned: state.returned,
    verifier: state.chain?.unit ?? null,
    verification: verification && { ...verification, label: RESULT_WORDS[verification.result] },
    moreTime: state.moreTime,
    answers: state.answers,
    reviewUntil: state.reviewUntil?.at ?? null,
    penalties,
    reckoned: isRewardDue(state) ? rewardOf(state) : null,
    reward: reward && { ...reward, label: BASIS_WORDS[reward.basis] },
    links: [
      ...hazards.map(({ matterId, number, end }) => ({
        ...{ relation: 'hazard', matterId, number },
        said: end === null ? null : END_WORDS[end],
      })),
      ...(duplicateOf === null ? [] : [{ relation: 'duplicateOf', matterId: duplicateOf, number: null, said: null }]),
    ],
    policy: { id: state.terms.policy, version: state.terms.policyVersion },
  };
}

function commandFaces(): Readonly<Record<string, CommandFace>> {
  const types = Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[];
  return Object.fromEntries(
    types.map((type): [string, CommandFace] => [
      type,
      { label: COMMAND_WORDS[type], schema: SCHEMAS[type], ...EXAMPLES[type] },
    ]),
  );
}
