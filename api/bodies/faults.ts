import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Fault } from '../problems/problem.ts';
import { escapePointer } from './text.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '是或否',
  object: '对象',
  array: '列表',
  null: '空',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: '不是有效日期，应为 2026-03-01 的形式',
  'date-time': '不是有效时间，应为带时区的 2026-03-01T09:00:00+08:00 的形式',
};

/** One fault of schema validation, told in Chinese; `code` is the schema keyword that failed. */
export function faultOf(error: ErrorObject): Fault {
  const params = error.params as Readonly<Record<string, unknown>>;
  const missing = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const pointer = error.instancePath + (typeof missing === 'string' ? `/${escapePointer(missing)}` : '');
  // Every pattern says what it expects.
  const expected = (error.parentSchema as JsonSchema | undefined)?.['x-expected'];
  return { pointer, code: error.keyword, detail: detailOf(error.keyword, params, expected) };
}

function detailOf(keyword: string, params: Readonly<Record<string, unknown>>, expected: unknown): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return '缺少必填项';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return '没有这一项';
    case 'type':
      return `应为${[params['type']]
        .flat()
        .map((type) => TYPES[String(type)] ?? String(type))
        .join('或')}`;
    case 'format':
      return FORMATS[String(params['format'])] ?? '格式不正确';
    case 'enum':
    case 'const':
      return '取值不在允许范围内';
    case 'minLength':
      return `至少 ${limit} 个字`;
    case 'maxLength':
      return `最多 ${limit} 个字`;
    case 'minItems':
      return `至少 ${limit} 项`;
    case 'maxItems':
      return `最多 ${limit} 项`;
    case 'uniqueItems':
      return '有重复的项';
    case 'minimum':
    case 'exclusiveMinimum':
      return `不能小于 ${limit}`;
    case 'maximum':
    case 'exclusiveMaximum':
      return `不能大于 ${limit}`;
    case 'pattern':
      return String(expected);
    default:
      return '不符合要求';
  }
}
