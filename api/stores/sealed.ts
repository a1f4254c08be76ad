import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { sha256 } from '../../db/chain.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { mapLeaves } from '../bodies/leaves.ts';

/**
 * The body with every `x-sealed` text replaced by a salted hash; the text itself is kept apart and never reaches
 * Temporal. Salted, because a phone number has few possible values.
 */
export async function seal(db: Db, schema: JsonSchema, body: unknown, at: Instant): Promise<unknown> {
  const rows: { id: string; salt: string; content: string; at: Instant }[] = [];
  const kept = mapLeaves(schema, body, (leaf, text) => {
    if (leaf['x-sealed'] !== true) return text;
    const salt = randomBytes(16).toString('hex');
    const id = `sealed:${sha256(`${salt}\n${text}`)}`;
    rows.push({ id, salt, content: text, at });
    return id;
  });
  if (rows.length > 0) await db.sql`insert into sealed ${db.sql(rows)}`;
  return kept;
}
