import type { FormRule } from 'antd';
import { controlOf, type Schema } from './schema.ts';

/** What a field refuses by itself, each in words; the system says the rest when the form is handed in. */
export function rulesOf(schema: Schema, label: string, isRequired: boolean): FormRule[] {
  const { type, maxLength, minItems = 0, pattern } = schema;
  const needs = isRequired && controlOf(schema) !== 'switch' && (type !== 'array' || minItems > 0);
  const isLimited = type === 'string' && maxLength !== undefined && schema.enum === undefined;
  return [
    ...(needs ? [{ required: true, message: `请填写${label}` }] : []),
    ...(isLimited ? [{ max: maxLength, message: `最多${maxLength.toString()}个字` }] : []),
    ...(pattern === undefined ? [] : [{ validator: shapeOf(pattern, schema['x-expected'] ?? '') }]),
  ];
}

/** Blanks around what was written are not sent. */
function shapeOf(pattern: string, expected: string) {
  const shape = new RegExp(pattern, 'u');
  return (_: unknown, value: unknown): Promise<void> =>
    typeof value !== 'string' || value === '' || shape.test(value.trim())
      ? Promise.resolve()
      : Promise.reject(new Error(expected));
}
