import { selvesOf, type Actor, type Known, type KnownPerson } from '../kernel/command.ts';
import type { PersonId, UnitId } from '../kernel/terms.ts';
import type { Bodies, CommandOf, CommandType } from './command.ts';
import type { HazardRefusalCode } from './refusal.ts';
import type { HazardState } from './state.ts';
import { boundBy } from './stead.ts';
import { isSupervised } from './supervised.ts';

/** What somebody has done in a matter, or is to it, that keeps them from another act. */
export type Duty = keyof typeof HELD;

/** Who has done, or is, `notAlso` does not do `act`, and is told `code`; in matters under these rules and later ones. */
interface Separation {
  readonly act: CommandType;
  readonly notAlso: readonly Duty[];
  readonly code: HazardRefusalCode;
  readonly basis: string;
  readonly sinceRules: 1 | 2 | 3;
}

/** Somebody who is about to act or to sign: whom they count as, for which unit they act, what the register says. */
interface Candidate {
  readonly selves: readonly PersonId[];
  /** Null for officers who only sign. */
  readonly actor: Actor | null;
  readonly known: KnownPerson | null;
}

type Held = (who: Candidate, state: HazardState, command: CommandOf<CommandType>) => boolean;

/** Somebody counts by person: whichever account or post they use, whoever they stand in for, and whoever stood in for them then. */
function did(people: (state: HazardState) => readonly PersonId[]): Held {
  return ({ selves }, state) => people(state).some((person) => selves.includes(person));
}

const HELD = {
  /** Judged the report untrue before the appeal that is being heard. */
  formerJudge: did(({ rejection, people }) => (rejection?.decision === 'approved' ? people.rejecters : [])),
  /** The same, whatever was proposed since. */
  judgeAppealed: did(({ rejection }) => rejection?.appeal?.judges ?? []),
  appellant: did((state) => boundBy(state, state.rejection?.appeal?.by, state.rejection?.appeal?.at)),
  rejectionProposer: did((state) => boundBy(state, state.rejection?.by, state.rejection?.at)),
  gradeProposer: did((state) => boundBy(state, state.gradeProposal?.proposedBy, state.gradeProposal?.proposedAt)),
  assigner: did(({ people }) => people.assigners),
  transferSender: did((state) => boundBy(state, state.transfer?.sentBy, state.transfer?.sentAt)),
  planner: did((state) => boundBy(state, state.plan?.submittedBy, state.plan?.submittedAt)),
  pendingApplicant: did((state) => {
    const pending = state.extensions.find((one) => one.decision === 'pending');
    return boundBy(state, pending?.requestedBy, pending?.requestedAt);
  }),
  resumptionApplicant: did((state) => boundBy(state, state.resumption?.requestedBy, state.resumption?.requestedAt)),
  rectifier: did(({ people }) => people.rectifiers),
  /** Took the order on, gave it back, or asked for more time: spoke for who rectifies, though the work was others'. */
  rectifierSide: did((state) => {
    const accepted = state.assignment?.accepted;
    return [
      ...(accepted?.deemed === false ? boundBy(state, accepted.by, accepted.at) : []),
      ...boundBy(state, state.returned?.by, state.returned?.at),
      ...state.extensions.flatMap((extension) => boundBy(state, extension.requestedBy, extension.requestedAt)),
    ];
  }),
  rectifierNamed: ({ selves }, _state, { known, body }) =>
    namedIn(body, 'rectifiedBy').some((person) => selvesOf(known, person).some((self) => selves.includes(self))),
  rechecker: did(({ people }) => people.recheckers),
  closer: did(({ people }) => people.closers),
  /** By the register: of the enterprise that rectifies. */
  employeeOfRectifier: ({ known }, { assignment }) => known?.role === 'enterprise' && known.unit === assignment?.unit,
  actsForRectifier: ({ actor }, { assignment }) => actor !== null && actor.unit === assignment?.unit,
  /** Whatever they act as: of the unit that is inspected, or of the enterprise that rectifies. Above 安委办 there is nobody to act for it. */
  ofInspected: ({ actor, known }, state) => {
    const own = [actor?.unit, known?.unit, ...(known?.posts ?? []).map(({ unit }) => unit)];
    return inspected(state).some((unit) => own.includes(unit));
  },
  /** The act of supervision, or what the level rests on, is directed against a bureau or desk of theirs that was late. */
  supervised: ({ actor, known }, state, { type, body }) =>
    actor !== null &&
    isSupervised(state, { actor, known }, type === 'DecideRung' ? (body as Bodies['DecideRung']) : null),
} as const satisfies Readonly<Record<string, Held>>;

const LAW = '《安全生产法》第65条、《行政处罚法》第42条';
const OURS = '本县默认：不得审定自己经办的事项';

function row(
  act: CommandType,
  code: HazardRefusalCode,
  notAlso: readonly Duty[],
  sinceRules: Separation['sinceRules'] = 1,
  basis = OURS,
): Separation {
  return { act, notAlso, code, basis, sinceRules };
}

const SIDE: readonly Duty[] = ['rectifier', 'planner', 'rectifierSide', 'resumptionApplicant'];

/** Acts by which the county judges the work, its time, its grade, its record and its supervision, or takes it on or ends it. */
const JUDGING: readonly CommandType[] = [
  'Grade',
  'DecideGrade',
  'Adjudicate',
  'DecidePlan',
  'DecideExtension',
  'DecideRung',
  'LowerLevel',
  'AnswerTransfer',
  'Abolish',
  'CorrectRecord',
  'Delist',
  'StayClock',
  'LiftStay',
  'RestoreSupply',
];

