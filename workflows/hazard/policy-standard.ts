import type { Period } from '../kernel/deadline.ts';
import type { Wait } from '../kernel/ladder.ts';
import type { LadderWaits } from './ladder-rows.ts';

const DEFAULT = '本县默认';
const ORDER_15 = '原安监总局令第15号（已由应急管理部令第18号取代，新条文待核）';

function period(amount: number, unit: Period['unit'], basis: string, verified: boolean): Period {
  return { amount, unit, roll: false, basis, verified };
}

function days(amount: number, basis = DEFAULT): Period {
  return period(amount, 'calendarDay', basis, false);
}

function workdays(amount: number, basis = DEFAULT): Period {
  return period(amount, 'workingDay', basis, false);
}

/**
 * Every figure of the standard policy (domain.md §2.6, §2.13, §2.14). `verified: false` is shown to people as
 * 本县默认，依据待核: it is our own default, or its article (or the article's successor) was not read in full.
 */
export const STANDARD_PERIODS = {
  verify: workdays(3),
  verifyUrgent: period(24, 'hour', DEFAULT, false),
  rejectionApproval: workdays(1),
  transferObjection: workdays(5, '参照《信访工作条例》第23条'),
  transferChase: workdays(3),
  transferDispute: workdays(3),
  grade: workdays(1),
  gradeConfirm: workdays(1),
  assign: workdays(1),
  accept: workdays(1),
  acceptMajor: period(4, 'hour', DEFAULT, false),
  adjudicate: workdays(2),
  planSubmit: workdays(5),
  planReview: workdays(3),
  limitGeneral: days(15),
  limitGeneralMax: days(30, '责令限期整改指令书（30日内）'),
  limitMajor: days(90),
  limitMajorMax: days(180, `${ORDER_15}第14条`),
  limitPlanGate: days(15),
  limitAgain: days(7),
  extensionWindow: days(10, `${ORDER_15}第16条`),
  extensionDecision: workdays(5, `${ORDER_15}第16条`),
  assistBefore: workdays(2),
  recheck: workdays(10, `${ORDER_15}第16条`),
  recheckCoal: period(20, 'calendarDay', '《煤矿安全生产条例》第48条', true),
  closeout: workdays(3),
  watch: days(30),
  lookBack: days(60),
  appeal: days(15),
  appealAnswer: workdays(5),
  issueSupervise: workdays(1),
  issueList: workdays(1),
  issueTalk: workdays(2),
  issueCirculate: workdays(3),
  issueRefer: workdays(5),
  remind: workdays(5),
  importNoRefer: workdays(10),
} as const satisfies Record<string, Period>;

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
