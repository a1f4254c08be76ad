import { useRead } from '../../client/queries.ts';
import type { Schema } from '../../forms/schema.ts';

/** What people call the parts of what was said, and the codes in them. */
export interface Words {
  readonly labels: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<string, string>>;
}

/** Parts that no form asks for, or that its title words for whoever fills it in. */
const OWN: Readonly<Record<string, string>> = {
  report: '上报内容', description: '隐患描述', place: '地点', source: '来源', foundOn: '发现日期', subject: '责任单位',
  lead: '监管部门', region: '属地', sector: '行业领域', items: '问题', text: '内容', evidence: '证据材料', note: '说明',
  due: '期限', step: '下一环节', reason: '理由', severity: '隐患级别', clause: '判定依据', assignment: '交办', order: '文书',
  number: '文号', date: '日期', officers: '经办人员', remedies: '救济途径', service: '送达', way: '方式', limit: '时限',
  unit: '单位', post: '岗位', until: '截止', late: '是否逾期', deemed: '视为签收', rung: '督办层级', dueAt: '应办时间',
  document: '文书', replyDue: '回复期限', told: '告知', confirmers: '签发人', issuedBy: '签发人', ground: '问责情形',
  closeoutNumber: '销号编号', opinion: '意见', opinionNumber: '意见书文号', onSite: '到现场', signature: '签字',
  signed: '已签字', refusalNote: '拒签说明', summary: '完成情况', funds: '资金（万元）', workers: '参与人员',
  measures: '整改措施', dueOn: '整改期限', percent: '完成比例', statement: '说明', heldBy: '办理岗位', from: '自', to: '转至',
  basis: '依据', issued: '签发', by: '由', at: '时间', field: '更正项', value: '更正为', visitedOn: '督促日期', found: '督促情况',
  silent: '未作说明', groundLabel: '问责情形', outcome: '处理结果', proposed: '移送建议', action: '处理', result: '结果',
  done: '整改情况', control: '措施', target: '措施对象', inspection: '检查', contact: '现场联系人', passed: '合格',
  assists: '协办', task: '任务', witness: '见证人', mode: '检查方式', explanation: '情况说明', amount: '天数', controls: '监控措施',
  plan: '方案', parts: '内容', decision: '决定', accepted: '是否受理', sheetNumber: '台账编号', row: '台账行号', level: '等级',
  supply: '停止供应', authority: '审批机关', extra: '台账其他栏', progress: '台账状态', extension: '延期',
  oldDue: '原期限', newDue: '新期限', holder: '办理岗位', cause: '原因', round: '轮次', receipt: '回执',
}; // prettier-ignore

const CODES: Readonly<Record<string, string>> = {
  inspection: '监督检查', self: '企业自查', tip: '举报', reported: '上报', unannounced: '“四不两直”检查', routine: '日常检查',
  enterprise: '生产经营单位', publicOfficial: '公职人员', refer: '移送', enforcement: '行政执法部门', inspectorate: '督查室',
  concealment: '瞒报谎报', falsifiedCloseout: '虚假销号', accident: '发生事故', inaction: '失职不作为',
  calendarDay: '自然日', workingDay: '工作日', hour: '小时', open: '待整改', passed: '合格', failed: '不合格',
  rectifying: '整改中', planning: '方案审查', listed: '已挂牌', county: '县级', delisted: '已解除',
}; // prettier-ignore

/** The words of a matter's forms, by which what was handed in is read again. */
export function useWords(path: string, id: string): Words {
  const { data } = useRead(`/v1/${path}/${id}/commands`);
  const papers = useRead(`/v1/${path}/${id}/documents`).data;
  const labels: Record<string, string> = {};
  const codes: Record<string, string> = {};
  for (const { schema } of data?.commands ?? []) gather(schema, labels, codes);
  for (const { document, title } of papers?.items ?? []) codes[document] ??= title;
  return { labels: { ...labels, ...OWN }, codes: { ...CODES, ...codes } };
}

function gather(schema: Schema, labels: Record<string, string>, codes: Record<string, string>): void {
  Object.assign(codes, schema['x-label']);
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    if (part.title !== undefined) labels[name] ??= part.title;
    gather(part, labels, codes);
  }
  if (schema.items !== undefined) gather(schema.items, labels, codes);
}
