import { ANSWER_SCHEMAS } from './answer-schemas.ts';
import { CONSOLE_SCHEMAS } from './console-schemas.ts';
import { DOCUMENT_SCHEMAS } from './document-schemas.ts';
import { PERSON_SCHEMAS } from './person-schemas.ts';
import { REGISTER_SCHEMAS } from './register-schemas.ts';
import { count, instant, list, nullable, text } from './shapes.ts';

const HOLDER = {
  type: 'object',
  required: ['post', 'unit', 'person', 'name'],
  properties: { post: text, unit: text, person: { type: ['string', 'null'] }, name: { type: ['string', 'null'] } },
};

const DEADLINE = {
  type: 'object',
  properties: {
    clock: { enum: ['T', 'S'], description: 'T 整改期限，S 办理时限' },
    due: instant,
    firstDue: instant,
    amount: { type: 'number' },
    unit: { enum: ['hour', 'calendarDay', 'workingDay', 'second'] },
    basis: text,
    verified: { type: 'boolean' },
    meaning: { type: 'string', description: '期限怎样计算' },
    basisShown: { type: 'string', description: '依据；未核实的标明“本县默认，依据待核”' },
    provisional: { type: 'boolean' },
  },
};

const PROPOSAL = {
  type: 'object',
  properties: { rung: text, clock: text, dueAt: instant, firedAt: instant, confirmer: text, until: instant },
};

const MATTER = {
  type: 'object',
  required: ['id', 'number', 'kind', 'status', 'version', 'holder', 'deadlines', 'level'],
  properties: {
    id: text,
    number: text,
    kind: text,
    title: text,
    status: text,
    severity: { type: ['string', 'null'] },
    version: count,
    round: count,
    holder: nullable({ $ref: '#/components/schemas/Holder' }),
    deadlines: { type: 'array', items: { $ref: '#/components/schemas/Deadline' } },
    level: count,
    rung: { type: ['string', 'null'] },
    proposals: { type: 'array', items: { $ref: '#/components/schemas/Proposal' } },
    daysOverdue: count,
    items: { type: 'array' },
    links: { type: 'array' },
    regions: { type: 'object' },
  },
};

const EVENT = {
  type: 'object',
  required: ['seq', 'type', 'eventVersion', 'at', 'heardAt', 'commandId', 'actor', 'data', 'prevHash', 'hash'],
  properties: {
    seq: count,
    type: text,
    eventVersion: count,
    at: instant,
    heardAt: instant,
    commandId: text,
    actor: { type: 'object' },
    data: { type: ['object', 'null'], description: '不予公开的为 null' },
    withheld: { type: 'boolean', description: '内容不对您公开' },
    prevHash: text,
    hash: text,
  },
};

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

const AVAILABLE = {
  type: 'object',
  required: ['type', 'label', 'allowed', 'by', 'schema', 'example'],
  properties: {
    type: text,
    label: text,
    allowed: { type: 'boolean' },
    refusal: { type: 'object', properties: { code: text, detail: text } },
    by: { type: 'array', items: text },
    schema: { type: 'object' },
    example: {},
  },
};

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
  ...REGISTER_SCHEMAS,
  Problem: PROBLEM,
  Holder: HOLDER,
  Deadline: DEADLINE,
  Proposal: PROPOSAL,
  Matter: MATTER,
  MatterList: list({ $ref: '#/components/schemas/Matter' }),
  Event: EVENT,
  EventList: list({ $ref: '#/components/schemas/Event' }),
  PublicListing: PUBLIC_LISTING,
  PublicListingList: list({ $ref: '#/components/schemas/PublicListing' }),
  Opened: {
    type: 'object',
    properties: {
      id: text,
      number: text,
      version: count,
      status: text,
      code: { type: 'string', description: '举报的查询码，请妥善保存' },
    },
  },
  Done: {
    type: 'object',
    properties: {
      version: count,
      status: text,
      events: { type: 'array', items: { $ref: '#/components/schemas/Event' } },
    },
  },
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
  AvailableCommands: {
    type: 'object',
    properties: {
      version: count,
      commands: { type: 'array', items: { $ref: '#/components/schemas/AvailableCommand' } },
    },
  },
  AvailableCommand: AVAILABLE,
};
