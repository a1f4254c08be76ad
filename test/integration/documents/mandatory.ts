import { expect } from 'vitest';
import type { DocumentDefinition, Fields } from '../../../activities/documents/definition.ts';

interface Drawn {
  readonly definition: DocumentDefinition;
  readonly fields: Fields;
  /** Of the PDF. */
  readonly text: string;
  /** Fields whose words the test knows beforehand. */
  readonly says: Readonly<Record<string, string>>;
}

/** Every mandatory field has a value, which stands on the paper; and the document tells of every field that it gives. */
export function mandatory({ definition, fields, text, says }: Drawn): void {
  const known = [...definition.required, ...definition.others].map(({ field }) => field);
  const paper = plain(text);
  for (const { field, label } of definition.required) {
    const values = valuesOf(fields, field);
    expect(values, `${label} has a value`).not.toContain('');
    for (const value of values) expect(paper, label).toContain(plain(value));
  }
  for (const [field, words] of Object.entries(says)) {
    expect(known).toContain(field);
    expect(valuesOf(fields, field).join(''), field).toContain(words);
    expect(paper, field).toContain(plain(words));
  }
  expect([...new Set(namesIn(fields))].filter((name) => !known.includes(name))).toEqual([]);
}

/** As a reader of the page finds it: without blanks and the numbers of pages. */
function plain(words: string): string {
  return words.replace(/\s/g, '').replace(/—\d+—/g, '');
}

function valuesOf(fields: Fields, path: string): readonly string[] {
  const [name = '', rest] = path.split('.');
  const value = fields[name];
  if (value === undefined || typeof value === 'string') return [value ?? ''];
  return rest === undefined ? [] : value.flatMap((row) => valuesOf(row, rest));
}

function namesIn(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? [name] : [name, ...value.flatMap((row) => namesIn(row).map((one) => `${name}.${one}`))],
  );
}
