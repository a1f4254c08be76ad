import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, instantOf, msOf, plusDays, type Instant } from '../../workflows/kernel/instant.ts';
import { PAPER_RULES, type Paper } from '../../workflows/kernel/papers.ts';
import type { Terms } from '../../workflows/kernel/terms.ts';
import type { Bodies, CommandType } from '../../workflows/hazard/command.ts';
import { LIFECYCLE } from '../../workflows/hazard/lifecycle.ts';
import { GROUNDS } from '../../workflows/hazard/supervision.ts';
import { relationsOf } from '../../workflows/hazard/relations.ts';
import type { HazardState } from '../../workflows/hazard/state.ts';
import { BODY, people } from './hazard-bodies.ts';
import { BY_PAPER, tellings } from './hazard-papers.ts';
import { REGION_BODIES } from './region-bodies.ts';
import { matter, post, REPORT, ROW, unit, who } from './hazard-story.ts';

/** One step of a random life: what is asked, by whom, after how long, and how late it is heard. All as dice. */
export interface Move {
  readonly command: number;
  readonly actor: number;
  readonly variant: number;
  readonly gapMs: number;
  readonly lagMs: number;
  readonly wild: boolean;
}

const ACCOUNTS = [
  'yj-jb',
  'yj-fg',
  'yj-zr',
  'yj-jb2',
  'ent-jb',
  'ent-fg',
  'ent-zr',
  'town-jb',
  'town-fg',
  'town-zr',
  'zj-jb',
  'zj-fg',
  'zj-zr',
  'zj-jb2',
  'awb-jb',
  'awb-zr',
  'fenguan',
  'xianzhang',
  'shuji',
  'ducha',
  'group',
  'expert',
  'auditor',
  'admin',
  'citizen',
  'system',
];

const COMMANDS = [...new Set(LIFECYCLE.map((row) => row.command))].filter((c) => c !== 'Wake');

/** The command of a move: mostly one that the status hears, by someone whose it is; sometimes anything by anyone. */
export function pick(state: HazardState, move: Move, at: Instant): { readonly type: CommandType; readonly by: string } {
  const heard = LIFECYCLE.filter((row) => row.statuses.includes(state.status) && row.command !== 'Wake');
  const likely = heard.filter((row) => ACCOUNTS.some((account) => stands(state, who(account), row.by, at)));
  // Papers do not wait: what jobs have to tell comes about as often as anything that people do.
  if (!move.wild && move.actor % 5 === 0 && tellings(state, at).length > 0) return { type: 'Hear', by: 'system' };
  if (move.wild || likely.length === 0) return { type: dice(COMMANDS, move.command), by: dice(ACCOUNTS, move.actor) };
  const row = dice(likely, move.command);
  return {
    type: row.command,
    by: dice(
      ACCOUNTS.filter((account) => stands(state, who(account), row.by, at)),
      move.actor,
    ),
  };
}

function stands(state: HazardState, actor: Actor, by: readonly string[], at: Instant): boolean {
  return relationsOf(state, actor, at).some((relation) => by.includes(relation));
}

function isServed({ document }: Paper): boolean {
  return PAPER_RULES[document].needsService;
}

function dice<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

type Made = { readonly [T in CommandType]: (state: HazardState, n: number, at: Instant) => Bodies[T] };

const EVIDENCE = ['sha256:e'];
const REASON = '理由';

function officersFor(state: HazardState, n: number) {
  const home = n % 3 === 0 ? ['zj-jb', 'zj-jb2'] : ['yj-jb', 'yj-jb2'];
  return people(
    ...home,
    ...(state.severity === 'major' || n % 5 === 0 ? ['expert'] : []),
    ...(n % 7 === 0 ? ['awb-jb'] : []),
  );
}

function pending(state: HazardState) {
  return state.items.filter((item) => item.result !== 'passed');
}

const either = <T>(n: number, ...list: readonly T[]): T => dice(list, n);

