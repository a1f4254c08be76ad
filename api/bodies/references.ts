import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { mapLeaves } from './leaves.ts';

type Ref = NonNullable<JsonSchema['x-ref']>;

/** What a body names that must stand in a register: each id with the first place where it stands. */
export type References = Readonly<Record<Ref, ReadonlyMap<string, string>>>;

/** Every `x-ref` of a valid body, by what it names. */
export function referencesOf(schema: JsonSchema, body: unknown): References {
  const found: Record<Ref, Map<string, string>> = {
    unit: new Map(),
    person: new Map(),
    post: new Map(),
    evidence: new Map(),
    clause: new Map(),
    matter: new Map(),
  };
  mapLeaves(schema, body, (leaf, text, pointer) => {
    const ref = leaf['x-ref'];
    if (ref !== undefined && !found[ref].has(text)) found[ref].set(text, pointer);
    return text;
  });
  return found;
}
