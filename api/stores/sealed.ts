import type { Db } from '../../db/client.ts';
import { seal, unseal } from '../../db/evidence.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { mapLeaves } from '../bodies/leaves.ts';

/** The body with every `x-sealed` text kept apart and replaced by its salted hash, so that it never reaches Temporal. */
export async function sealTexts(db: Db, schema: JsonSchema, body: unknown, at: Instant): Promise<unknown> {
  const texts = new Map<string, string>();
  mapLeaves(schema, body, (leaf, text, pointer) => {
    if (leaf['x-sealed'] === true) texts.set(pointer, text);
    return text;
  });
  const ids = new Map<string, string>();
  for (const [pointer, text] of texts) ids.set(pointer, await seal(db, text, at));
  return mapLeaves(schema, body, (leaf, text, pointer) =>
    leaf['x-sealed'] === true ? (ids.get(pointer) ?? text) : text,
  );
}

/**
 * The value with every sealed text that it names in place of its id: only for what a reader may see whole. `onRead` is
 * told of the ids, where there are any, before the texts are there.
 */
export async function opened<Value>(
  db: Db,
  value: Value,
  onRead: (ids: readonly string[]) => Promise<void>,
): Promise<Value> {
  const json = JSON.stringify(value);
  const ids = [...new Set(json.match(SEALED))];
  if (ids.length === 0) return value;
  await onRead(ids);
  const texts = await unseal(db, ids);
  return JSON.parse(json, (_key, item: unknown) =>
    typeof item === 'string' ? (texts.get(item) ?? item) : item,
  ) as Value;
}

const SEALED = /sealed:[0-9a-f]{64}/g;
