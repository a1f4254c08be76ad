import { faceAny, type CommandFace, type Face } from '../kernel/face.ts';
import { PAPER_WORDS } from '../kernel/paper-words.ts';
import { rungsOf } from './clocks.ts';
import { CONTROL_NOTICES, LAWFUL_TIME_NOTICES, REGION_CODES, URGING_NOTICES } from './region-notices.ts';
import type { Notice } from './effects/told.ts';
import { EXAMPLES } from './examples.ts';
import { PERIOD_WORDS } from './period-words.ts';
import { REFUSALS, type HazardRefusalCode } from './refusal.ts';
import { relationsOf } from './relations.ts';
import { SCHEMAS } from './schemas.ts';
import { COMMAND_WORDS, EVENT_WORDS } from './spoken.ts';
import type { HazardState } from './state.ts';
import { SEPARATION } from './separation.ts';
import { summary } from './summary.ts';
import { view, withholds } from './view.ts';
import { RUNG_WORDS, STATUS_WORDS } from './words.ts';

/** Everybody who works in the county reports what they see (《安全生产法》第59、73条). */
const REPORTERS = ['public', 'enterprise', 'township', 'regulator', 'department', 'office', 'supervisor', 'expert'];

/** Notices by name; `{…}` is filled from the notice's data, rungs and statuses by their labels. */
const NOTICE_WORDS: Readonly<Record<Notice, { readonly title: string; readonly text: string }>> = {
  StepBegun: { title: '有隐患待您办理', text: '隐患 {number}（{status}）由您的岗位办理，时限 {due}。' },
  HolderMoved: { title: '隐患已移交', text: '隐患 {number}（{status}）逾期未办，已移交上一级或安委办办理。' },
  HolderAway: {
    title: '隐患转由您的岗位办理',
    text: '隐患 {number}（{status}）{reason}，转由下一责任岗位办理，时限 {due} 不变。',
  },
  RungGiven: { title: '{rung}', text: '隐患 {number} 于 {dueAt} 触发{rung}，请立即办理。' },
  RungProposed: {
    title: '{rung}待您签发',
    text: '隐患 {number} 于 {dueAt} 达到{rung}条件，请签发或说明不予签发的理由。',
  },
  RungDrafted: { title: '{rung}已拟稿', text: '隐患 {number} 于 {dueAt} 达到{rung}条件，文书已拟稿待签发。' },
  ProposalPassed: { title: '{rung}签发移交', text: '隐患 {number} 的{rung}逾期未签发，已移交上一级。' },
  ProposalReminded: { title: '{rung}仍待签发', text: '隐患 {number} 的{rung}仍未决定，请尽快办理。' },
  RungIssued: { title: '{rung}已签发', text: '隐患 {number} 的{rung}已签发[，回复期限 {replyDue}]。' },
  RungDeclined: { title: '{rung}不予签发', text: '隐患 {number} 的{rung}经决定不予签发，理由见办理记录。' },
  RungWithdrawn: { title: '{rung}已撤回', text: '隐患 {number} 已按时报验，此前触发的{rung}撤回。' },
  ExtensionRequested: { title: '延期申请待审批', text: '隐患 {number} 申请延长 {amount}，请审批。' },
  ExtensionUndecided: { title: '延期审批逾期', text: '隐患 {number} 的延期申请逾期未答复，视为未获同意，仍须答复。' },
  AssistAsked: { title: '请协助整改', text: '隐患 {number} 请贵单位协办，整改期限 {due}。' },
  AssistOverdue: { title: '协办逾期', text: '隐患 {number} 的协办事项逾期未完成。' },
  GradeProposed: { title: '定级待复核', text: '隐患 {number} 的定级意见待您复核。' },
  GradeDecisionPassed: { title: '定级复核移交', text: '隐患 {number} 的定级复核逾期，已移交至您的岗位。' },
  GroundRaised: { title: '提出问责情形', text: '隐患 {number} 被提出问责情形，请按程序办理。' },
  HolderReminded: { title: '再次催办', text: '隐患 {number} 仍在您处待办，请尽快办理。' },
  EnforcementProposed: {
    title: '建议依法处理',
    text: '隐患 {number} 逾期未报送整改方案，建议依法采取执法措施，请监管单位决定。',
  },
  ...CONTROL_NOTICES,
  ...LAWFUL_TIME_NOTICES,
  ...URGING_NOTICES,
  DocumentWaits: {
    title: '{document}待签发',
    text: '隐患 {number} 的{document}已制作，请核对；须签名的签名后，由有权人员签发。',
  },
  SupervisionAnswered: { title: '收到督办回复', text: '隐患 {number} 的{rung}已收到回复。' },
};

/** Refusals of what a matter is waiting for, or is past. */
const STANDING: readonly HazardRefusalCode[] = [
  'AlreadyReturned',
  'AlreadySubmitted',
  'AlreadyServed',
  'AssistDone',
  'AssistsOutstanding',
  'AwaitingAdjudication',
  'ExtensionPending',
  'ExtensionsUsedUp',
  'GradeUndecided',
  'NoControlStanding',
  'NoPlanToDecide',
  'NoRejectionPending',
  'NotGraded',
  'PlanAwaitsReview',
  'RejectionPending',
  'TransferPending',
];

/** Refusals of who asks, whatever they ask. */
const WHO_ACTS: readonly string[] = ['NotYourTurn', 'NotReceiver', 'NotListingAuthority'];

/** How a hazard looks to people. */
const face: Face<HazardState> = {
  name: 'hazard',
  path: 'hazards',
  title: '隐患',
  numbering: 'YH',
  opening: { command: 'Report', by: REPORTERS },
  statuses: STATUS_WORDS,
  commands: commandFaces(),
  events: EVENT_WORDS,
  rungs: RUNG_WORDS,
  periods: PERIOD_WORDS,
  refusals: Object.fromEntries(
    Object.entries(REFUSALS).map(([code, said]) => [
      code,
      { title: said.replace(/。$/, ''), ...(WHO_ACTS.includes(code) ? { status: 403 } : {}) },
    ]),
  ),
  beforehand: [...new Set([...SEPARATION.map(({ code }) => code), ...STANDING])],
  notices: NOTICE_WORDS,
  codes: { ...REGION_CODES, document: PAPER_WORDS },
  summary,
  view,
  withholds,
  relations: relationsOf,
  nextRung,
};

function nextRung(state: HazardState): ReturnType<NonNullable<Face['nextRung']>> {
  const [next] = rungsOf(state);
  return next === undefined ? null : { rung: next.row.rung, clock: next.row.clock, at: next.firesAt };
}

/** The same face where only its shape matters. */
export const HAZARD_FACE = faceAny(face);

function commandFaces(): Readonly<Record<string, CommandFace>> {
  const types = Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[];
  return Object.fromEntries(
    types.map((type): [string, CommandFace] => [
      type,
      {
        label: COMMAND_WORDS[type],
        schema: SCHEMAS[type],
        example: EXAMPLES[type]?.body ?? {},
        demo: EXAMPLES[type]?.demo ?? null,
      },
    ]),
  );
}
