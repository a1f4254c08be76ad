import type { DocumentDefinition } from '../definition.ts';
import { IMAGES, LATE_FIELDS } from '../late-fields.ts';

/** A field that a template may use, or must. */
export interface FieldSpec {
  readonly name: string;
  readonly required: boolean;
  readonly kind: 'text' | 'list' | 'image';
  /** Of a list: the fields of its rows. */
  readonly fields?: readonly FieldSpec[];
}

/** What a template for a document is held against: its fields, those of a list's rows under the list, and pictures. */
export function fieldSpecs({
  required,
  others,
}: Pick<DocumentDefinition, 'required' | 'others'>): readonly FieldSpec[] {
  const all = [
    ...required.map(({ field }) => ({ path: field.split('.'), required: true })),
    ...[...others, ...LATE_FIELDS].map(({ field }) => ({ path: field.split('.'), required: false })),
  ];
  // Whoever holds the paper verifies it by its code; signatures and the seal a county may place, or leave to the hand.
  const pictures = IMAGES.map((name) => ({ name, required: name === 'qr', kind: 'image' }) as const);
  return [...specsAt(all), ...pictures];
}

interface Named {
  readonly path: readonly string[];
  readonly required: boolean;
}

function specsAt(all: readonly Named[]): readonly FieldSpec[] {
  return [...new Set(all.map(({ path }) => path[0] ?? ''))].map((name) => {
    const under = all.filter(({ path }) => path[0] === name);
    const isRequired = under.some((one) => one.required);
    const rows = under.filter(({ path }) => path.length > 1).map((one) => ({ ...one, path: one.path.slice(1) }));
    if (rows.length === 0) return { name, required: isRequired, kind: 'text' };
    return { name, required: isRequired, kind: 'list', fields: specsAt(rows) };
  });
}
