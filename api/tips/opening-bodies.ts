import type { JsonSchema } from '../../workflows/kernel/face.ts';

const REASON = { type: 'string', minLength: 1, maxLength: 2_000 };

/** What is said to ask for an identity. */
export const ASKING: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: { reason: { ...REASON, description: '为何须知道举报人是谁' } },
};

/** What is said to agree to it or to refuse. */
export const DECISION: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['agree', 'reason'],
  properties: { agree: { type: 'boolean', description: '是否同意启封' }, reason: { ...REASON, description: '理由' } },
};
