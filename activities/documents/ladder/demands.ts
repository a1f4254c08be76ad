import type { Rung } from '../../../workflows/hazard/supervision.ts';
import type { Fields } from '../definition.ts';
import type { RungGiven } from './rung.ts';
import type { Situation } from './situation.ts';

type Demands = readonly string[];

const CONTROLS = '整改完成前，落实安全防范和现场监控措施；不能保证安全的，依法采取停止使用、停止作业、撤出人员等措施。';
const EXPLAIN = '不能按期完成的，书面说明原因、已采取的措施和下一步安排。';

/** What each rung asks of whoever must rectify, and of whoever supervises them. */
const RECTIFY: Readonly<Record<Rung, Demands>> = {
  warn: [
    '对照整改指令逐项落实整改责任、措施、资金、时限和应急预案，按期完成整改。',
    CONTROLS,
    '整改完成后及时报验；因不可抗力或者客观原因需要延期的，在期限届满前依照规定书面申请，未经批准，原期限不变。',
  ],
  urge: ['立即完成整改并报验；已经完成的，立即补报整改情况和证明材料。', CONTROLS, EXPLAIN],
  supervise: [
    '主要负责人组织核查整改进展，明确责任领导、责任人员、整改措施和完成时间，尽快完成整改并报验。',
    CONTROLS,
    '监管责任单位加强跟踪督促和现场核查，依法履行监管职责。',
    EXPLAIN,
  ],
  list: [
    '责任单位主要负责人对治理工作负总责，逐项落实治理责任、措施、资金、时限和应急预案。',
    CONTROLS,
    '挂牌督办期间按照督办单位的要求报告治理进展；治理完成后自行验收合格，再报监管责任单位复查。',
    '监管责任单位明确专人跟踪督办，及时掌握并报告治理进展。',
  ],
  talk: [
    '被约谈单位主要负责人按时参加约谈，不得委托他人代替；确有特殊情况的，事先书面说明并经约谈单位同意。',
    '准备书面材料，说明整改进展、未按期完成的原因、已采取的安全防范措施和下一步安排。',
    '约谈后作出书面整改承诺，明确措施、责任人员和完成时间，并按承诺完成整改。',
  ],
  circulate: [
    '整改责任单位立即采取措施完成整改并报验；整改完成前落实安全防范和现场监控措施。',
    '监管责任单位逐项跟踪，督促整改到位，及时报告结果。',
    '各单位对照检查本地区、本行业领域在办隐患的整改进度，防止同类情况发生。',
  ],
  refer: [
    '请依照管理权限和规定程序处理，并将受理情况和处理结果书面反馈。',
    '移送期间，隐患整改和安全防范措施继续由原责任单位落实，不因移送而中止。',
  ],
};

/** What it asks of whoever let a step of the proceedings lie. */
function handle(duty: string): Readonly<Record<Rung, Demands>> {
  const meanwhile = '隐患消除前，督促有关单位落实安全防范和监控措施。';
  const once = `立即办理上述${duty}事项，明确承办人员和完成时间，办结后及时登记。`;
  return {
    warn: [once],
    urge: [once, meanwhile, EXPLAIN],
    supervise: [`主要负责人组织办理上述${duty}事项，明确承办人员和完成时间，办结后及时登记。`, meanwhile, EXPLAIN],
    list: [once, meanwhile],
    talk: [
      '被约谈单位主要负责人按时参加约谈，不得委托他人代替；确有特殊情况的，事先书面说明并经约谈单位同意。',
      `准备书面材料，说明${duty}事项的办理情况、未按时办结的原因和下一步安排。`,
      '约谈后作出书面承诺，明确措施、承办人员和完成时间，并按承诺办结。',
    ],
    circulate: [once, meanwhile, '各单位对照检查本单位在办事项的办理时限，防止同类情况发生。'],
    refer: RECTIFY.refer,
  };
}

/** The demands of a rung, numbered. */
export function demandsOf({ rung, clock }: Pick<RungGiven, 'rung' | 'clock'>, { duty }: Situation): readonly Fields[] {
  const demands = clock === 'S' ? handle(duty)[rung] : RECTIFY[rung];
  return demands.map((text, i) => ({ n: (i + 1).toString(), text }));
}
