import type { FigureWords, StatusFace } from '../kernel/face.ts';
import type { TipCommand } from './command.ts';
import type { EventType } from './event.ts';
import type { HazardEnd } from './hazards.ts';
import type { About, AccidentGrade, DeclineGround, PeriodName, Result, RewardBasis, Source, Status } from './state.ts';
import type { NumberName } from './terms.ts';

/** What people read for each status, and what they mostly do in it. */
export const STATUS_WORDS: Readonly<Record<Status, StatusFace<TipCommand['type']>>> = {
  received: { label: '待受理', open: true, live: true, usual: true, next: 'AcceptTip' },
  verifying: { label: '核查中', open: true, live: true, usual: true, next: 'VerifyTip' },
  verified: { label: '已核查待答复', open: true, live: true, usual: true },
  handling: { label: '办理中（已转隐患）', open: true, live: true, usual: true },
  duplicate: { label: '重复举报待答复', open: true, live: true, usual: false },
  answered: { label: '已答复', open: true, live: true, usual: true },
  settled: { label: '已答复（未查实或重复）', open: true, live: true, usual: false },
  rewarding: { label: '奖励审批', open: true, live: true, usual: true, next: 'DecideReward' },
  closed: { label: '办结', open: false, live: false, usual: true },
  dismissed: { label: '办结（未查实或重复）', open: false, live: false, usual: false },
  rejected: { label: '不予受理', open: false, live: false, usual: false },
  transferred: { label: '已转交县外机关', open: false, live: false, usual: false },
};

/** What people read for each period of the policy. */
export const PERIOD_WORDS: Readonly<Record<PeriodName, string>> = {
  accept: '受理或不予受理并告知',
  reassign: '退回后改派核查单位',
  answer: '核查并答复',
  moreTime: '经批准延长答复',
  finalAnswer: '隐患办结或认定重复后答复',
  progress: '询问隐患办理情况的间隔',
  propose: '提出奖励意见',
  decide: '审批奖励',
  review: '举报人申请复查',
  takeOver: '上一级接办',
  reminder: '催办的间隔',
};

const MEASURE = '《安全生产领域举报奖励办法》（安监总财〔2018〕19号）';

function measured(label: string, unit: string): FigureWords {
  return { label, unit, basis: MEASURE, verified: true };
}

/** What each number of the policy is, and what it rests on. */
export const FIGURE_WORDS: Readonly<Record<NumberName, FigureWords>> = {
  officersMin: { label: '核查人员至少', unit: '人', basis: '参照《行政处罚法》第42条', verified: false },
  progressAsks: { label: '询问几次无结果后报上一级和安委办', unit: '次', basis: '本县默认', verified: false },
  rewardPercent: measured('奖励占罚款的比例', '%'),
  rewardMin: measured('按罚款计的最低奖励', '元'),
  rewardMax: measured('按罚款计的最高奖励', '元'),
  concealedGeneral: measured('瞒报谎报一般事故，每查实一人', '元'),
  concealedLarger: measured('瞒报谎报较大事故，每查实一人', '元'),
  concealedMajor: measured('瞒报谎报重大事故，每查实一人', '元'),
  concealedExtraordinary: measured('瞒报谎报特别重大事故，每查实一人', '元'),
  concealedMax: measured('瞒报谎报事故的最高奖励', '元'),
  rewardWithoutPenalty: { label: '未作处罚的隐患', unit: '元', basis: '本县默认', verified: false },
};

/** What people read for what a tip is about. */
export const ABOUT_WORDS: Readonly<Record<About, string>> = {
  hazard: '事故隐患',
  violation: '安全生产违法行为',
  concealedAccident: '瞒报谎报事故',
};

/** What people read for each way by which a tip comes. */
export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  phone12350: '12350 电话',
  hotline12345: '12345 热线',
  web: '网站',
  app: '手机客户端',
  letter: '来信',
  visit: '来访',
  media: '媒体',
  representative: '人大代表、政协委员',
  other: '其他',
};

