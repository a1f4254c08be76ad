import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseDay, parseInstant } from '../../workflows/kernel/instant.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Fault } from '../problems/problem.ts';
import { faultOf } from './faults.ts';

/** So many faults are told at most: the rest is noise, and a body may hold a hundred thousand. */
const FAULTS_MAX = 20;

const ajv = new Ajv2020({
  allErrors: true,
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: false,
  // What is wrong is told from the schema that says so.
  verbose: true,
  ownProperties: true,
  strictTypes: false,
  strictRequired: false,
  formats: {
    date: (text: string) => parseDay(text) !== null,
    'date-time': (text: string) => parseInstant(text) !== null,
  },
  keywords: [
    'x-ref',
    'x-item',
    'x-paper',
    'x-sealed',
    'x-identity',
    'x-label',
    'x-expected',
    'x-unit',
    'x-demo',
    'example',
  ],
});

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** Every fault of a value against a JSON Schema (draft 2020-12), up to twenty; empty when it passes. Never changes it. */
export function faultsOf(schema: JsonSchema, value: unknown): readonly Fault[] {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  return distinct(validate.errors ?? []).slice(0, FAULTS_MAX);
}

/** Whether a value passes a schema. */
export function passes(schema: JsonSchema, value: unknown): boolean {
  return validatorOf(schema)(value);
}

function validatorOf(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function distinct(errors: readonly ErrorObject[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of errors) {
    const fault = faultOf(error);
    faults.set(`${fault.pointer} ${fault.code}`, fault);
  }
  return [...faults.values()];
}
