import type { JsonSchema } from '../kernel/face.ts';
import { evidenceFile, object, oneOf, text } from '../kernel/schema-parts.ts';
import type { TipCommand } from './command.ts';
import { ABOUT_WORDS, GRADE_WORDS, GROUND_WORDS, RESULT_WORDS, SECTORS, SOURCE_WORDS } from './words.ts';

/** The most that a fine may be entered as: a thousand million yuan, our own technical limit. */
const YUAN_MAX = 1_000_000_000;

/** Text that may tell of a person: the API keeps it apart, history holds its hash. */
function sealed(title: string, maxLength = 4_000): JsonSchema {
  return { ...text(title, maxLength), 'x-sealed': true };
}

function ref(kind: NonNullable<JsonSchema['x-ref']>, title: string): JsonSchema {
  return { type: 'string', minLength: 1, maxLength: 80, title, 'x-ref': kind };
}

function listOf(items: JsonSchema, title: string, minItems: number, maxItems: number): JsonSchema {
  return { type: 'array', title, items, minItems, maxItems, uniqueItems: true };
}

function whole(title: string, minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', minimum, maximum, title };
}

const evidence = (minItems = 0): JsonSchema => listOf(evidenceFile, '佐证材料', minItems, 50);
const day = (title: string): JsonSchema => ({ type: 'string', format: 'date', title });
const yes = (title: string): JsonSchema => ({ type: 'boolean', title });
const people = listOf(ref('person', '人员'), '核查人员', 1, 20);
const reason = sealed('理由', 2_000);
const sector = text('行业领域', 50);

/** Who the tipster is: taken out by the API before anything is noted, so that no rule and no history ever holds it. */
const identity: JsonSchema = {
  ...object(
    { name: text('姓名', 50) },
    { phone: text('联系电话', 30), idNumber: text('身份证号', 30), note: text('其他联系方式', 500) },
    '举报人身份（实名举报时填写，另行封存）',
  ),
  'x-identity': true,
};

const finding: JsonSchema = object(
  {
    region: ref('unit', '所属乡镇'),
    description: text('隐患情况', 4_000),
    place: text('地点'),
    foundOn: day('发现日期'),
    items: listOf(object({ text: text('问题', 2_000) }), '问题清单（逐条）', 1, 200),
    evidence: evidence(),
  },
  { subject: ref('unit', '责任单位'), lead: ref('unit', '监管部门'), sector, urgent: yes('紧急') },
  '核查发现的隐患（以核查人员的话写，不得写明来自何人）',
);

/** What the body of each command must look like. */
export const SCHEMAS: Readonly<Record<TipCommand['type'], JsonSchema>> = {
  GiveTip: object(
    {
      about: oneOf('举报事项', ABOUT_WORDS),
      source: oneOf('举报途径', SOURCE_WORDS),
      description: sealed('举报内容'),
      place: sealed('地点', 500),
    },
    {
      region: ref('unit', '所属乡镇'),
      sector: { type: 'string', enum: SECTORS, title: '行业领域' },
      subject: ref('unit', '被举报单位'),
      foundOn: day('发现日期'),
      evidence: evidence(),
      staff: yes('举报人是被举报单位从业人员（仅作记录，不影响奖励数额）'),
      identity,
    },
  ),
  AcceptTip: object(
    { unit: ref('unit', '核查单位') },
    { subject: ref('unit', '被举报单位'), region: ref('unit', '所属乡镇'), sector },
  ),
  DeclineTip: object(
    { ground: oneOf('不予受理的情形', GROUND_WORDS), reason },
    {
      handed: object(
        { to: ref('unit', '转交的机关'), document: text('回执文号', 100), receipt: evidence(1) },
        {},
        '转交（不属本县职责范围时）',
      ),
    },
  ),
  DecideDismissal: object(
    { decision: oneOf('决定', { approve: '同意', decline: '不同意' }) },
    { reason, first: ref('matter', '最先的举报') },
  ),
  ReturnTip: object({ reason }),
  MarkDuplicate: object({ first: ref('matter', '最先的举报') }),
  VerifyTip: object(
    {
      result: oneOf('核查结果', RESULT_WORDS),
      note: sealed('核查情况'),
      officers: people,
      evidence: evidence(1),
    },
    {
      concealed: object({
        deaths: whole('查实的瞒报谎报死亡人数', 0, 10_000),
        grade: oneOf('事故等级', GRADE_WORDS),
      }),
      finding,
    },
  ),
  RequestMoreTime: object({ reason }),
  DecideMoreTime: object({ decision: oneOf('决定', { grant: '同意', refuse: '不同意' }), reason }),
  RecordPenalty: object(
    {
      amount: whole('罚款（元）', 1, YUAN_MAX),
      document: text('处罚决定书文号', 100),
      decidedOn: day('决定日期'),
    },
    { supersedes: text('所更正的处罚决定书文号', 100), reason: sealed('更正的理由', 2_000) },
  ),
  AnswerTip: object(
    { text: sealed('答复内容') },
    {
      evidence: evidence(),
      interim: yes('阶段性答复'),
      withoutHazard: sealed('没有隐患办理结果即作最终答复的理由', 2_000),
    },
  ),
  ProposeReward: object({ reward: oneOf('奖励意见', { grant: '按规定奖励', none: '不予奖励' }) }, { reason }),
  DecideReward: object(
    { decision: oneOf('决定', { grant: '同意奖励', decline: '不予奖励', returned: '退回重新提出' }) },
    { reason },
  ),
  HandOver: object(
    { post: ref('post', '岗位'), unit: ref('unit', '单位'), reason: text('理由') },
    {
      cause: oneOf('事由', { vacant: '岗位空缺', leave: '请假' }),
      people: listOf(ref('person', '人员'), '到岗人员', 0, 500),
    },
  ),
  ReviseTerms: object({
    cause: oneOf('修订原因', { calendar: '工作日历公布', policy: '政策修订' }),
    reason: text('理由'),
  }),
  Wake: object({}, { resentFor: { type: 'string', minLength: 1, maxLength: 40, title: '应到时刻' } }),
  Hear: object({ from: ref('matter', '事项'), event: text('事件', 64), data: { type: 'object' } }),
};
