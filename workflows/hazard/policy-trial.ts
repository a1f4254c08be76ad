import type { Period } from '../kernel/deadline.ts';
import type { Wait } from '../kernel/ladder.ts';
import type { PeriodOverride } from '../kernel/terms.ts';
import type { LadderWaits } from './ladder-rows.ts';
import type { STANDARD_PERIODS } from './policy-standard.ts';

function s(amount: number): Period {
  return { amount, unit: 'second', roll: false, basis: '演练', verified: false };
}

/** The trial policy's periods: seconds for days, so that a whole life passes while one watches. T is 6 s. */
export const TRIAL_PERIODS: Readonly<Record<keyof typeof STANDARD_PERIODS, Period>> = {
  verify: s(20),
  verifyUrgent: s(10),
  rejectionApproval: s(6),
  transferObjection: s(10),
  transferChase: s(8),
  transferDispute: s(8),
  grade: s(20),
  gradeConfirm: s(10),
  assign: s(20),
  accept: s(3),
  acceptMajor: s(2),
  adjudicate: s(8),
  planSubmit: s(15),
  planReview: s(10),
  limitGeneral: s(6),
  limitGeneralMax: s(30),
  limitMajor: s(12),
  limitMajorMax: s(180),
  limitPlanGate: s(15),
  limitAgain: s(6),
  extensionWindow: s(10),
  extensionDecision: s(5),
  assistBefore: s(2),
  recheck: s(20),
  closeout: s(15),
  watch: s(30),
  lookBack: s(60),
  appeal: s(15),
  appealAnswer: s(20),
  issueSupervise: s(3),
  issueList: s(3),
  issueTalk: s(4),
  issueCirculate: s(5),
  issueRefer: s(6),
  remind: s(60),
  importNoRefer: s(10),
  sealLimit: s(20),
  sealExtension: s(20),
  suspensionLimit: s(40),
  controlWarn: s(5),
  resumptionReview: s(10),
  powerCutNotice: s(8),
  stayConfirm: s(10),
  urging: s(3),
  publishListing: s(10),
};

/** The same overrides as the standard policy's. */
export const TRIAL_OVERRIDES: readonly PeriodOverride[] = [
  { sector: '煤矿', severity: 'major', name: 'recheck', period: s(25) },
  { sector: '煤矿', severity: null, name: 'resumptionReview', period: s(12) },
];

function w(amount: number): Wait {
  return { amount, unit: 'second' };
}

/** The waits of the trial ladder, in the same order as the standard one. */
export const TRIAL_WAITS: LadderWaits = {
  warn: [w(-3), w(-1)],
  warnMajor: [w(-7), w(-3), w(-1)],
  supervise: w(2),
  superviseMajor: w(1),
  list: w(5),
  talk: w(8),
  talkMajor: w(3),
  circulate: w(10),
  circulateMajor: w(5),
  refer: w(14),
  referMajor: w(8),
  referAfterCircular: w(3),
  superviseReply: w(3),
  listReply: w(3),
  undertaking: w(3),
  stepHandOver: w(1),
  stepTakeOver: w(3),
  stepTakeOverMajor: w(1),
  stepTalk: w(10),
  stepTalkMajor: w(3),
  stepRefer: w(20),
  stepReferMajor: w(5),
};
