/** The part of JSON Schema by which the API describes what is asked for; `x-ref` names a register, `x-item` an item and `x-paper` a paper of the matter, `x-label` words of an enum, `x-expected` what a pattern expects. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-ref'?: string;
  readonly 'x-expected'?: string;
  readonly 'x-label'?: Readonly<Record<string, string>>;
  readonly 'x-item'?: boolean;
  readonly 'x-paper'?: boolean;
  readonly 'x-sealed'?: boolean;
}

/** From this many characters on a text is written in a box. */
const LONG = 300;

/** Which control a value is put in by. */
export type Control =
  | 'group'
  | 'list'
  | 'refs'
  | 'choices'
  | 'words'
  | 'files'
  | 'ref'
  | 'items'
  | 'item'
  | 'paper'
  | 'choice'
  | 'switch'
  | 'number'
  | 'day'
  | 'moment'
  | 'long'
  | 'line';

/** The control that fits a schema. */
export function controlOf(schema: Schema): Control {
  switch (schema.type) {
    case 'object':
      return 'group';
    case 'array':
      if (schema.items?.['x-ref'] === 'evidence') return 'files';
      if (schema.items?.['x-ref'] !== undefined) return 'refs';
      if (schema.items?.['x-item'] === true) return 'items';
      if (schema.items?.enum !== undefined) return 'choices';
      return schema.items?.type === 'string' ? 'words' : 'list';
    case 'boolean':
      return 'switch';
    case 'integer':
    case 'number':
      return 'number';
    default:
      if (schema['x-ref'] !== undefined) return 'ref';
      if (schema['x-item'] === true) return 'item';
      if (schema['x-paper'] === true) return 'paper';
      if (schema.enum !== undefined) return 'choice';
      if (schema.format === 'date') return 'day';
      if (schema.format === 'date-time') return 'moment';
      return (schema.maxLength ?? 0) >= LONG ? 'long' : 'line';
  }
}

/**
 * What is sent: without what was left empty, so that an optional part that nobody filled in is absent. So is an empty
 * list that may be absent but not empty; one that may be empty is sent, for that takes away what stood there.
 */
export function filledIn(value: unknown, schema?: Schema): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map((one) => filledIn(one, schema?.items)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const mayGo = (name: string): boolean =>
    (schema?.properties?.[name]?.minItems ?? 0) > 0 && schema?.required?.includes(name) !== true;
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const filled = filledIn(part, schema?.properties?.[name]);
    return filled === undefined || (isEmpty(filled) && mayGo(name)) ? [] : [[name, filled] as const];
  });
  return parts.every(([, part]) => isEmpty(part)) ? undefined : Object.fromEntries(parts);
}

function isEmpty(part: unknown): boolean {
  return Array.isArray(part) && part.length === 0;
}
