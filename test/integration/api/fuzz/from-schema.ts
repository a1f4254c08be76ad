import fc from 'fast-check';
import type { JsonSchema } from '../../../../workflows/kernel/face.ts';
import { referred } from './described.ts';
import { canary } from './secrets.ts';

const DEPTH_MAX = 6;
/** Fields in which people write what nobody may read again. */
const SECRET_FIELDS = ['password', 'current', 'next', 'secret', 'idNumber', 'identity'];

interface Place {
  readonly field: string;
  readonly depth: number;
}

/** Values that a schema seems to take: most pass it, and what registers must know is mostly known there. */
export function lookingValid(
  schema: JsonSchema,
  { field, depth }: Place = { field: '', depth: 0 },
): fc.Arbitrary<unknown> {
  const { $ref, enum: words, anyOf, oneOf, type, properties, items, required } = schema as Parts;
  const isDeep = depth > DEPTH_MAX;
  const below = (one: JsonSchema, name = field): fc.Arbitrary<unknown> =>
    lookingValid(one, { field: name, depth: depth + 1 });
  if ($ref !== undefined) return isDeep ? fc.constant(null) : below(referred($ref) as JsonSchema);
  if ('const' in schema) return fc.constant(schema['const']);
  if (words !== undefined) return fc.constantFrom(...words);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => below(one)));
  const types = [type ?? 'object'].flat();
  if (types[0] === 'object') {
    // All that stands in an identity is as secret as itself.
    const nameOf = (name: string): string => (field === 'identity' ? field : name);
    const parts = Object.entries(properties ?? {}).map(([name, part]) => [name, below(part, nameOf(name))] as const);
    return fc.record(Object.fromEntries(parts), { requiredKeys: [...(required ?? [])] as never[] });
  }
  if (types[0] === 'array') {
    const { minItems = 0 } = schema as Parts;
    return items === undefined || isDeep
      ? fc.constant([])
      : fc.array(below(items), { minLength: minItems, maxLength: minItems + 2 });
  }
  return simple(types[0] ?? 'null', schema, field);
}

interface Parts {
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly 'x-ref'?: string;
}

function simple(type: string, parts: Parts, field: string): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 100 } = parts;
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true });
  if (type === 'null') return fc.constant(null);
  return textual(parts, field);
}

function textual(parts: Parts, field: string): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 60, 'x-ref': ref } = parts;
  if (SECRET_FIELDS.includes(field)) return canary(maxLength);
  if (ref !== undefined) return fc.nat(20).map((n) => `@${ref}:id:${n.toString()}`);
  if (format === 'date') return fc.constantFrom('2026-11-01', '2020-02-29', '2027-01-01', '2099-12-31');
  if (format === 'date-time') return fc.constantFrom('2026-11-01T08:00:00.000Z', '2027-01-01T00:00:00+08:00');
  const known = KNOWN[field];
  if (known !== undefined) return fc.constantFrom(...known);
  if (pattern !== undefined && pattern !== '\\S') return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 64 });
  const text = fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) });
  return fc.oneof(text, fc.constant('现场已核实。'.padEnd(minLength, '安').slice(0, Math.max(maxLength, 1))));
}

/** Words that registers know, by the name of the field that takes them. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  sector: ['燃气', '危险化学品', '没有这个行业'],
  unit: ['u-yingji', 'u-qiye01', 'u-gongye'],
  hash: [`sha256:${'0'.repeat(64)}`, `sha256:${'a1'.repeat(32)}`],
  image: ['data:image/png;base64,iVBORw0KGgo=', 'data:image/png;base64,', 'data:image/png;base64,AAAA'],
  region: ['u-chengguan', 'u-gongye'],
  kind: ['hazard', 'department', 'direct', 'webhook'],
  policy: ['hazard/standard/2', 'standard'],
  basedOn: ['hazard/standard/2'],
};
