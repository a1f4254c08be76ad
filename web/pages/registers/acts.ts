import type { Schema } from '../../forms/schema.ts';
import { COUNTY, STAFFERS } from '../../client/may.ts';
import { useRead } from '../../client/queries.ts';
import { choicesOf, FIELDS, REFERENCES } from './words.ts';

/** What may be done with a register or an entry of it, as the API's own document describes it. */
export interface RegisterAct {
  readonly method: 'POST' | 'PATCH';
  /** With `{id}` where the entry goes. */
  readonly path: string;
  readonly label: string;
  readonly schema: Schema;
  /** Whether it is about an entry that stands. */
  readonly ofEntry: boolean;
  readonly who: readonly string[];
}

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

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

const KEEPERS = ['office', 'admin', 'township:2', 'regulator:2'];
const EVERYBODY = ['leader', 'office', 'regulator', 'department', 'township', 'enterprise', 'supervisor', 'admin'];
/** To whom changes of a register are offered; the API judges each. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  units: STAFFERS,
  posts: STAFFERS,
  people: STAFFERS,
  tenures: STAFFERS,
  leaves: EVERYBODY,
  enterprises: KEEPERS,
  responsibilities: KEEPERS,
  jurisdictions: COUNTY,
  'special-periods': COUNTY,
};

const OF_ENTRY: Readonly<Record<string, string>> = { end: '截止', cancel: '撤销', revoke: '撤销' };

/** Everything that the API lets somebody do with a register by a form. */
export function useActs(register: string): readonly RegisterAct[] {
  const { data } = useRead('/openapi.json');
  return data === undefined ? [] : actsOf(data as OpenApi, register);
}

function actsOf({ paths }: OpenApi, register: string): readonly RegisterAct[] {
  const base = `/v1/registers/${register}`;
  const who = WHO[register] ?? STAFFERS;
  const at = (method: RegisterAct['method'], path: string, label: string, ofEntry: boolean): readonly RegisterAct[] => {
    const raw = paths[path]?.[method.toLowerCase()]?.requestBody?.content?.['application/json']?.schema;
    if (raw?.properties === undefined) return [];
    return [{ method, path, label, ofEntry, who, schema: formSchema(raw, register) }];
  };
  return [
    ...at('POST', base, '登记', false),
    ...at('PATCH', `${base}/{id}`, '变更', true),
    ...Object.entries(OF_ENTRY).flatMap(([part, label]) => [
      ...at('POST', `${base}/${part}`, label, true),
      ...at('POST', `${base}/{id}/${part}`, label, true),
    ]),
  ];
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