/** What people read for each ground of declining. */
export const GROUND_WORDS: Readonly<Record<DeclineGround, string>> = {
  noJurisdiction: '不属本县职责范围（转交县外机关）',
  notSafety: '不属安全生产事项',
  noFacts: '没有可供核查的具体内容',
  decided: '同一事项已有处理决定',
};

/** What people read for what a verification came to. */
export const RESULT_WORDS: Readonly<Record<Result, string>> = {
  true: '属实',
  partly: '部分属实',
  false: '不属实',
  cannot: '无法核实',
};

/** What people read for each grade of a concealed accident. */
export const GRADE_WORDS: Readonly<Record<AccidentGrade, string>> = {
  general: '一般事故',
  larger: '较大事故',
  major: '重大事故',
  extraordinary: '特别重大事故',
};

/** What people read for how a hazard ended. */
export const END_WORDS: Readonly<Record<HazardEnd, string>> = {
  closed: '已销号',
  rejected: '认定不属实',
  merged: '并入其他事项',
  transferred: '移送县外或登记册以外的单位',
  abolished: '关闭取缔',
  movedOn: '移送其他单位办理',
};

/** What people read for what a reward is reckoned by. */
export const BASIS_WORDS: Readonly<Record<RewardBasis, string>> = {
  penalty: '按罚款比例',
  concealed: '按查实的瞒报谎报死亡人数',
  default: '未作处罚，按本县标准',
  none: '不予奖励',
};

/** The trades that a tipster may choose from: what is free text could hold a name. */
export const SECTORS = [
  '煤矿', '非煤矿山', '危险化学品', '烟花爆竹', '工贸', '建筑施工', '道路交通', '水上交通', '消防', '特种设备', '燃气', '油气管道',
  '电力', '民用爆炸物品', '水利', '学校', '文化旅游', '医疗卫生', '养老机构', '农业机械', '渔业', '商贸', '寄递', '粮食储备',
  '危险废物', '再生资源', '地质灾害', '森林防火', '防雷', '其他',
] as const; // prettier-ignore

/** What people read for each command. */
export const COMMAND_WORDS: Readonly<Record<TipCommand['type'], string>> = {
  GiveTip: '举报',
  AcceptTip: '受理',
  DeclineTip: '不予受理',
  MarkDuplicate: '认定重复举报',
  DecideDismissal: '审批不予受理、转交或重复认定',
  ReturnTip: '退回安委办改派',
  VerifyTip: '核查',
  RequestMoreTime: '申请延长答复期限',
  DecideMoreTime: '审批延长答复期限',
  RecordPenalty: '登记处罚',
  AnswerTip: '答复举报人',
  ProposeReward: '提出奖励意见',
  DecideReward: '审批奖励',
  HandOver: '转由其他岗位办理',
  ReviseTerms: '修订期限规则',
  Wake: '到期处理',
  Hear: '听取告知',
};

/** What people read for each event. */
export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  TipGiven: '收到举报',
  TipAccepted: '受理举报',
  TipDeclined: '不予受理',
  DismissalProposed: '提出不予受理、转交或重复认定的意见',
  DismissalRefused: '不同意不予受理、转交或重复认定',
  TipReturned: '退回安委办改派',
  TipVerified: '核查完毕',
  MoreTimeRequested: '申请延长答复期限',
  MoreTimeGranted: '同意延长答复期限',
  MoreTimeRefused: '不同意延长答复期限',
  DuplicateMarked: '认定重复举报',
  InterimAnswered: '阶段性答复',
  TipAnswered: '答复举报人',
  PenaltyRecorded: '登记处罚',
  RewardProposed: '提出奖励意见',
  RewardGranted: '决定奖励',
  RewardDeclined: '决定不予奖励',
  RewardReturned: '退回奖励意见',
  TipClosed: '举报办结',
  HazardHeard: '隐患办理情况告知',
  HandedOver: '转由其他岗位办理',
  ReminderGiven: '逾期提醒并告知督查室',
  ProgressAsked: '询问隐患办理情况',
  TermsRevised: '期限规则修订',
  WakeResent: '核查补发到期处理',
};

