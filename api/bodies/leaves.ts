import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { passes } from './schemas.ts';
import { escapePointer } from './text.ts';

/** Sees one string of a body with the schema that stands for it; what it returns takes its place. */
export type LeafVisit = (schema: JsonSchema, text: string, pointer: string) => string;

/**
 * A copy of a valid body in which every string went through `visit`, once for each schema that applies to it. Of
 * alternatives (`oneOf`, `anyOf`, `if`) only those that the value passes count, so a reference is read as what it is.
 */
export function mapLeaves(schema: JsonSchema, body: unknown, visit: LeafVisit): unknown {
  return new Walk(schema, visit).map(schema, body, '');
}

class Walk {
  private readonly root: JsonSchema;
  private readonly visit: LeafVisit;

  constructor(root: JsonSchema, visit: LeafVisit) {
    this.root = root;
    this.visit = visit;
  }

  map(schema: JsonSchema, value: unknown, pointer: string): unknown {
    let mapped = value;
    for (const part of this.parts(schema, value)) mapped = this.map(part, mapped, pointer);
    if (typeof mapped === 'string') return this.visit(schema, mapped, pointer);
    if (Array.isArray(mapped)) return this.mapArray(schema, mapped, pointer);
    if (isObject(mapped)) return this.mapObject(schema, mapped, pointer);
    return mapped;
  }

  /** The schemas that apply to the same value beside this one. */
  private parts(schema: JsonSchema, value: unknown): readonly JsonSchema[] {
    const ref = typeof schema['$ref'] === 'string' ? [this.resolve(schema['$ref'])] : [];
    const all = schemas(schema['allOf']);
    const some = [...schemas(schema['oneOf']), ...schemas(schema['anyOf'])].filter((one) => this.applies(one, value));
    const branch = isObject(schema['if']) ? [this.applies(schema['if'], value) ? schema['then'] : schema['else']] : [];
    return [...ref, ...all, ...some, ...branch.filter(isObject)];
  }

  private applies(part: JsonSchema, value: unknown): boolean {
    const defs = this.root['$defs'];
    return passes(defs === undefined ? part : withDefs(part, defs), value);
  }

  private resolve(ref: string): JsonSchema {
    let at: unknown = this.root;
    for (const segment of ref.replace(/^#\/?/, '').split('/').filter(Boolean))
      at = isObject(at) ? at[segment.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    if (!isObject(at)) throw new Error(`schema reference ${ref} leads nowhere`);
    return at;
  }

  private mapArray(schema: JsonSchema, items: readonly unknown[], pointer: string): readonly unknown[] {
    const prefix = schemas(schema['prefixItems']);
    return items.map((item, i) => {
      const own = prefix[i] ?? schema['items'];
      return isObject(own) ? this.map(own, item, `${pointer}/${i.toString()}`) : item;
    });
  }

  private mapObject(schema: JsonSchema, value: JsonSchema, pointer: string): JsonSchema {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const mapped = Object.entries(value).map(([key, item]) => {
      const own = Object.hasOwn(properties, key) ? properties[key] : schema['additionalProperties'];
      return [key, isObject(own) ? this.map(own, item, `${pointer}/${escapePointer(key)}`) : item] as const;
    });
    return Object.fromEntries(mapped);
  }
}

const withDefsOf = new WeakMap<JsonSchema, JsonSchema>();

/** A part of a schema, made to stand alone; one object per part, so that it is compiled once. */
function withDefs(part: JsonSchema, defs: unknown): JsonSchema {
  const known = withDefsOf.get(part) ?? { ...part, $defs: defs };
  withDefsOf.set(part, known);
  return known;
}

function schemas(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