/** Bodies that mostly pass, made from the state and a die. */
const MADE: Made = {
  ...REGION_BODIES,
  Report: () => REPORT,
  Import: () => ROW,
  Wake: () => ({}),
  HandOver: (_s, n) => ({
    post: post(either(n, 'yj-fg', 'awb-jb')),
    unit: unit(either(n, 'yj', 'awb')),
    reason: REASON,
  }),
  Hear: (state, n, at) => {
    const ofPapers = tellings(state, at);
    const opened = { case: `m-${n.toString()}`, number: 'WZ-1' };
    return n % 6 === 0 || ofPapers.length === 0
      ? { from: matter(opened.case), event: 'CaseOpened', data: opened }
      : dice(ofPapers, n);
  },
  Verify: (_s, n, at) => ({
    ...BODY.verify,
    ...(n % 3 === 0 ? { inspection: { place: '一车间', from: at, to: at, officers: people('yj-jb', 'yj-jb2') } } : {}),
  }),
  ProposeRejection: () => ({ reason: REASON, evidence: EVIDENCE }),
  DecideRejection: (_s, n) => ({ decision: either(n, 'approve', 'decline'), reason: REASON }),
  Appeal: () => ({ reason: REASON, evidence: EVIDENCE }),
  Merge: () => ({ master: matter('haz-2'), reason: REASON }),
  Transfer: (_s, n) => ({ to: unit(either(n, 'zj', 'out', 'town')), reason: REASON, evidence: EVIDENCE }),
  AnswerTransfer: (_s, n) => ({ answer: either(n, 'object', 'accept'), reason: REASON, evidence: EVIDENCE }),
  Grade: (_s, n) => either<Bodies['Grade']>(n, BODY.general, BODY.major),
  DecideGrade: (_s, n) => ({ decision: either(n, 'confirm', 'decline'), reason: REASON }),
  // Half of the orders are made outside; the others are drawn up here, and served as papers.
  Assign: (state, n, at) => ({
    unit: unit(either(n, 'ent', 'ent', 'town')),
    ...(n % 2 === 0 ? {} : { limit: either(n, 10, 20, 25) }),
    order:
      n % 3 === 2 || state.severity === null
        ? { type: 'assignmentSlip', ...(n % 4 < 2 ? {} : { number: '交办1号' }), date: dayOf(at), officers: [] }
        : { ...(n % 4 < 2 ? BY_PAPER : BODY).assign.order, date: dayOf(at) },
    ...(n % 4 < 3 ? {} : { service: { ...BODY.assign.service, date: dayOf(at) } }),
    ...(n % 5 === 0 ? { assists: [{ unit: unit('zj'), task: '协助断电' }] } : {}),
  }),
  Reassign: (_s, n) => ({
    part: either(n, 'rectifier', 'supervisor'),
    unit: unit(either(n, 'town', 'zj', 'yj', 'ent')),
    reason: REASON,
  }),
  RecordService: (_s, n, at) => ({
    way: either(n, 'direct', 'refused'),
    date: dayOf(at),
    witness: '村委会',
    evidence: EVIDENCE,
  }),
  ReplacePaper: (state, n, at) => ({
    key:
      (state.papers ?? []).findLast((paper) => !paper.lapsed && paper.issued === null && isServed(paper))?.key ??
      'draw:1',
    number: '手1号',
    date: dayOf(at),
    reason: REASON,
    evidence: EVIDENCE,
    ...(n % 3 === 0 ? {} : { service: { ...BODY.assign.service, date: dayOf(at) } }),
  }),
  Accept: () => ({}),
  ReturnAssignment: () => ({ reason: REASON, evidence: EVIDENCE }),
  Adjudicate: (_s, n) => ({
    decision: either(n, 'stands', 'other', 'returned'),
    unit: unit(either(n, 'town', 'zj', 'out')),
    reason: REASON,
  }),
  SubmitPlan: (_s, n) => ({ ...BODY.plan, limit: either(n, 25, 28, 60) }),
  DecidePlan: (_s, n) => ({ decision: either(n, 'approve', 'approve', 'reject'), reason: REASON }),
  ReportProgress: () => ({ text: '进展', evidence: [] }),
  RequestExtension: (_s, n) => ({
    amount: either(n, 3, 5, 7),
    reason: 'forceMajeure',
    explanation: REASON,
    evidence: EVIDENCE,
  }),
  DecideExtension: (_s, n) => ({ decision: either(n, 'grant', 'grant', 'refuse'), reason: REASON }),
  SubmitAssist: () => ({ result: '完成', evidence: EVIDENCE }),
  SubmitRectification: (state) => ({
    items: pending(state).map(({ id }) => ({ id, done: '完成', evidence: EVIDENCE })),
    summary: '完成',
  }),
  Recheck: (state, n) => ({
    ...(n % 2 === 0 ? BY_PAPER : BODY).pass,
    officers: officersFor(state, n),
    items: pending(state).map(({ id }, i) => ({ id, result: (n + i) % 3 === 0 ? 'failed' : 'passed', note: '查' })),
  }),
  DecideCloseout: (_s, n) => ({ decision: either(n, 'approve', 'approve', 'refuse'), reason: REASON }),
  LookBack: (_s, n) => ({
    result: either(n, 'failed', 'passed'),
    officers: people(either(n, 'group', 'ducha', 'town-jb')),
    note: '看',
    evidence: EVIDENCE,
  }),
  Reopen: () => ({ reason: REASON, evidence: EVIDENCE }),
  Abolish: () => ({ decisionNumber: '政关〔2026〕1号', reason: REASON, evidence: EVIDENCE }),
  RectifyOnTheSpot: (state, n) => ({
    rectifiedBy: people(n % 4 === 0 ? 'yj-jb2' : 'ent-jb'),
    officers: people('yj-jb', 'yj-jb2'),
    items: pending(state).map(({ id }) => ({ id, done: '当场整改', evidence: EVIDENCE })),
    opinion: '合格',
    signature: { signed: true },
  }),
  DecideRung: (state, n) => {
    const proposal = state.proposals[n % Math.max(1, state.proposals.length)];
    return {
      rung: proposal?.rung ?? 'list',
      clock: proposal?.clock ?? 'T',
      decision: either(n, 'issue', 'issue', 'decline'),
      reason: REASON,
      ...(n % 4 === 0 ? { document: '督〔2026〕1号' } : {}),
    };
  },
  ReplyToSupervision: (state) => {
    const act = state.acts.find((a) => a.replyDue !== null && a.repliedAt === null);
    return {
      rung: act?.rung === 'list' ? 'list' : act?.rung === 'talk' ? 'talk' : 'supervise',
      clock: act?.clock ?? 'T',
      text: '回复',
      evidence: [],
    };
  },
  LowerLevel: (state, n) => ({ to: Math.max(0, state.level - 1 - (n % 2)), reason: REASON }),
  RaiseGround: (_s, n) => ({ ground: either(n, ...GROUNDS), note: REASON, evidence: EVIDENCE }),
  CorrectRecord: () => ({ field: 'place', value: '二车间', reason: REASON }),
};

