import { canonicalJson } from '../../db/canonical.ts';
import { sha256 } from '../../db/chain.ts';
import { parseInstant } from '../../workflows/kernel/instant.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { mapLeaves } from './leaves.ts';

/** The body with every time in the one canonical form in which strings compare as time. */
export function canonicalTimes(schema: JsonSchema, body: unknown): unknown {
  return mapLeaves(schema, body, (leaf, text) =>
    leaf['format'] === 'date-time' ? (parseInstant(text) ?? text) : text,
  );
}

/** SHA-256 (hex) of a JSON value, the same whatever the order of its keys. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
