import type { JsonSchema } from './face.ts';

/** A line of text that people wrote. */
export function text(title: string, maxLength = 500): JsonSchema {
  return { type: 'string', minLength: 1, maxLength, pattern: '\\S', title };
}

/** One of a closed list, with its Chinese words beside it. */
export function oneOf(title: string, words: Readonly<Record<string, string>>): JsonSchema {
  return { type: 'string', enum: Object.keys(words), title, 'x-label': words };
}

/** An object that has these and no other fields. */
export function object(
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
  title?: string,
): JsonSchema {
  return {
    type: 'object',
    ...(title === undefined ? {} : { title }),
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}