/** The body of a move's command. */
export function bodyOf<T extends CommandType>(type: T, state: HazardState, move: Move, at: Instant): Bodies[T] {
  return MADE[type](state, move.variant, at);
}

/** The terms that the server puts on a move's `ReviseTerms`: the next year's workdays, or shorter figures. */
export function revisedFor(type: CommandType, { terms }: HazardState, { variant }: Move): { readonly revised?: Terms } {
  // Without them the command is refused.
  if (type !== 'ReviseTerms' || variant % 7 === 0) return {};
  const { calendar, ladder, periods, policyVersion, rules } = terms;
  if (variant % 2 === 0) {
    const coveredTo = plusDays(calendar.coveredTo, 365);
    const holidays = [...calendar.holidays, plusDays(calendar.coveredFrom, 61 + (variant % 90))];
    return { revised: { ...terms, calendar: { ...calendar, coveredTo, holidays }, rules } };
  }
  const sooner = <W extends { readonly amount: number }>(wait: W): W => ({
    ...wait,
    amount: Math.ceil(wait.amount / 2),
  });
  const shorter = ladder.map((row) => ({
    ...row,
    anyOf: row.anyOf.map((trigger) =>
      'wait' in trigger && trigger.wait.amount > 0 ? { ...trigger, wait: sooner(trigger.wait) } : trigger,
    ),
  }));
  const figures = { ...periods, verify: sooner(periods.verify), recheck: sooner(periods.recheck) };
  return { revised: { ...terms, policyVersion: policyVersion + 1, ladder: shorter, periods: figures } };
}

/** When a move is received and heard: never before the one before it was heard. */
export function timesOf(move: Move, now: Instant): { readonly at: Instant; readonly heard: Instant } {
  const at = instantOf(msOf(now) + move.gapMs);
  return { at, heard: instantOf(msOf(at) + move.lagMs) };
}
