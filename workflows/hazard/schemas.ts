import type { JsonSchema } from '../kernel/face.ts';
import type { CommandType } from './command.ts';
import {
  body,
  count,
  day,
  evidence,
  listOf,
  object,
  oneOf,
  people,
  reason,
  ref,
  reportBody,
  sealedText,
  text,
} from './schema-parts.ts';
import { REGION_SCHEMAS } from './schema-regions.ts';
import { checked, done, flag, inspection, order, service, signature } from './schema-papers.ts';
import {
  ASSURED_WORDS,
  EXTENSION_WORDS,
  GROUND_WORDS,
  MODE_WORDS,
  PLAN_WORDS,
  RUNG_WORDS,
  SERVICE_WORDS,
  SEVERITY_WORDS,
  SOURCE_WORDS,
} from './words.ts';

const items = listOf(object({ text: text('问题', 2_000) }), '问题清单（逐条）', 1, 200);
const limit = count('整改时限（按政策的单位）', 1, 365);
const policy: JsonSchema = oneOf('期限规则', { standard: '按规定时限', trial: '演示时限（以秒计）' });
const funds: JsonSchema = { type: 'number', minimum: 0, maximum: 1_000_000, title: '资金（万元）' };
const rung: JsonSchema = oneOf('督办层级', labels(RUNG_WORDS));
const clock: JsonSchema = oneOf('时钟', { T: '整改期限', S: '办理时限' });

function labels(words: Readonly<Record<string, { readonly label: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word.label]));
}

function decided(title: string, words: Readonly<Record<string, string>>): { decision: JsonSchema; reason: JsonSchema } {
  return { decision: oneOf(title, words), reason };
}

function each(
  words: Readonly<Record<string, string>>,
  schemaOf: (title: string) => JsonSchema,
  title: string,
): JsonSchema {
  return object(Object.fromEntries(Object.entries(words).map(([key, word]) => [key, schemaOf(word)])), {}, title);
}

const OPENING_AND_GRADING = {
  Report: reportBody(
    {
      source: oneOf('隐患来源', SOURCE_WORDS),
      region: ref('unit', '所属乡镇'),
      description: text('隐患描述', 4_000),
      place: text('地点'),
      foundOn: day,
      items,
      evidence,
    },
    {
      mode: oneOf('检查方式', MODE_WORDS),
      subject: ref('unit', '责任单位'),
      lead: ref('unit', '监管部门'),
      sector: text('行业领域', 50),
      urgent: flag('紧急'),
      inspectors: people('检查人员'),
      recurrenceOf: ref('matter', '重复发生的，原隐患是'),
      policy,
    },
  ),
  Import: body<'Import'>(
    {
      batch: text('导入批次', 80),
      fileHash: text('文件指纹', 80),
      row: count('行号', 1, 1_048_576),
      source: oneOf('隐患来源', SOURCE_WORDS),
      region: ref('unit', '所属乡镇'),
      lead: ref('unit', '监管部门'),
      description: text('隐患描述', 4_000),
      foundOn: day,
      severity: oneOf('隐患级别', SEVERITY_WORDS),
      dueOn: day,
      progress: oneOf('整改状态', { notStarted: '未整改', rectifying: '整改中', awaitingRecheck: '待复查' }),
    },
    {
      sheetNumber: text('隐患编号', 64),
      subject: ref('unit', '责任单位'),
      sector: text('行业领域', 50),
      measures: text('整改措施', 4_000),
      funds,
      extra: { type: 'object', additionalProperties: { type: 'string', maxLength: 4_000 }, title: '其他列' },
      policy,
    },
  ),
  Verify: body<'Verify'>({ note: text('核实情况', 2_000), evidence }, { items, inspection }),
  ProposeRejection: body<'ProposeRejection'>({ reason, evidence }, {}),
  DecideRejection: body<'DecideRejection'>(decided('审批', { approve: '同意', decline: '不同意' }), {}),
  Appeal: body<'Appeal'>({ reason, evidence }, {}),
  Merge: body<'Merge'>({ master: ref('matter', '主办事项'), reason }, { masterNumber: text('主办事项编号', 64) }),
  Transfer: body<'Transfer'>({ to: ref('unit', '接收单位'), reason, evidence }, {}),
  AnswerTransfer: body<'AnswerTransfer'>(
    { answer: oneOf('答复', { accept: '接受', object: '提出异议' }), reason, evidence },
    {},
  ),
  Grade: body<'Grade'>(
    { severity: oneOf('隐患级别', SEVERITY_WORDS), reason },
    { clause: ref('clause', '判定依据（条款）') },
  ),
  DecideGrade: body<'DecideGrade'>(decided('定级复核', { confirm: '确认', decline: '不确认' }), {}),
};

