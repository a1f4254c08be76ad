import { ANSWER_SCHEMAS } from './answer-schemas.ts';
import { CONSOLE_SCHEMAS } from './console-schemas.ts';
import { DOCUMENT_SCHEMAS } from './document-schemas.ts';
import { ENTRY_SCHEMAS } from './entry-schemas.ts';
import { MATTER_SCHEMAS } from './matter-schemas.ts';
import { PERSON_SCHEMAS } from './person-schemas.ts';
import { REGISTER_SCHEMAS } from './register-schemas.ts';
import { array, count, instant, list, nullable, object, ref, text } from './shapes.ts';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId', 'errors'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: text,
    detail: text,
    requestId: text,
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: text, code: text, detail: text } },
    },
  },
};

const AVAILABLE = object(
  { type: text, label: text, allowed: { type: 'boolean' }, by: array(text), schema: { type: 'object' }, example: {} },
  { refusal: object({ code: text, detail: text }) },
);

const PUBLIC_LISTING = {
  type: 'object',
  required: [
    'number', 'unit', 'township', 'sector', 'clause', 'level', 'levelLabel', 'listedAt', 'delistedAt', 'due', 'stayed',
    'status', 'statusLabel',
  ], // prettier-ignore
  properties: {
    number: text,
    unit: { type: ['string', 'null'], description: '整改单位名称' },
    township: { type: ['string', 'null'], description: '所属乡镇名称' },
    sector: { type: ['string', 'null'], description: '行业领域；不属任何部门监管行业的不公开' },
    clause: {
      ...nullable({ type: 'object', required: ['standard', 'clause'], properties: { standard: text, clause: text } }),
      description: '判定标准及条款号',
    },
    level: { enum: ['county', 'city', 'province'] },
    levelLabel: text,
    listedAt: instant,
    delistedAt: { ...nullable(instant), description: '解除挂牌时间；仍挂牌的为 null' },
    due: { ...nullable(instant), description: '整改期限；未设定、已停止计算或中止期间为 null' },
    stayed: { type: 'boolean', description: '整改计时是否中止' },
    status: text,
    statusLabel: text,
  },
};

/** The schemas that answers share, as `components.schemas` of the OpenAPI document. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  ...PERSON_SCHEMAS,
  ...ANSWER_SCHEMAS,
  ...CONSOLE_SCHEMAS,
  ...DOCUMENT_SCHEMAS,
  ...ENTRY_SCHEMAS,
  ...REGISTER_SCHEMAS,
  ...MATTER_SCHEMAS,
  Problem: PROBLEM,
  PublicListing: PUBLIC_LISTING,
  PublicListingList: list({ $ref: '#/components/schemas/PublicListing' }),
  Opened: object(
    { id: text, number: text, version: count, status: text },
    { code: { type: 'string', description: '举报的查询码，请妥善保存' } },
  ),
  Done: object({ version: count, status: text, events: array(ref('Event')) }),
  CommandOutcome: {
    type: 'object',
    required: ['commandId', 'outcome'],
    properties: {
      commandId: text,
      outcome: { enum: ['waiting', 'done', 'refused'] },
      version: count,
      code: text,
      detail: text,
    },
  },
  AvailableCommands: object({ version: count, commands: array(ref('AvailableCommand')) }),
  AvailableCommand: AVAILABLE,
};
