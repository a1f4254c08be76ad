import type { CommandFace, JsonSchema } from '../kernel/face.ts';
import { evidenceFile, fileHash, oneOf, text } from '../kernel/schema-parts.ts';
import type { CaseCommand } from './command.ts';
import type { OpenStatus } from './state.ts';
import { BODY_WORDS, GROUND_WORDS, SUBJECT_WORDS } from './words.ts';

/** A one-pixel picture that the demonstration county's set-up hands in. */
const DEMO_EVIDENCE = 'sha256:a03dd7587f0b61c5d959f1b81fe6203d57f16effcf82563359ab09d844ec19c3';

const subject: JsonSchema = { ...text('对象', 64), 'x-item': true };
const document = text('文号', 100);
const basis = text('依据条款');
const body: JsonSchema = oneOf('受理机关', BODY_WORDS);
const evidence: JsonSchema = {
  type: 'array',
  maxItems: 50,
  uniqueItems: true,
  title: '证据材料',
  items: evidenceFile,
};

/** Personal text: the API keeps it apart, history holds its hash. */
function sealed(title: string): JsonSchema {
  return { ...text(title, 20_000), 'x-sealed': true };
}

function object(required: readonly string[], properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}

function ids(title: string, ref: 'person' | 'post' | 'unit'): JsonSchema {
  const item = { type: 'string', minLength: 1, maxLength: 64, 'x-ref': ref };
  return { type: 'array', maxItems: 500, uniqueItems: true, title, items: item };
}

const unitOrNull: JsonSchema = { type: ['string', 'null'], maxLength: 64, 'x-ref': 'unit' };

const openCase = object(
  ['hazard', 'number', 'round', 'ground', 'clock', 'upToSeq', 'dossier', 'subjects', 'involved', 'region', 'units'],
  {
    hazard: { type: 'string', minLength: 1, maxLength: 64, title: '隐患', 'x-ref': 'matter' },
    number: { type: 'string', minLength: 1, maxLength: 64, title: '隐患编号' },
    round: { type: 'integer', minimum: 0, title: '整改轮次' },
    ground: oneOf('问责事由', GROUND_WORDS),
    clock: { enum: ['T', 'S', null], title: '到期时钟' },
    upToSeq: { type: 'integer', minimum: 1, title: '案卷截至' },
    dossier: { ...fileHash, type: ['string', 'null'], title: '案卷指纹' },
    subjects: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      title: '问责对象',
      items: object(['kind', 'id', 'unit', 'post', 'ground'], {
        kind: oneOf('对象类别', SUBJECT_WORDS),
        id: { type: 'string', minLength: 1, maxLength: 64, title: '对象' },
        unit: unitOrNull,
        post: { type: ['string', 'null'], maxLength: 64, title: '岗位', 'x-ref': 'post' },
        ground: oneOf('问责事由', GROUND_WORDS),
      }),
    },
    involved: object(['people', 'posts'], { people: ids('涉案人员', 'person'), posts: ids('涉案岗位', 'post') }),
    region: unitOrNull,
    units: ids('可见单位', 'unit'),
  },
);

const item = object(['subject', 'action', 'basis'], {
  subject,
  action: oneOf('建议', { refer: '移送', exempt: '不予移送' }),
  to: body,
  basis,
});

/** A case of the demonstration county at a stage, named by its status, and the account that acts there. */
function at(stage: OpenStatus, account: string): CommandFace['demo'] {
  return { matter: `accountability:${stage}`, account };
}