const ASSIGNMENT_AND_PLAN = {
  Assign: body<'Assign'>(
    { unit: ref('unit', '整改责任单位'), order },
    {
      post: ref('post', '整改责任岗位'),
      limit,
      service,
      assists: listOf(object({ unit: ref('unit', '协办单位'), task: text('协办任务') }), '协办', 0, 20),
      lead: ref('unit', '监管部门'),
    },
  ),
  Reassign: body<'Reassign'>(
    { part: oneOf('改派', { rectifier: '整改单位', supervisor: '监管单位' }), unit: ref('unit', '单位'), reason },
    { post: ref('post', '岗位') },
  ),
  RecordService: body<'RecordService'>(
    { way: oneOf('送达方式', SERVICE_WORDS), date: day, evidence },
    { witness: sealedText('见证人', 50) },
  ),
  ReplacePaper: body<'ReplacePaper'>(
    {
      key: { ...text('被替代文书', 100), 'x-paper': true },
      number: text('手工文书的文号', 100),
      date: day,
      reason,
      evidence,
    },
    { service },
  ),
  Accept: body<'Accept'>({}, { note: text('说明') }),
  ReturnAssignment: body<'ReturnAssignment'>({ reason, evidence }, {}),
  Adjudicate: body<'Adjudicate'>(
    { decision: oneOf('裁定', { stands: '维持', returned: '退回', other: '另行指定' }), reason },
    { unit: ref('unit', '指定单位') },
  ),
  SubmitPlan: body<'SubmitPlan'>(
    {
      parts: each(PLAN_WORDS, (title) => text(title, 4_000), '整改方案六项内容'),
      assured: each(ASSURED_WORDS, flag, '五落实'),
      limit,
      evidence,
    },
    {},
  ),
  DecidePlan: body<'DecidePlan'>(decided('方案审查', { approve: '通过', reject: '退回修改' }), {}),
};

const RECTIFICATION = {
  ReportProgress: body<'ReportProgress'>(
    { text: text('进展情况', 2_000), evidence },
    { percent: count('完成比例', 0, 100) },
  ),
  RequestExtension: body<'RequestExtension'>(
    {
      amount: count('延长（按政策的单位）', 1, 365),
      reason: oneOf('延期事由', EXTENSION_WORDS),
      explanation: text('情况说明', 2_000),
      evidence,
    },
    { controls: text('延期期间的监控措施', 2_000) },
  ),
  DecideExtension: body<'DecideExtension'>(decided('延期审批', { grant: '同意', refuse: '不同意' }), {}),
  SubmitAssist: body<'SubmitAssist'>({ result: text('协办结果', 2_000), evidence }, {}),
  SubmitRectification: body<'SubmitRectification'>(
    { items: done, summary: text('整改完成情况', 4_000) },
    { workers: people('参与整改人员'), funds },
  ),
  Recheck: body<'Recheck'>(
    {
      officers: people('复查人员（两人以上）', 1),
      items: checked,
      onSite: flag('已到现场'),
      opinion: text('复查意见', 4_000),
      signature,
      evidence,
    },
    { opinionNumber: text('系统外复查意见书的文号', 100), limit },
  ),
  DecideCloseout: body<'DecideCloseout'>(decided('销号审批', { approve: '同意销号', refuse: '不同意' }), {}),
  LookBack: body<'LookBack'>(
    {
      result: oneOf('回头看结果', { passed: '未反弹', failed: '已反弹' }),
      officers: people('回头看人员', 1),
      note: text('情况', 2_000),
      evidence,
    },
    { limit },
  ),
  Reopen: body<'Reopen'>({ reason, evidence }, { limit }),
  Abolish: body<'Abolish'>({ decisionNumber: text('关闭决定文号', 100), reason, evidence }, {}),
  RectifyOnTheSpot: body<'RectifyOnTheSpot'>(
    {
      rectifiedBy: people('整改人员', 1),
      officers: people('复查人员（两人以上）', 1),
      items: done,
      opinion: text('复查意见', 4_000),
      signature,
    },
    {},
  ),
};

const SUPERVISION = {
  DecideRung: body<'DecideRung'>(
    { rung, clock, decision: oneOf('签发', { issue: '签发', decline: '不予签发' }) },
    { reason, document: text('系统外文书的文号', 100) },
  ),
  ReplyToSupervision: body<'ReplyToSupervision'>({ rung, clock, text: text('回复内容', 4_000), evidence }, {}),
  LowerLevel: body<'LowerLevel'>({ to: count('降至', 0, 6), reason }, {}),
  RaiseGround: body<'RaiseGround'>(
    { ground: oneOf('问责情形', GROUND_WORDS), note: text('情况', 2_000), evidence },
    {},
  ),
  CorrectRecord: body<'CorrectRecord'>({ field: text('更正项', 100), value: text('更正为', 2_000), reason }, {}),
  Wake: body<'Wake'>({}, { resentFor: { type: 'string', format: 'date-time', title: '应到时刻' } }),
  HandOver: body<'HandOver'>(
    { post: ref('post', '岗位'), unit: ref('unit', '单位'), reason },
    { cause: oneOf('事由', { vacant: '岗位空缺', leave: '请假' }), people: people('到岗人员') },
  ),
  Hear: body<'Hear'>(
    { from: ref('matter', '事项'), event: text('事件', 64), data: { type: 'object', title: '内容' } },
    {},
  ),
};

/** The JSON Schema of every command's body. The compiler holds each equal to the body's type. */
export const SCHEMAS: Readonly<Record<CommandType, JsonSchema>> = {
  ...OPENING_AND_GRADING,
  ...ASSIGNMENT_AND_PLAN,
  ...RECTIFICATION,
  ...SUPERVISION,
  ...REGION_SCHEMAS,
};
