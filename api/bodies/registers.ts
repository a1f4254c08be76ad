import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { object, oneOf, text } from '../../workflows/kernel/schema-parts.ts';

const DAY: JsonSchema = { type: 'string', format: 'date' };
const ANY_DAY: JsonSchema = { type: ['string', 'null'], format: 'date' };
const WHOLE: JsonSchema = { type: 'integer' };
const FLAG: JsonSchema = { type: 'boolean' };
const REASON = text('理由');

/** Repetitions are found, with their places, by the check of what is meant. */
function listOf(items: JsonSchema, title: string, minItems: number, maxItems: number): JsonSchema {
  return { type: 'array', title, items, minItems, maxItems };
}

const UNIT = oneOf('单位', { hour: '小时', calendarDay: '日', workingDay: '工作日', second: '秒（试行）' });
const WAIT = object({ amount: WHOLE, unit: UNIT });
const NO_WAIT: JsonSchema = { anyOf: [WAIT, { type: 'null' }] };
const WORD: JsonSchema = { type: 'string', minLength: 1, maxLength: 80 };
const NO_WORD: JsonSchema = { type: ['string', 'null'], minLength: 1, maxLength: 80 };

const PERIOD = object(
  { amount: WHOLE, unit: UNIT, roll: FLAG, basis: text('依据'), verified: FLAG },
  { effectiveFrom: ANY_DAY, effectiveTo: ANY_DAY },
);

const TRIGGER: JsonSchema = {
  anyOf: [
    object({ after: { const: 'due' }, wait: WAIT }),
    object({ after: { const: 'start' }, percent: WHOLE }),
    object({ after: { const: 'done' }, rung: WORD, wait: WAIT }),
    object({ count: { const: 'failedRechecks' }, n: { type: 'integer', minimum: 1 } }),
    object({ replyMissed: WORD }),
    object({ ground: { const: 'any' } }),
    object({ graded: { const: 'major' } }),
  ],
};

const LIMIT: JsonSchema = { anyOf: [object({}, { over: WHOLE, upTo: WHOLE }), { type: 'null' }] };

const ROW = object(
  {
    id: WORD,
    rung: WORD,
    clock: oneOf('时钟', { T: '整改期限', S: '办理时限' }),
    severity: { enum: ['general', 'major', null] },
    limitDays: LIMIT,
    anyOf: listOf(TRIGGER, '触发条件', 1, 10),
    act: oneOf('动作', { notify: '通知', propose: '拟稿待签发', handOver: '升级办理', takeOver: '接管办理' }),
    tell: listOf(WORD, '通知岗位', 0, 50),
    confirmers: listOf(WORD, '签发人', 0, 10),
    replyWait: NO_WAIT,
    basis: text('依据'),
    verified: FLAG,
  },
  { hours: { const: 'working' } },
);

/** The content of a policy, by its shape; what it means is held against the shipped one (`policyFaults`). */
export const CONTENT_SCHEMA = object(
  {
    periods: { type: 'object', additionalProperties: PERIOD },
    numbers: { type: 'object', additionalProperties: WHOLE },
    ladder: listOf(ROW, '督办阶梯', 0, 200),
  },
  { overrides: listOf(object({ sector: NO_WORD, severity: NO_WORD, name: WORD, period: PERIOD }), '例外期限', 0, 200) },
);

const NAMED = { title: text('名称', 200), effectiveFrom: DAY } satisfies Readonly<Record<string, JsonSchema>>;
const ENDING = { effectiveTo: ANY_DAY } satisfies Readonly<Record<string, JsonSchema>>;
const CONTENT = { content: { type: 'object' } } satisfies Readonly<Record<string, JsonSchema>>;
const CHANGES = { changes: { type: 'object', title: '对内容的修改（JSON Merge Patch）' } } satisfies Readonly<
  Record<string, JsonSchema>
>;

/** A draft with its whole content. */
export const POLICY_DRAFT = object({ kind: WORD, id: { const: 'standard' }, ...NAMED, ...CONTENT }, ENDING);

/** A draft as a version that stands and what changes in it. */
export const POLICY_BASED = object({ basedOn: WORD, ...NAMED, ...CHANGES }, ENDING);

/** New parts of a draft. */
export const POLICY_PATCH: JsonSchema = {
  ...object({}, { ...NAMED, ...ENDING, ...CONTENT, ...CHANGES }),
  minProperties: 1,
};

export const PUBLISH = object({ reason: REASON });

export const APPLY = object({ reason: REASON }, { matters: listOf(WORD, '事项', 1, 1_000) });

const NOTICE = {
  year: { type: 'integer', minimum: 2000, maximum: 2100 },
  source: text('文号', 200),
  publishedOn: DAY,
} satisfies Readonly<Record<string, JsonSchema>>;

/** Days are told one by one in `calendarFaults`, so here they are only text. */
const DAYS: JsonSchema = { type: 'array', items: { type: 'string', maxLength: 20 }, maxItems: 366 };

export const CALENDAR_DRAFT = object({ ...NOTICE, holidays: DAYS, workdays: DAYS });

export const CALENDAR_IMPORT = object({ ...NOTICE, csv: { type: 'string', minLength: 1, maxLength: 100_000 } });

export const SPECIAL_PERIOD = object({ name: text('名称', 200), from: DAY, to: DAY, basis: text('依据') });
