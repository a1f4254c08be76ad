import type { JsonSchema } from '../../workflows/kernel/face.ts';

const TEXT = { type: 'string', minLength: 1, maxLength: 500 };
const NAME = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]{0,63}$' };
const UNIT = { enum: ['hour', 'calendarDay', 'workingDay', 'second'] };
const WHOLE = { type: 'integer', minimum: -100_000, maximum: 100_000 };
const DAY = { type: ['string', 'null'], format: 'date' };

function object(required: Readonly<Record<string, unknown>>, optional: Readonly<Record<string, unknown>> = {}): object {
  return {
    type: 'object',
    required: Object.keys(required),
    additionalProperties: false,
    properties: { ...required, ...optional },
  };
}

const WAIT = object({ amount: WHOLE, unit: UNIT });
const PERIOD = object(
  { amount: WHOLE, unit: UNIT, roll: { type: 'boolean' }, basis: TEXT, verified: { type: 'boolean' } },
  { effectiveFrom: DAY, effectiveTo: DAY },
);

const TRIGGER = {
  oneOf: [
    object({ after: { const: 'due' }, wait: WAIT }),
    object({ after: { const: 'start' }, percent: { type: 'integer', minimum: 1, maximum: 99 } }),
    object({ after: { const: 'done' }, rung: NAME, wait: WAIT }),
    object({ count: { const: 'failedRechecks' }, n: { type: 'integer', minimum: 1, maximum: 99 } }),
    object({ replyMissed: NAME }),
    object({ ground: { const: 'any' } }),
    object({ graded: { const: 'major' } }),
  ],
};

const LIMIT_DAYS = { type: ['object', 'null'], properties: { over: WHOLE, upTo: WHOLE }, additionalProperties: false };
const ROW = object(
  {
    id: NAME,
    rung: NAME,
    clock: { enum: ['T', 'S'] },
    severity: { enum: ['general', 'major', null] },
    limitDays: LIMIT_DAYS,
    anyOf: { type: 'array', items: TRIGGER, minItems: 1, maxItems: 20 },
    act: { enum: ['notify', 'propose', 'handOver', 'takeOver'] },
    tell: { type: 'array', items: NAME, maxItems: 50 },
    confirmers: { type: 'array', items: NAME, maxItems: 20 },
    replyWait: { ...WAIT, type: ['object', 'null'] },
    basis: TEXT,
    verified: { type: 'boolean' },
  },
  { hours: { const: 'working' } },
);

const OVERRIDE = object({
  sector: { type: ['string', 'null'], maxLength: 100 },
  severity: { type: ['string', 'null'], maxLength: 100 },
  name: NAME,
  period: PERIOD,
});

/** The shape of what people set of a policy; whether the figures make sense is another question. */
export const CONTENT_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['periods', 'numbers', 'ladder'],
  additionalProperties: false,
  properties: {
    periods: { type: 'object', additionalProperties: PERIOD },
    numbers: { type: 'object', additionalProperties: WHOLE },
    ladder: { type: 'array', items: ROW, maxItems: 200 },
    overrides: { type: 'array', items: OVERRIDE, maxItems: 200 },
  },
};
