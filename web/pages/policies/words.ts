/** What people read for each period of a policy; by `kind.period` where kinds differ. */
const PERIODS: Readonly<Record<string, string>> = {
  verify: '核实',
  verifyUrgent: '核实（紧急）',
  rejectionApproval: '不属实的审批',
  transferObjection: '受移送单位提出异议',
  transferChase: '安委办督促系统外单位接收移送',
  transferDispute: '移送争议协调',
  grade: '定级',
  gradeConfirm: '重大隐患定级确认',
  assign: '交办',
  accept: '签收',
  'tip.accept': '受理或不予受理并告知',
  acceptMajor: '签收（重大）',
  adjudicate: '退回后的裁定',
  planSubmit: '报送整改方案',
  planReview: '审查整改方案',
  limitGeneral: '一般隐患整改期限（未另定时）',
  limitGeneralMax: '一般隐患整改期限上限',
  limitMajor: '重大隐患整改期限（方案确定前）',
  limitMajorMax: '重大隐患整改期限上限',
  limitPlanGate: '超过此期限的一般隐患须报方案',
  limitAgain: '复查不合格后的整改期限（未另定时）',
  extensionWindow: '申请延期的窗口（届满前）',
  extensionDecision: '延期申请的答复',
  assistBefore: '协办单位完成时间（届满前）',
  recheck: '复查',
  closeout: '销号审批',
  watch: '一般隐患销号后观察',
  lookBack: '重大或重复隐患回头看',
  appeal: '对不属实结论提出异议',
  appealAnswer: '异议的重新核实',
  issueSupervise: '督办函签发',
  issueList: '挂牌督办（重点督办）签发',
  issueTalk: '约谈签发',
  issueCirculate: '通报签发',
  issueRefer: '问责移送签发',
  remind: '提醒间隔',
  importNoRefer: '导入后不提请问责移送',
  sealLimit: '查封期限',
  sealExtension: '查封延长期限',
  suspensionLimit: '暂时停产停业期限',
  controlWarn: '管控措施届满预警（届满前）',
  resumptionReview: '恢复生产经营的审查',
  powerCutNotice: '停止供电的提前通知',
  stayConfirm: '中止的重新确认',
  urging: '属地乡镇到现场督促',
  publishListing: '挂牌、摘牌的公布',
  drafting: '线索梳理',
  hearing: '听取说明',
  deciding: '审批',
  firstAsk: '移送后首次询问',
  ask: '此后询问的间隔',
  reminder: '催请的间隔',
  reassign: '退回后改派核查单位',
  answer: '核查并答复',
  moreTime: '经批准延长答复',
  finalAnswer: '隐患办结或认定重复后答复',
  progress: '询问隐患办理情况的间隔',
  propose: '提出奖励意见',
  decide: '审批奖励',
  review: '举报人申请复查',
  takeOver: '上一级接办',
};

/** What people read for each number of a policy, and what it counts. */
const NUMBERS: Readonly<Record<string, readonly [string, string]>> = {
  returnsMax: ['退回交办最多', '次'],
  officersMin: ['执法（核查）人员至少', '人'],
  officersMinMajor: ['重大隐患执法人员至少', '人'],
  extensionsMax: ['延期最多', '次'],
  workFromMinute: ['上班时间', ''],
  workToMinute: ['下班时间', ''],
  remindSecondsMin: ['提醒间隔至少', '秒'],
  progressAsks: ['询问几次无结果后报上一级和安委办', '次'],
  rewardPercent: ['奖励占罚款的比例', '%'],
  rewardMin: ['按罚款计的最低奖励', '元'],
  rewardMax: ['按罚款计的最高奖励', '元'],
  concealedGeneral: ['瞒报谎报一般事故，每查实一人', '元'],
  concealedLarger: ['瞒报谎报较大事故，每查实一人', '元'],
  concealedMajor: ['瞒报谎报重大事故，每查实一人', '元'],
  concealedExtraordinary: ['瞒报谎报特别重大事故，每查实一人', '元'],
  concealedMax: ['瞒报谎报事故的最高奖励', '元'],
  rewardWithoutPenalty: ['未作处罚的隐患的奖励', '元'],
};

const POSTS: Readonly<Record<string, string>> = {
  lead: '牵头监管单位经办人',
  leadDeputy: '牵头监管单位分管负责人',
  leadPrincipal: '牵头监管单位主要负责人',
  rectifier: '整改责任人',
  rectifierDeputy: '整改单位分管负责人',
  rectifierPrincipal: '整改单位主要负责人',
  township: '属地乡镇',
  holder: '当前持有人',
  deputy: '持有人所在单位分管负责人',
  principal: '持有人所在单位主要负责人',
  officeDesk: '安委办经办人',
  officeDirector: '安委办主任',
  deputyHead: '分管副县长',
  committeeHead: '安委会主任',
  partySecretary: '县委主要负责人',
  inspectorate: '督查室',
};

export const UNITS: Readonly<Record<string, string>> = {
  hour: '小时',
  calendarDay: '日',
  workingDay: '个工作日',
  second: '秒（演练）',
};

export const ACTS: Readonly<Record<string, string>> = {
  notify: '通知',
  propose: '拟稿待签发，知会',
  handOver: '升级办理，通知',
  takeOver: '接管办理，通知',
};

export const SEVERITIES: Readonly<Record<string, string>> = { general: '一般', major: '重大' };

export function periodName(kind: string, name: string): string {
  return PERIODS[`${kind}.${name}`] ?? PERIODS[name] ?? name;
}

export function numberWords(name: string): readonly [string, string] {
  return NUMBERS[name] ?? [name, ''];
}

export function postName(name: string): string {
  return POSTS[name] ?? name;
}
