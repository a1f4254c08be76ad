import type { StatusFace } from '../kernel/face.ts';
import type { CommandType } from './command.ts';
import type {
  Assured,
  ExtensionReason,
  InspectionMode,
  OrderType,
  PlanPart,
  ServiceWay,
  Severity,
  Source,
} from './matter.ts';
import type { Status } from './status.ts';
import type { GroundKind, Rung } from './supervision.ts';

/** What people read for each status, and what they mostly do in it. */
export const STATUS_WORDS: Readonly<Record<Status, StatusFace<CommandType>>> = {
  reported: { label: '待核实', open: true, live: true, usual: true, next: 'Verify', also: ['DecideRejection'] },
  registered: { label: '已登记', open: true, live: true, usual: true, next: 'Grade', also: ['Assign'] },
  assigned: { label: '待签收', open: true, live: true, usual: true, next: 'Accept', also: ['Adjudicate'] },
  planning: { label: '方案审查', open: true, live: true, usual: true, also: ['SubmitPlan', 'DecidePlan'] },
  rectifying: {
    label: '整改中',
    open: true,
    live: true,
    usual: true,
    next: 'SubmitRectification',
    also: ['DecideExtension', 'ReportProgress'],
  },
  rechecking: { label: '待复查', open: true, live: true, usual: true, next: 'Recheck', also: ['DecideExtension'] },
  closing: { label: '待销号', open: true, live: true, usual: true, next: 'DecideCloseout' },
  closed: { label: '已销号', open: false, live: true, usual: true, also: ['LookBack'] },
  archived: { label: '归档', open: false, live: false, usual: true },
  transferred: { label: '已移送', open: false, live: false, usual: false },
  rejected: { label: '不属实', open: false, live: true, usual: false },
  merged: { label: '合并办理', open: false, live: false, usual: false },
  abolished: { label: '关闭取缔', open: false, live: false, usual: false },
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { general: '一般', major: '重大' };

export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  inspection: '执法检查',
  campaign: '专项整治',
  selfReport: '企业自查自报',
  safetyOfficer: '安全管理人员直报',
  tip: '群众举报',
  superiorFeedback: '上级督查反馈',
  expert: '专家排查',
  patrol: '属地巡查',
  sensor: '监测预警',
  transfer: '部门移送',
  threeYearAction: '治本攻坚三年行动',
  other: '其他',
};

export const MODE_WORDS: Readonly<Record<InspectionMode, string>> = {
  unannounced: '四不两直',
  joint: '联合检查',
  night: '夜查',
  routine: '常规检查',
  random: '双随机',
  recheck: '复查',
};

export const ORDER_WORDS: Readonly<Record<OrderType, string>> = {
  rectifyOrder: '责令限期整改指令书',
  onSiteDecision: '现场处理措施决定书',
  notice: '整改通知书',
  assignmentSlip: '交办单',
};

export const SERVICE_WORDS: Readonly<Record<ServiceWay, string>> = {
  direct: '直接送达',
  post: '邮寄送达',
  left: '留置送达',
  electronic: '电子送达（已书面确认）',
  refused: '拒签',
};

export const PLAN_WORDS: Readonly<Record<PlanPart, string>> = {
  goals: '目标和任务',
  methods: '方法和措施',
  funds: '经费和物资',
  people: '机构和人员',
  schedule: '时限和要求',
  safety: '安全措施和应急预案',
};

export const ASSURED_WORDS: Readonly<Record<Assured, string>> = {
  responsibility: '责任落实',
  measures: '措施落实',
  funds: '资金落实',
  deadline: '时限落实',
  contingency: '预案落实',
};

export const EXTENSION_WORDS: Readonly<Record<ExtensionReason, string>> = {
  forceMajeure: '不可抗力',
  objective: '客观原因（附监控措施）',
};

export const GROUND_WORDS: Readonly<Record<GroundKind, string>> = {
  falsifiedCloseout: '虚假销号',
  concealment: '瞒报谎报',
  accident: '在办期间发生事故',
  inaction: '对重大隐患不作为',
};

/** `level` is the rung's ordinal as shipped. */
export const RUNG_WORDS: Readonly<Record<Rung, { readonly label: string; readonly level: number }>> = {
  warn: { label: '预警', level: 1 },
  urge: { label: '催办', level: 2 },
  supervise: { label: '督办', level: 3 },
  list: { label: '重点督办 / 挂牌督办', level: 4 },
  talk: { label: '约谈', level: 5 },
  circulate: { label: '通报', level: 6 },
  refer: { label: '问责移送', level: 7 },
};
