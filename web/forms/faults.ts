import { Problem, wordsOf } from '../client/problem.ts';
import { controlOf, type Control, type Schema } from './schema.ts';

type FieldName = (string | number)[];

/** What refuses, and what is wrong in places that are no field of this form. */
export function saidOf(error: unknown, { properties = {} }: Schema): string {
  // The fields themselves say what is wrong with each.
  const said = error instanceof Problem && error.code === 'InvalidBody' ? '请改正上面标出的各项。' : wordsOf(error);
  const elsewhere = (error instanceof Problem ? error.errors : [])
    .filter(({ pointer }) => !((pointer.split('/')[1] ?? '') in properties))
    .map(({ detail }) => detail)
    .filter((detail) => !said.includes(detail));
  return elsewhere.length === 0 ? said : `${said}另有：${[...new Set(elsewhere)].join('；')}。`;
}

/** What is wrong with each field; of several things the first, since the others follow from it. */
export function faultsAt({ errors }: Problem, schema: Schema): { name: FieldName; errors: string[] }[] {
  const found = new Map<string, { name: FieldName; errors: string[] }>();
  for (const { pointer, detail } of errors) {
    const name = fieldOf(pointer, schema);
    const key = name.join('/');
    if (!found.has(key)) found.set(key, { name, errors: [detail] });
  }
  return [...found.values()];
}

/** The field in which a place of the body is written: a list of words is one field, a list of rows is many. */
function fieldOf(pointer: string, schema: Schema): FieldName {
  const name: FieldName = [];
  let at: Schema | undefined = schema;
  for (const part of pointer.split('/').slice(1)) {
    const control: Control = at === undefined ? 'line' : controlOf(at);
    if (control !== 'group' && control !== 'list') break;
    name.push(control === 'list' ? Number(part) : part);
    at = control === 'list' ? at?.items : at?.properties?.[part];
  }
  return name;
}
