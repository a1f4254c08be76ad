import type { JsonSchema } from './face.ts';

/** A text of one shape; `expected` tells whoever wrote another one what it should be. */
export function shaped(pattern: string, expected: string): JsonSchema {
  return { type: 'string', pattern, 'x-expected': expected };
}

/** A line of text that people wrote. */
export function text(title: string, maxLength = 500): JsonSchema {
  return { ...shaped('\\S', '不能只填空白'), minLength: 1, maxLength, title };
}

/** The hash by which a file is known. */
export const fileHash = shaped('^sha256:[0-9a-f]{64}$', '应为文件的哈希值：sha256: 后接 64 位小写的 0 至 9、a 至 f');

/** A file that was handed in. */
export const evidenceFile: JsonSchema = { ...fileHash, 'x-ref': 'evidence' };

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