/** What each command says in Chinese, what its body must look like, and a body that is accepted in the demonstration. */
export const COMMAND_FACES: Readonly<Record<CaseCommand['type'], CommandFace>> = {
  OpenCase: {
    label: '立案',
    schema: openCase,
    example: {
      hazard: 'haz-000000000000000000000000',
      number: 'YH-2026-000001',
      round: 1,
      ground: 'untimely',
      clock: 'T',
      upToSeq: 20,
      dossier: null,
      subjects: [{ kind: 'unit', id: 'town-01', unit: 'town-01', post: null, ground: 'untimely' }],
      involved: { people: [], posts: [] },
      region: null,
      units: [],
    },
    demo: null,
  },
  AddEvidence: {
    label: '补充证据',
    schema: object(['bears'], {
      bears: oneOf('证据性质', { for: '有利', against: '不利' }),
      subject,
      evidence,
      note: sealed('情况说明'),
    }),
    example: { bears: 'for', subject: 's1', note: '收到催办当日已到现场督促整改，有值班记录。' },
    demo: at('drafting', 'anweiban'),
  },
  SubmitStatement: {
    label: '提交说明',
    schema: object(['subject', 'statement'], { subject, statement: sealed('说明'), evidence }),
    // On paper: whoever the subject is, the keeper may enter it with the original.
    example: { subject: 's1', statement: '整改因设备采购延误，期间已落实监控措施。', evidence: [DEMO_EVIDENCE] },
    demo: at('hearing', 'anweiban'),
  },
  ProposeReferral: {
    label: '提出移送建议',
    schema: object(['items', 'report'], {
      authority: oneOf('审批机关', { committee: '安委会主任', party: '县委（党政同责）' }),
      items: { type: 'array', minItems: 1, maxItems: 100, title: '逐个对象的建议', items: item },
      report: sealed('线索梳理报告'),
    }),
    example: {
      // A case on the rectification clock: the enterprise, then the principal of the supervising unit.
      items: [
        { subject: 's1', action: 'refer', to: 'enforcement', basis: '安全生产法第一百零二条' },
        { subject: 's2', action: 'refer', to: 'inspectorate', basis: '安全生产法第九十条' },
      ],
      report: '经梳理，对督办多次未作回应，建议移送问题线索。',
    },
    demo: at('drafting', 'anweiban'),
  },
  DecideReferral: {
    label: '审批移送',
    schema: object(['decision', 'reason'], {
      decision: oneOf('决定', { refer: '移送', decline: '不予移送' }),
      subjects: { type: 'array', minItems: 1, maxItems: 100, uniqueItems: true, title: '移送的对象', items: subject },
      document,
      reason: sealed('理由'),
    }),
    example: { decision: 'refer', reason: '事实清楚，同意移送。' },
    demo: at('deciding', 'xianzhang'),
  },
  AnswerReferral: {
    label: '登记受理答复',
    schema: object(['to', 'answer', 'document'], {
      to: body,
      answer: oneOf('答复', { accepted: '受理', refused: '不予受理' }),
      document,
      reason: sealed('理由'),
    }),
    example: { to: 'inspectorate', answer: 'accepted', document: '督查函〔2026〕1号' },
    demo: at('referred', 'anweiban'),
  },
  RecordOutcome: {
    label: '登记处理结果',
    schema: object(['subject', 'document', 'outcome'], { subject, document, outcome: sealed('处理结果') }),
    example: { subject: 's2', document: '督查通〔2026〕2号', outcome: '对相关责任单位予以通报。' },
    demo: at('handling', 'anweiban'),
  },
  HandOver: {
    label: '转由其他岗位办理',
    schema: object(['post', 'unit', 'reason'], {
      post: { type: 'string', minLength: 1, maxLength: 64, title: '岗位', 'x-ref': 'post' },
      unit: { type: 'string', minLength: 1, maxLength: 64, title: '单位', 'x-ref': 'unit' },
      reason: text('理由'),
      cause: oneOf('事由', { vacant: '岗位空缺', leave: '请假' }),
      people: ids('到岗人员', 'person'),
    }),
    example: { post: 'p-anweiban-3', unit: 'u-anweiban', reason: '原承办岗位人员请假', cause: 'leave' },
    demo: null,
  },
  ReviseTerms: {
    label: '修订期限规则',
    schema: object(['cause', 'reason'], {
      cause: oneOf('修订原因', { calendar: '工作日历公布', policy: '政策修订' }),
      reason: text('理由'),
    }),
    example: { cause: 'calendar', reason: '国务院办公厅已公布次年放假安排。' },
    demo: null,
  },
  Wake: {
    label: '到期处理',
    schema: object([], { resentFor: { type: 'string', minLength: 1, maxLength: 40, title: '应到时刻' } }),
    example: {},
    demo: null,
  },
  Hear: {
    label: '听取告知',
    schema: object(['from', 'event', 'data'], {
      from: { type: 'string', minLength: 1, maxLength: 64, 'x-ref': 'matter' },
      event: { type: 'string', minLength: 1, maxLength: 64 },
      data: { type: 'object' },
    }),
    example: { from: 'haz-000000000000000000000000', event: 'HazardClosed', data: {} },
    demo: null,
  },
};