/** Every act that is an authority's. */
const AUTHORITIES: readonly CommandType[] = [
  ...JUDGING,
  'Verify',
  'ProposeRejection',
  'DecideRejection',
  'Merge',
  'Transfer',
  'Assign',
  'Reassign',
  'RecordService',
  'ReplacePaper',
  'Recheck',
  'DecideCloseout',
  'LookBack',
  'RectifyOnTheSpot',
  'ImposeControl',
  'DecideResumption',
  'CutSupply',
];

/**
 * Separation of duties (职责分离) by person. What stands since rules 1 was spread over the commands before; rules 3 close the
 * gaps. Who found a hazard may verify it, recheck it beside another officer and close it: finding gives no interest in
 * passing, and a small unit has nobody else. Any overseer raises a ground, whatever they did before: it only calls others to decide. Nobody gets stuck: for every act there is another post of the unit, of
 * 安委办 or above it, at the latest when silence hands the step on.
 */
export const SEPARATION: readonly Separation[] = [
  row('Verify', 'VerifierAlreadyJudged', ['formerJudge']),
  row('ProposeRejection', 'VerifierAlreadyJudged', ['formerJudge']),
  row('DecideRejection', 'ApproverIsProposer', ['rejectionProposer']),
  row('DecideGrade', 'GradeDeciderIsProposer', ['gradeProposer']),
  row('DecidePlan', 'PlanReviewerIsAuthor', ['planner']),
  row('DecideExtension', 'DeciderIsApplicant', ['pendingApplicant']),
  row('Recheck', 'RecheckerIsRectifier', ['rectifier', 'employeeOfRectifier'], 1, LAW),
  row('DecideCloseout', 'CloserIsRechecker', ['rechecker'], 1, '安监总局令第16号第23条'),
  row('DecideCloseout', 'CloserIsRectifier', ['rectifier'], 1, '安监总局令第16号第23条'),
  row('LookBack', 'LookerIsRechecker', ['rechecker']),
  row('LookBack', 'LookerIsRectifier', ['rectifier']),
  row('RectifyOnTheSpot', 'OfficerIsRectifier', ['rectifierNamed'], 1, LAW),
  row('ImposeControl', 'ImposerIsRectifier', ['actsForRectifier'], 1, LAW),
  row('DecideResumption', 'ReviewerIsRectifier', ['rectifier', 'resumptionApplicant'], 1, LAW),
  row('Verify', 'VerifierAlreadyJudged', ['judgeAppealed'], 3),
  row('ProposeRejection', 'VerifierAlreadyJudged', ['judgeAppealed'], 3),
  row('DecideRejection', 'VerifierAlreadyJudged', ['judgeAppealed'], 3),
  row('Verify', 'VerifierIsAppellant', ['appellant'], 3),
  row('ProposeRejection', 'VerifierIsAppellant', ['appellant'], 3),
  row('DecideRejection', 'VerifierIsAppellant', ['appellant'], 3),
  row('Adjudicate', 'AdjudicatorIsParty', ['assigner', 'transferSender'], 3, '《安全生产法》第10条'),
  row('Recheck', 'RecheckerIsRectifier', SIDE, 3, LAW),
  row('DecideCloseout', 'CloserIsRectifier', SIDE, 3, '安监总局令第16号第23条'),
  row('LookBack', 'LookerIsRectifier', SIDE, 3),
  row('LookBack', 'LookerIsCloser', ['closer'], 3),
  row('ImposeControl', 'ImposerIsRectifier', SIDE, 3, LAW),
  row('DecideResumption', 'ReviewerIsRectifier', SIDE, 3, LAW),
  row('DecideRung', 'SupervisedDecides', ['supervised'], 3),
  row('LowerLevel', 'SupervisedDecides', ['supervised'], 3),
  ...JUDGING.map((act) => row(act, 'JudgeIsRectifier', SIDE, 3)),
  ...AUTHORITIES.map((act) => row(act, 'ActorIsInspected', ['ofInspected'], 3, LAW)),
];

/** Which of the table's refusals hold against the actor, or an officer whom the body names, of a command. */
export function separated(
  state: HazardState,
  command: CommandOf<CommandType>,
): Readonly<Partial<Record<HazardRefusalCode, boolean>>> {
  const candidates = candidatesOf(command);
  const broken = SEPARATION.filter(
    ({ act, sinceRules, notAlso }) =>
      act === command.type &&
      sinceRules <= state.terms.rules &&
      candidates.some((who) => notAlso.some((duty) => HELD[duty](who, state, command))),
  );
  return Object.fromEntries(broken.map(({ code }) => [code, true]));
}

function candidatesOf({ actor, known, body }: CommandOf<CommandType>): readonly Candidate[] {
  const own: Candidate = { ...registered(known, actor.person), actor };
  const { inspection } = body as Bodies['Verify'];
  const officers = [...namedIn(body, 'officers'), ...(inspection?.officers ?? [])];
  return [own, ...officers.map((person) => ({ ...registered(known, person), actor: null }))];
}

function registered(known: Known | undefined, person: PersonId): Pick<Candidate, 'selves' | 'known'> {
  return { selves: selvesOf(known, person), known: known?.people[person] ?? null };
}

function namedIn(body: object, name: 'officers' | 'rectifiedBy'): readonly PersonId[] {
  const named: unknown = Reflect.get(body, name);
  return Array.isArray(named) ? (named as readonly PersonId[]) : [];
}

function inspected({ subject, assignment, chains, terms }: HazardState): readonly UnitId[] {
  const isEnterprise = assignment !== null && chains[assignment.unit]?.kind === 'enterprise';
  const units = [subject, isEnterprise ? assignment.unit : null];
  return units.flatMap((unit) => (unit === null || unit === terms.county.officeUnit ? [] : unit));
}
