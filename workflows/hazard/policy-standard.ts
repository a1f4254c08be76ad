import type { Period } from '../kernel/deadline.ts';
import type { Wait } from '../kernel/ladder.ts';
import type { PeriodOverride } from '../kernel/terms.ts';
import type { LadderWaits } from './ladder-rows.ts';

/** What a figure rests on: article, validity, and whether the article was read in full. */
type Basis = Pick<Period, 'basis' | 'verified' | 'effectiveFrom' | 'effectiveTo'>;

const OURS: Basis = { basis: '本县默认', verified: false };

function law(basis: string, effectiveFrom: string): Basis {
  return { basis, verified: true, effectiveFrom, effectiveTo: null };
}

function unread(basis: string, effectiveFrom: string | null = null, effectiveTo: string | null = null): Basis {
  return { basis, verified: false, effectiveFrom, effectiveTo };
}

/** Its successor, in force since 2026-02-01, was not read. */
function order15(article: number): Basis {
  const name = `原安监总局令第15号（已由应急管理部令第18号取代，新条文待核）第${article.toString()}条`;
  return unread(name, '2008-01-01', '2026-01-31');
}

function period(amount: number, unit: Period['unit'], basis: Basis): Period {
  return { amount, unit, roll: false, ...basis };
}

/** Calendar days that end where they end: a limit that an order sets, or one upon a power of the authority. */
function days(amount: number, basis = OURS): Period {
  return period(amount, 'calendarDay', basis);
}

/** Calendar days in which someone must or may act: ending on a day off they go on to the next workday (《民法典》第203条). */
function rollingDays(amount: number, basis = OURS): Period {
  return { ...days(amount, basis), roll: true };
}

function workdays(amount: number, basis = OURS): Period {
  return period(amount, 'workingDay', basis);
}

const COAL_RESUMPTION = rollingDays(20, law('《煤矿安全生产条例》第48条', '2024-05-01'));

/**
 * Every figure of the standard policy. `verified: false` is shown to people as 本县默认，依据待核: it is our own default,
 * or its article (or the article's successor) was not read in full. A matter whose frozen terms lack a figure that came
 * later takes it from here, so what stands here is changed by a new name only.
 */
export const STANDARD_PERIODS = {
  verify: workdays(3),
  verifyUrgent: period(24, 'hour', OURS),
  rejectionApproval: workdays(1),
  transferObjection: workdays(5, unread('参照《信访工作条例》第23条', '2022-05-01')),
  transferChase: workdays(3),
  transferDispute: workdays(3),
  grade: workdays(1),
  gradeConfirm: workdays(1),
  assign: workdays(1),
  accept: workdays(1),
  acceptMajor: period(4, 'hour', OURS),
  adjudicate: workdays(2),
  planSubmit: workdays(5),
  planReview: workdays(3),
  limitGeneral: days(15),
  limitGeneralMax: days(30, unread('责令限期整改指令书（30日内）')),
  limitMajor: days(90),
  limitMajorMax: days(180, order15(14)),
  limitPlanGate: days(15),
  limitAgain: days(7),
  extensionWindow: days(10, order15(16)),
  extensionDecision: workdays(5, order15(16)),
  assistBefore: workdays(2),
  recheck: workdays(10, order15(16)),
  closeout: workdays(3),
  watch: rollingDays(30),
  lookBack: rollingDays(60),
  appeal: rollingDays(15),
  appealAnswer: workdays(5),
  issueSupervise: workdays(1),
  issueList: workdays(1),
  issueTalk: workdays(2),
  issueCirculate: workdays(3),
  issueRefer: workdays(5),
  remind: workdays(5),
  importNoRefer: workdays(10),
  sealLimit: days(30, law('《行政强制法》第25条', '2012-01-01')),
  sealExtension: days(30, law('《行政强制法》第25条', '2012-01-01')),
  suspensionLimit: days(180, order15(14)),
  controlWarn: days(5),
  resumptionReview: workdays(
    10,
    unread('《安全生产事故隐患排查治理暂行规定》（原安监总局令第16号）第23条', '2008-02-01'),
  ),
  powerCutNotice: period(24, 'hour', law('《安全生产法》第70条', '2021-09-01')),
  stayConfirm: days(30),
  /** About half of the usual limit of a general hazard, so that a visit can still move something. */
  urging: rollingDays(7),
  publishListing: workdays(5, unread('参照青岛市挂牌督办办法、《煤矿安全生产条例》第49条')),
} as const satisfies Record<string, Period>;

/** Where a sector or a severity has another figure. 煤矿: its resumption is accepted within twenty days. */
export const STANDARD_OVERRIDES: readonly PeriodOverride[] = [
  { sector: '煤矿', severity: 'major', name: 'recheck', period: COAL_RESUMPTION },
  { sector: '煤矿', severity: null, name: 'resumptionReview', period: COAL_RESUMPTION },
];

function wd(amount: number): Wait {
  return { amount, unit: 'workingDay' };
}

function d(amount: number): Wait {
  return { amount, unit: 'calendarDay' };
}

/** The waits of the standard ladder. */
export const STANDARD_WAITS: LadderWaits = {
  warn: [d(-3), d(-1)],
  warnMajor: [d(-7), d(-3), d(-1)],
  supervise: wd(3),
  superviseMajor: wd(1),
  list: wd(10),
  talk: wd(15),
  talkMajor: wd(5),
  circulate: wd(18),
  circulateMajor: wd(8),
  refer: d(30),
  referMajor: d(15),
  referAfterCircular: wd(5),
  superviseReply: wd(7),
  listReply: wd(7),
  undertaking: wd(5),
  stepHandOver: wd(1),
  stepTakeOver: wd(3),
  stepTakeOverMajor: wd(1),
  stepTalk: wd(10),
  stepTalkMajor: wd(3),
  stepRefer: wd(20),
  stepReferMajor: wd(5),
};
