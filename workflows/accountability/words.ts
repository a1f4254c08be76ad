import type { StatusFace } from '../kernel/face.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent } from './event.ts';
import type { CaseRefusalCode } from './refusal.ts';
import type { Body, Ground, PeriodName, Status, SubjectKind } from './state.ts';

/** What people read for each status, and what they mostly do in it. */
export const STATUS_WORDS: Readonly<Record<Status, StatusFace<CaseCommand['type']>>> = {
  drafting: { label: '线索梳理', open: true, live: true, usual: true, next: 'ProposeReferral' },
  hearing: { label: '听取说明', open: true, live: true, usual: true },
  deciding: { label: '待审批', open: true, live: true, usual: true, next: 'DecideReferral' },
  referred: { label: '已移送待受理', open: true, live: true, usual: true, next: 'AnswerReferral' },
  handling: { label: '办理中', open: true, live: true, usual: true, next: 'RecordOutcome' },
  concluded: { label: '已反馈', open: false, live: false, usual: true },
  declined: { label: '不予移送', open: false, live: false, usual: false },
  returned: { label: '不予受理', open: false, live: false, usual: false },
};

/** What people read for each period of the policy. */
export const PERIOD_WORDS: Readonly<Record<PeriodName, string>> = {
  drafting: '线索梳理',
  hearing: '听取说明',
  deciding: '审批',
  reminder: '催请审批的间隔',
  firstAsk: '移送后首次询问',
  ask: '此后询问的间隔',
};

export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  untimely: '整改不及时',
  inadequate: '整改不到位',
  evasion: '推诿扯皮',
  negligence: '玩忽职守',
  dereliction: '失职渎职',
  concealment: '瞒报谎报',
  falsifiedCloseout: '虚假销号',
  accident: '在办期间发生事故',
  inaction: '对重大隐患不作为',
  obstruction: '阻挠干涉执法或调查',
};

export const BODY_WORDS: Readonly<Record<Body, string>> = {
  inspectorate: '县委县政府督查室',
  discipline: '纪检监察机关',
  organization: '组织部门',
  enforcement: '行政执法部门',
  police: '公安机关',
  procuratorate: '检察机关',
};

export const SUBJECT_WORDS: Readonly<Record<SubjectKind, string>> = {
  publicOfficial: '公职人员',
  unit: '单位',
  enterprise: '生产经营单位',
};

export const EVENT_WORDS: Readonly<Record<CaseEvent['type'], string>> = {
  CaseOpened: '问责案件立案',
  EvidenceAdded: '补充证据',
  StatementSubmitted: '提交说明',
  ReferralProposed: '提出移送建议',
  HearingEnded: '听取说明结束',
  ReferralApproved: '决定移送',
  CaseDeclined: '决定不予移送',
  ReferralAccepted: '受理机关受理',
  ReferralRefused: '受理机关不予受理',
  OutcomeRecorded: '登记处理结果',
  CaseConcluded: '案件办结',
  CaseReturned: '案件不予受理终结',
  HandedOver: '转由其他岗位办理',
  ReminderGiven: '逾期提醒并告知督查室',
  ProgressAsked: '询问办理进展',
  TermsRevised: '期限规则修订',
  WakeResent: '核查补发到期处理',
  HazardHeard: '隐患办理情况告知',
  DocumentDrawn: '制作文书',
  DocumentIssued: '签发文书',
  DocumentServed: '送达文书',
};

