import { ASKING, DECISION } from '../tips/opening-bodies.ts';
import { COMMAND_HEADERS, jsonBody, operationObject, path, type Operation } from './operations.ts';

function tip(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '举报', ...operation });
}

const ID = path('id', '事项编码');
const OPENING = path('opening', '启封申请编号');
const OPENINGS = '/v1/tips/{id}/identity-openings';
const [KEY] = COMMAND_HEADERS;

/** The paths of tips beside those of every kind. */
export const TIP_PATHS: Readonly<Record<string, object>> = {
  '/v1/public/tips/{code}': {
    get: tip({
      id: 'tipByCode',
      summary: '凭查询码查询举报的办理情况',
      description: '查询码随举报的登记答复给出一次，形如 7Q2M-XW4K-09AB-CDEF；不分大小写，连字符可省。',
      parameters: [path('code', '查询码')],
      open: true,
      answers: { 200: { description: '办理情况', schema: 'ToldTip' } },
    }),
  },
  [OPENINGS]: {
    get: tip({
      id: 'identityOpenings',
      summary: '启封举报人身份的申请',
      parameters: [ID],
      answers: { 200: { description: '新的在前', schema: 'IdentityOpeningList' } },
    }),
    post: tip({
      id: 'askIdentityOpening',
      summary: '申请启封举报人身份（安委办负责人、纪检监察机关）',
      parameters: [ID, ...(KEY === undefined ? [] : [KEY])],
      body: jsonBody(ASKING),
      answers: { 201: { description: '已申请，待他人决定', schema: 'IdentityOpening' } },
    }),
  },
  [`${OPENINGS}/{opening}/decisions`]: {
    post: tip({
      id: 'decideIdentityOpening',
      summary: '决定是否启封（县领导、安全管理员，须为申请人以外的人）',
      parameters: [ID, OPENING],
      body: jsonBody(DECISION),
      answers: { 200: { description: '已决定', schema: 'IdentityOpening' } },
    }),
  },
  [`${OPENINGS}/{opening}/open`]: {
    post: tip({
      id: 'openIdentity',
      summary: '查看举报人身份：申请人本人，同意后 24 小时内，一次',
      parameters: [ID, OPENING],
      answers: { 200: { description: '举报人身份，不得缓存', schema: 'TipIdentity' } },
    }),
  },
};

const text = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const nullable = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });

const OPENING_SCHEMA = {
  type: 'object',
  required: ['id', 'reason', 'askedBy', 'askedAt', 'decidedBy', 'decidedAt', 'agreed', 'openedAt', 'openUntil'],
  properties: {
    id: text,
    reason: text,
    askedBy: text,
    askedAt: instant,
    decidedBy: { type: ['string', 'null'] },
    decidedAt: nullable(instant),
    agreed: { type: ['boolean', 'null'] },
    openedAt: nullable(instant),
    openUntil: { ...nullable(instant), description: '可查看至；不能查看时为 null' },
  },
};

/** The schemas that these answers have, as part of `components.schemas`. */
export const TIP_SCHEMAS: Readonly<Record<string, object>> = {
  IdentityOpening: OPENING_SCHEMA,
  IdentityOpeningList: {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/IdentityOpening' } },
      next: { type: 'null' },
    },
  },
  TipIdentity: { type: 'object', required: ['identity'], properties: { identity: { type: 'object' } } },
  ToldTip: {
    type: 'object',
    additionalProperties: false,
    required: ['number', 'status', 'statusLabel', 'acceptedAt', 'dueAt', 'answer', 'reward'],
    properties: {
      number: text,
      status: text,
      statusLabel: text,
      acceptedAt: { ...nullable(instant), description: '受理时间' },
      dueAt: { ...nullable(instant), description: '应告知受理或答复的时限' },
      answer: nullable({
        type: 'object',
        required: ['text', 'at', 'interim'],
        properties: { text, at: instant, interim: { type: 'boolean', description: '是否阶段性答复' } },
      }),
      reward: nullable({
        type: 'object',
        required: ['status', 'amount', 'reason'],
        properties: {
          status: { enum: ['pending', 'granted', 'declined'] },
          amount: { type: ['integer', 'null'], description: '元；批准前为 null' },
          reason: { type: ['string', 'null'], description: '不予奖励的理由' },
        },
      }),
    },
  },
};
