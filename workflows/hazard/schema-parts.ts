import type { JsonSchema } from '../kernel/face.ts';
import { evidenceFile, object, text } from '../kernel/schema-parts.ts';
import type { Bodies, CommandType, ReportBody } from './command.ts';

export { object, oneOf, text } from '../kernel/schema-parts.ts';

/** What people wrote of a person: kept apart, the event holds its hash. */
export function sealedText(title: string, maxLength = 500): JsonSchema {
  return { ...text(title, maxLength), 'x-sealed': true };
}

/** Something that a register must know. */
export function ref(kind: NonNullable<JsonSchema['x-ref']>, title: string): JsonSchema {
  return { type: 'string', minLength: 1, maxLength: 80, title, 'x-ref': kind };
}

/** A list without repetition. */
export function listOf(items: JsonSchema, title: string, minItems = 0, maxItems = 50): JsonSchema {
  return { type: 'array', title, items, minItems, maxItems, uniqueItems: true };
}

/** A whole number of units. */
export function count(title: string, minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', minimum, maximum, title };
}

type OptionalKey<B> = { [K in keyof B]-?: object extends Pick<B, K> ? K : never }[keyof B];
type RequiredKey<B> = Exclude<keyof B, OptionalKey<B>>;

/** The schema of a command's body; the compiler holds its fields equal to the body's type, required ones apart. */
export function body<T extends CommandType>(
  required: Readonly<Record<RequiredKey<Bodies[T]>, JsonSchema>>,
  optional: Readonly<Record<OptionalKey<Bodies[T]>, JsonSchema>>,
): JsonSchema {
  return object(required, optional);
}

/** The schema of a report as people may send it: where it comes from is the system's to say. */
export function reportBody(
  required: Readonly<Record<RequiredKey<ReportBody>, JsonSchema>>,
  optional: Readonly<Record<OptionalKey<ReportBody>, JsonSchema>>,
): JsonSchema {
  return object(required, optional);
}

export const evidence = listOf(evidenceFile, '证据材料（先上传，再填编号）');
export const reason = text('理由');
export const day: JsonSchema = { type: 'string', format: 'date', title: '日期' };
export const people = (title: string, minItems = 0): JsonSchema => listOf(ref('person', '人员'), title, minItems, 20);