/** What each refusal means; those of what is asked are 422, that of who asks is 403. */
export const REFUSAL_WORDS: Readonly<Record<CaseRefusalCode, { readonly title: string; readonly status?: number }>> = {
  Recused: { title: '涉案人员应当回避', status: 403 },
  DeciderIsProposer: { title: '建议人不得审批自己的建议' },
  SubjectMissing: { title: '缺少问责对象' },
  SubjectTwice: { title: '问责对象重复' },
  UnknownSubject: { title: '案件中没有这个对象' },
  ProposalIncomplete: { title: '移送建议未覆盖全部对象' },
  BodyNotForSubject: { title: '移送去向与对象不符' },
  NothingToRefer: { title: '没有可移送的对象' },
  ReferralNeedsDocument: { title: '缺少移送函文号' },
  StatementAlreadyGiven: { title: '说明已经提交' },
  PaperStatementWithoutEvidence: { title: '代录说明缺少原件' },
  EvidenceMissing: { title: '缺少证据材料或情况说明' },
  NotReferredThere: { title: '未向该机关移送' },
  ReferralAlreadyAnswered: { title: '该机关已经答复' },
  ReferralNotAccepted: { title: '线索未被受理' },
  OutcomeAlreadyRecorded: { title: '处理结果已经登记' },
  SameHolder: { title: '该岗位正持有本案' },
  SeatRecused: { title: '该岗位应当回避' },
  NotASeatOfTheCase: { title: '该岗位不能承办本案' },
  ReasonMissing: { title: '缺少修订理由' },
  RevisionMissing: { title: '修订须由系统提出' },
  PolicyDiffers: { title: '正式规则与演练规则不能互换' },
  TermsUnchanged: { title: '规则和日历没有变化' },
  NotLinked: { title: '告知来自无关事项' },
};

type NoticeWords = Readonly<Record<string, { readonly title: string; readonly text: string }>>;

/** Notices by name; `{…}` is filled from the notice's data. */
export const NOTICE_WORDS: NoticeWords = {
  caseOpened: {
    title: '问责案件待梳理',
    text: '隐患 {hazard} 问责移送已签发，案件 {number} 请于 {due} 前梳理线索并提出建议。',
  },
  hearingBegun: { title: '听取说明开始', text: '案件 {number} 已提出建议，听取说明至 {due}；期满未提交的将如实注明。' },
  statementAsked: {
    title: '请提交情况说明',
    text: '隐患 {hazard} 的问责案件 {number} 请您于 {due} 前提交说明和证据。',
  },
  statementToServe: {
    title: '请书面送达说明通知',
    text: '案件 {number} 的对象 {unreached} 在系统内没有岗位，请书面通知其于 {due} 前提交说明，收到后代为录入。',
  },
  statementReceived: { title: '收到情况说明', text: '案件 {number} 收到对象提交的说明。' },
  decisionAsked: { title: '问责移送待审批', text: '案件 {number} 听取说明已结束，请于 {due} 前决定是否移送。' },
  referralApproved: {
    title: '已决定移送',
    text: '案件 {number} 已决定移送，请办理移送并跟踪受理情况，{due} 前仍未答复的请询问。',
  },
  caseHandedOver: { title: '案件逾期转办', text: '案件 {number} 梳理逾期，已转由上一级办理，新的期限为 {due}。' },
  caseHolderAway: {
    title: '案件转由您的岗位办理',
    text: '案件 {number} {reason}，转由下一责任岗位办理，期限 {due} 不变。',
  },
  caseTermsRevised: { title: '案件期限重新计算', text: '案件 {number} 的期限规则已修订，重新计算后的期限为 {due}。' },
  caseOverdue: {
    title: '案件逾期提醒',
    text: '案件 {number} 逾期未办（第 {reminders} 次提醒），期限为 {due}；已告知督查室。',
  },
  progressAsked: {
    title: '请询问办理进展',
    text: '案件 {number} 移送后尚无反馈，请向受理机关询问进展，下次询问为 {due}。',
  },
  caseUpdated: { title: '问责案件有新情况', text: '案件 {number} 有新的材料或登记，请查看。' },
  caseDeclined: { title: '决定不予移送', text: '案件 {number} 已决定不予移送，案件终结。' },
  caseConcluded: { title: '问责案件办结', text: '案件 {number} 全部处理结果已登记，案件办结。' },
  caseReturned: { title: '线索不予受理', text: '案件 {number} 移送的线索均未被受理，案件终结。' },
};
