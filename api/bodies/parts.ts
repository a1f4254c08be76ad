import type { JsonSchema } from '../../workflows/kernel/face.ts';

/** A line of text that people wrote. */
export function text(title: string, maxLength = 500): JsonSchema {
  return { type: 'string', minLength: 1, maxLength, pattern: '\\S', title };
}

/** One of a closed list, with its Chinese words beside it. */
export function oneOf(title: string, words: Readonly<Record<string, string>>): JsonSchema {
  return { type: 'string', enum: Object.keys(words), title, 'x-label': words };
}

export function listOf(items: JsonSchema, title: string, minItems: number, maxItems: number): JsonSchema {
  return { type: 'array', title, items, minItems, maxItems };
}

/** An object that has these and no other fields. */
export function object(
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}
