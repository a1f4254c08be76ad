import type { Db } from '../../db/client.ts';
import { sha256 } from '../../db/chain.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { inScope, type Scope } from '../../db/queries/scope.ts';

/** A file that was handed in, without its bytes. */
export interface Stored {
  /** `sha256:` and 64 hex digits of the content. */
  readonly id: string;
  readonly size: number;
  readonly type: string;
}

/** A file as it is handed in. */
export interface Upload {
  readonly content: Buffer;
  readonly type: string;
  readonly name: string;
  readonly uploader: string;
  readonly at: Instant;
}

/** Keeps a file by its hash; the same content again is the same evidence and keeps its first uploader. */
export async function storeEvidence(db: Db, upload: Upload): Promise<Stored> {
  const id = `sha256:${sha256(upload.content)}`;
  const size = upload.content.length;
  await db.sql`
    insert into evidence (id, type, size, name, uploader, at, content)
    values (${id}, ${upload.type}, ${size}, ${upload.name}, ${upload.uploader}, ${upload.at}, ${upload.content})
    on conflict (id) do nothing`;
  return { id, size, type: upload.type };
}

/** A file with its bytes; null when nothing with this hash was handed in. */
export async function readEvidence(
  db: Db,
  id: string,
): Promise<(Stored & { readonly uploader: string; readonly content: Buffer }) | null> {
  const [row] = await db.sql<{ id: string; size: number; type: string; uploader: string; content: Buffer }[]>`
    select id, size, type, uploader, content from evidence where id = ${id}`;
  return row ?? null;
}

/** Whether a matter within the scope cites the file. */
export async function isSeenWithin(db: Db, id: string, scope: Scope): Promise<boolean> {
  if (scope === 'all') return true;
  const rows = await db.sql`
    select 1 from matters m where ${inScope(db.sql, scope)} and position(${id} in m.state::text) > 0 limit 1`;
  return rows.length > 0;
}