/** Notices by name; `{…}` is filled from the notice's data. None says who is reported, or by whom. */
export const NOTICE_WORDS: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  TipReceived: { title: '有举报待受理', text: '举报 {number} 请于 {due} 前决定是否受理并告知。' },
  TipToVerify: { title: '有举报待核查', text: '举报 {number} 已受理，请核查，并于 {due} 前答复。' },
  DismissalToDecide: {
    title: '举报处理意见待审批',
    text: '举报 {number} 拟不予受理、转交或认定重复，请审批，期限 {due}。',
  },
  DismissalRefused: { title: '举报处理意见未获同意', text: '举报 {number} 须继续办理，期限 {due} 不变。' },
  TipReturned: { title: '举报被退回，请改派', text: '核查单位退回举报 {number}，请于 {due} 前改派其他单位。' },
  TipVerified: { title: '举报已核查', text: '举报 {number} 已核查，答复期限 {due}。' },
  MoreTimeRequested: { title: '延长答复期限待审批', text: '举报 {number} 申请延长答复期限，现期限为 {due}，请审批。' },
  MoreTimeGranted: { title: '已同意延长答复期限', text: '举报 {number} 的答复期限延长至 {due}。' },
  MoreTimeRefused: { title: '不同意延长答复期限', text: '举报 {number} 未获同意延长，仍须于 {due} 前答复。' },
  DuplicateToAnswer: { title: '重复举报待答复', text: '举报 {number} 已认定为重复举报，请于 {due} 前答复。' },
  RewardToPropose: { title: '请提出奖励意见', text: '举报 {number} 已答复，请于 {due} 前登记处罚并提出奖励意见。' },
  RewardToDecide: { title: '举报奖励待审批', text: '举报 {number} 已提出奖励意见，请于 {due} 前审批。' },
  RewardReturned: { title: '奖励意见被退回', text: '举报 {number} 的奖励意见已退回，请于 {due} 前重新提出。' },
  RewardGranted: { title: '已决定奖励', text: '举报 {number} 已决定奖励，请办理发放。' },
  RewardDeclined: { title: '已决定不予奖励', text: '举报 {number} 已决定不予奖励。' },
  HazardEnded: {
    title: '转办的隐患已有结果',
    text: '举报 {number} 转办的隐患 {hazard} 已有结果，请于 {due} 前答复举报人。',
  },
  TipHandedOver: { title: '举报逾期转办', text: '举报 {number} 逾期未办，已转由上一级办理，新的期限为 {due}。' },
  TipHolderAway: {
    title: '举报转由您的岗位办理',
    text: '举报 {number} {reason}，转由下一责任岗位办理，期限 {due} 不变。',
  },
  TipOverdue: {
    title: '举报逾期提醒',
    text: '举报 {number} 逾期未办（第 {reminders} 次提醒），期限为 {due}；已告知督查室。',
  },
  TipProgressAsked: {
    title: '请询问隐患办理情况',
    text: '举报 {number} 转办的隐患尚未办结，请询问办理情况，下次询问为 {due}。',
  },
  TipProgressHandedUp: {
    title: '转办的隐患迟无结果',
    text: '举报 {number} 转办的隐患多次询问仍无结果，已转由上一级办理并告知安委办，下次询问为 {due}；没有隐患在办的，请作最终答复并说明理由。',
  },
  HazardMovedOn: {
    title: '转办的隐患由其他事项办理',
    text: '举报 {number} 转办的隐患 {hazard} 已移送或并入其他事项，请跟踪其办理情况，现尚不能作最终答复。',
  },
  TipTermsRevised: { title: '举报期限重新计算', text: '举报 {number} 的期限规则已修订，重新计算后的期限为 {due}。' },
};
