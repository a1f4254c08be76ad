import type { CommandType } from './command.ts';
import { at, ENTERPRISE, evidence, officers, type Example } from './example-parts.ts';
import { REGION_EXAMPLES } from './example-regions.ts';

const INTAKE: Partial<{ [T in CommandType]: Example<T> }> = {
  Report: {
    body: {
      source: 'inspection',
      mode: 'unannounced',
      subject: ENTERPRISE,
      region: 'u-chengguan',
      lead: 'u-yingji',
      sector: '危险化学品',
      description: '二号仓库可燃气体报警器失效，未接入值班室。',
      place: '宏泰化工二号仓库',
      foundOn: '{today}',
      items: [{ text: '可燃气体报警器失效' }, { text: '报警信号未接入值班室' }],
      evidence,
    },
    demo: { matter: 'new', account: 'chengguan-jb' },
  },
  Verify: { body: { note: '现场核实，情况属实。', evidence }, demo: at('Verify', 'yingji-jb') },
  ProposeRejection: {
    body: { reason: '现场核实，报警器工作正常，上报情况不属实。', evidence },
    demo: at('ProposeRejection', 'yingji-jb'),
  },
  DecideRejection: {
    body: { decision: 'approve', reason: '核实材料充分，同意认定不属实。' },
    demo: at('DecideRejection', 'yingji-fg'),
  },
  Appeal: { body: { reason: '报警器当日为临时修复，次日又失效。', evidence }, demo: at('Appeal', 'chengguan-jb') },
  Merge: {
    body: {
      master: '{matter:hazard:Verify}',
      masterNumber: '{number:hazard:Verify}',
      reason: '与前一事项为同一隐患。',
    },
    demo: at('Merge', 'yingji-jb'),
  },
  Transfer: {
    body: { to: 'u-zhujian', reason: '该处为在建工程，属住建部门职责。', evidence },
    demo: at('Transfer', 'yingji-jb'),
  },
  AnswerTransfer: {
    body: { answer: 'object', reason: '该工程已竣工验收并移交，不属本部门职责。', evidence },
    demo: at('AnswerTransfer', 'zhujian-jb'),
  },
  Grade: { body: { severity: 'general', reason: '危害较小，可限期整改。' }, demo: at('Grade', 'yingji-jb') },
  DecideGrade: {
    body: { decision: 'confirm', reason: '符合判定标准，确认为重大事故隐患。' },
    demo: at('DecideGrade', 'yingji-zr'),
  },
  RectifyOnTheSpot: {
    body: {
      rectifiedBy: ['per-qiye01-1'],
      officers,
      items: [
        { id: '1', done: '已当场更换报警器', evidence },
        { id: '2', done: '已当场接入值班室', evidence },
      ],
      opinion: '当场整改到位，复查合格。',
      signature: { signed: true },
    },
    demo: at('RectifyOnTheSpot', 'yingji-jb'),
  },
};

const ASSIGNMENT: Partial<{ [T in CommandType]: Example<T> }> = {
  Assign: {
    body: {
      unit: ENTERPRISE,
      limit: 7,
      order: {
        type: 'rectifyOrder',
        number: '（云岭）应急责改〔2026〕1号',
        date: '{today}',
        officers,
        remedies: '可在六十日内向云岭县人民政府申请行政复议，或者在六个月内向云岭县人民法院起诉。',
      },
      service: { way: 'direct', date: '{today}', evidence },
    },
    demo: at('Assign', 'yingji-jb'),
  },
  Reassign: {
    body: { part: 'rectifier', unit: 'u-chengguan', reason: '企业已停业，由属地街道组织整改。' },
    demo: at('Reassign', 'yingji-jb'),
  },
  RecordService: { body: { way: 'direct', date: '{today}', evidence }, demo: at('RecordService', 'yingji-jb') },
  ReplacePaper: {
    body: {
      key: 'draw:4',
      number: '（云岭）应急责改〔2026〕手1号',
      date: '{today}',
      reason: '企业名称含生僻字，系统字库缺字，改用手工文书。',
      evidence,
      service: { way: 'direct', date: '{today}', evidence },
    },
    // Which paper cannot be made here no county is set out with.
    demo: null,
  },
  Accept: { body: { note: '已收悉，立即组织整改。' }, demo: at('Accept', 'qiye01-fzr') },
  ReturnAssignment: {
    body: { reason: '该仓库已转租，不由本单位管理。', evidence },
    demo: at('ReturnAssignment', 'qiye01-fzr'),
  },
  Adjudicate: {
    body: { decision: 'stands', reason: '产权单位负有整改责任，维持交办。' },
    demo: at('Adjudicate', 'anweiban'),
  },
  SubmitPlan: {
    body: {
      parts: {
        goals: '二十日内消除隐患',
        methods: '更换全部报警器并联网',
        funds: '企业自筹五万元',
        people: '由安全管理部负责',
        schedule: '分两批更换',
        safety: '更换期间专人值守，备有应急预案',
      },
      assured: { responsibility: true, measures: true, funds: true, deadline: true, contingency: true },
      limit: 20,
      evidence,
    },
    demo: at('SubmitPlan', 'qiye01-fzr'),
  },
  DecidePlan: { body: { decision: 'approve', reason: '方案可行，五落实齐全。' }, demo: at('DecidePlan', 'yingji-fg') },
};

