import type { LifecycleRow } from '../kernel/definition.ts';
import type { CaseCommand } from './command.ts';
import type { Relation } from './relations.ts';
import type { OpenStatus } from './state.ts';

type Row = LifecycleRow<CaseCommand['type'], OpenStatus, Relation>;

const OPEN: readonly OpenStatus[] = ['drafting', 'hearing', 'deciding', 'referred', 'handling'];
/** While the case is still decided here, evidence for and against is taken. */
const UNDECIDED: readonly OpenStatus[] = ['drafting', 'hearing', 'deciding'];

/** In which statuses a command is heard, who may say it, and where the rule comes from. */
export const LIFECYCLE: readonly Row[] = [
  { command: 'OpenCase', statuses: 'opening', by: ['system'], basis: '隐患问责移送签发后立案（本系统设计 §2.15）' },
  {
    command: 'AddEvidence',
    statuses: UNDECIDED,
    by: ['keeper', 'subject', 'involved', 'inspectorate'],
    basis: '尽职免责与失职失责证据一并收集（责任制规定第二十二条）',
  },
  {
    command: 'SubmitStatement',
    statuses: ['hearing', 'deciding'],
    by: ['subject', 'keeper'],
    basis: '听取当事人说明和申辩（参照政务处分法第四十三条）',
  },
  {
    command: 'ProposeReferral',
    statuses: ['drafting'],
    by: ['keeper'],
    basis: '线索梳理与移送建议（本系统设计 §2.15）',
  },
  { command: 'DecideReferral', statuses: ['deciding'], by: ['decider'], basis: '由有干部管理权限者决定（责任制规定）' },
  {
    command: 'AnswerReferral',
    statuses: ['referred', 'handling'],
    by: ['keeper'],
    basis: '受理机关的答复由安委办登记（本系统设计 §2.15）',
  },
  {
    command: 'RecordOutcome',
    statuses: ['handling'],
    by: ['keeper'],
    basis: '处理结果反馈由安委办登记（本系统设计 §2.15）',
  },
  {
    command: 'HandOver',
    statuses: OPEN,
    by: ['system'],
    basis: '岗位空缺或人员请假，转下一责任岗位（本系统设计）',
  },
  {
    command: 'ReviseTerms',
    statuses: OPEN,
    by: ['reviser'],
    basis: '规则冻结，修订须具名（本系统设计）',
  },
  { command: 'Wake', statuses: OPEN, by: ['system'], basis: '沉默不停环（本系统设计）' },
  { command: 'Hear', statuses: OPEN, by: ['system'], basis: '隐患办理情况告知（责任制规定第二十二条）' },
];
