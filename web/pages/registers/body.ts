import { useRead } from '../../client/queries.ts';
import type { Schema } from '../../forms/schema.ts';
import { choicesOf, FIELDS, REFERENCES } from './words.ts';

interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: RawSchema }>> };
}

interface RawSchema extends Omit<Schema, 'type' | 'properties' | 'items'> {
  readonly type?: Schema['type'] | 'null' | readonly (Schema['type'] | 'null')[];
  readonly anyOf?: readonly RawSchema[];
  readonly items?: RawSchema;
  readonly properties?: Readonly<Record<string, RawSchema>>;
}

/** The API's own document, as far as forms are made from it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

/** The API's own document; null until it is known. */
export function useApi(): OpenApi | null {
  const { data } = useRead('/openapi.json');
  return data === undefined ? null : (data as OpenApi);
}

/** What a route takes, as a form asks for it; null until it is known. */
export function useBody(method: string, path: string): Schema | null {
  const api = useApi();
  return api === null ? null : bodyOf(api, method, path, '');
}

/** The same of a document that is known; null where the route takes nothing that a form could ask. */
export function bodyOf({ paths }: OpenApi, method: string, path: string, register: string): Schema | null {
  const raw = paths[path]?.[method.toLowerCase()]?.requestBody?.content?.['application/json']?.schema;
  return raw?.properties === undefined ? null : formSchema(raw, register);
}

/** The schema as forms take it: what may be null is what it is, ids are picked by name, choices have words. */
function formSchema(raw: RawSchema, register: string): Schema {
  const properties = Object.entries(raw.properties ?? {}).filter(([field]) => field !== 'id');
  return {
    type: 'object',
    required: raw.required ?? [],
    properties: Object.fromEntries(properties.map(([field, part]) => [field, fieldSchema(part, register, field)])),
  };
}

function fieldSchema(raw: RawSchema, register: string, field: string): Schema {
  const { anyOf, type, items, properties: _, ...rest } = raw;
  const inner = anyOf?.find((one) => one.type !== 'null');
  if (inner !== undefined) return fieldSchema({ ...rest, ...inner }, register, field);
  const plain = (Array.isArray(type) ? type.find((one) => one !== 'null') : type) as Schema['type'];
  const words = rest['x-label'] ?? choicesOf(register, field);
  const reference = REFERENCES[field];
  return {
    ...rest,
    title: rest.title ?? FIELDS[field] ?? field,
    ...(plain === undefined ? {} : { type: plain }),
    ...(words === null || rest.enum === undefined ? {} : { 'x-label': words }),
    ...(reference === undefined || plain !== 'string' ? {} : { 'x-ref': reference }),
    ...(items === undefined ? {} : { items: items as Schema }),
    ...(field === 'rank' ? { title: '层级（1经办 2分管 3主要负责，4、5为县领导）' } : {}),
  };
}