const WORK: Partial<{ [T in CommandType]: Example<T> }> = {
  ReportProgress: {
    body: { text: '报警器已到货，明日安装。', percent: 60, evidence },
    demo: at('ReportProgress', 'qiye01-fzr'),
  },
  RequestExtension: {
    body: {
      amount: 5,
      reason: 'objective',
      explanation: '配件由省外厂家供货，物流延误。',
      controls: '延期期间专人值守，每小时人工检测一次。',
      evidence,
    },
    demo: at('RequestExtension', 'qiye01-fzr'),
  },
  DecideExtension: {
    body: { decision: 'grant', reason: '事由成立，监控措施到位。' },
    demo: at('DecideExtension', 'yingji-fg'),
  },
  SubmitAssist: { body: { result: '已完成周边住户告知。', evidence }, demo: at('SubmitAssist', 'chengguan-jb') },
  SubmitRectification: {
    body: {
      items: [
        { id: '1', done: '报警器已全部更换', evidence },
        { id: '2', done: '报警信号已接入值班室', evidence },
      ],
      funds: 4.8,
      summary: '两项问题均已整改完成。',
    },
    demo: at('SubmitRectification', 'qiye01-fzr'),
  },
  Recheck: {
    body: {
      officers,
      items: [
        { id: '1', result: 'passed', note: '现场测试正常' },
        { id: '2', result: 'passed', note: '值班室可收到信号' },
      ],
      onSite: true,
      opinionNumber: '（云岭）应急复查〔2026〕1号',
      opinion: '两项问题均已整改到位。',
      signature: { signed: true },
      evidence,
    },
    demo: at('Recheck', 'yingji-jb'),
  },
  DecideCloseout: {
    body: { decision: 'approve', reason: '复查合格，同意销号。' },
    demo: at('DecideCloseout', 'yingji-fg'),
  },
  LookBack: {
    body: { result: 'passed', officers: ['per-ducha01-1'], note: '现场回看，未反弹。', evidence },
    demo: at('LookBack', 'ducha01'),
  },
  Reopen: { body: { reason: '报警器再次失效，有照片为证。', evidence }, demo: at('Reopen', 'chengguan-jb') },
  Abolish: {
    body: { decisionNumber: '云岭府决〔2026〕8号', reason: '经整顿仍不具备安全生产条件，依法关闭。', evidence },
    demo: at('Abolish', 'anweiban-zr'),
  },
};

const SUPERVISION: Partial<{ [T in CommandType]: Example<T> }> = {
  DecideRung: {
    body: { rung: 'refer', clock: 'T', decision: 'issue', document: '云岭安委移〔2026〕1号' },
    demo: at('DecideRung', 'xianzhang'),
  },
  ReplyToSupervision: {
    body: { rung: 'list', clock: 'T', text: '已制定治理方案，落实责任人，每日报告进展。', evidence },
    demo: at('ReplyToSupervision', 'yingji-jb'),
  },
  LowerLevel: { body: { to: 3, reason: '治理措施已落实，风险可控。' }, demo: at('LowerLevel', 'anweiban-zr') },
  RaiseGround: {
    body: { ground: 'concealment', note: '企业隐瞒同类问题两处。', evidence },
    demo: at('RaiseGround', 'anweiban-zr'),
  },
  CorrectRecord: {
    body: { field: '地点', value: '宏泰化工三号仓库', reason: '登记时误写仓库编号。' },
    demo: at('CorrectRecord', 'anweiban'),
  },
};

/** The example of every command of people; the system's own commands have none. */
export const EXAMPLES: Readonly<Partial<{ [T in CommandType]: Example<T> }>> = {
  ...INTAKE,
  ...ASSIGNMENT,
  ...WORK,
  ...SUPERVISION,
  ...REGION_EXAMPLES,
};
