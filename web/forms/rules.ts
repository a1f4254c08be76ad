import type { FormRule } from 'antd';
import { controlOf, type Schema } from './schema.ts';

/** What a field refuses by itself, each in words; the system says the rest when the form is handed in. */
export function rulesOf(schema: Schema, label: string, isRequired: boolean): FormRule[] {
  const { type, maxLength, minItems = 0 } = schema;
  const needs = isRequired && controlOf(schema) !== 'switch' && (type !== 'array' || minItems > 0);
  const isLimited = type === 'string' && maxLength !== undefined && schema.enum === undefined;
  return [
    ...(needs ? [{ required: true, message: `请填写${label}` }] : []),
    ...(isLimited ? [{ max: maxLength, message: `最多${maxLength.toString()}个字` }] : []),
  ];
}
