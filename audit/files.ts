import type { Db } from '../db/client.ts';
import { sqlState } from '../db/errors.ts';

/** SQLSTATE of a statement that took too long. */
const QUERY_CANCELED = '57014';

/** What lies under the id of a file: the hash of its bytes as they are now, how many they are, and how many are said to be. */
export interface StoredFile {
  /** `sha256:<hex>`, like its id. */
  readonly hash: string;
  readonly bytes: number;
  readonly size: number;
}

/** A file that the database could not hash in the time it had. */
export const TOO_SLOW = 'tooSlow';

/** What lies under each id that was asked for, null for nothing; a file is hashed once an audit. */
export type FileHashes = Map<string, StoredFile | typeof TOO_SLOW | null>;

/** So many are hashed by one statement: of the largest files that may be handed in, ten seconds' work of a slow disk. */
const AT_A_TIME = 4;
/** Of one statement; a file of 100 MB takes half a second where nothing else is done. */
const LIMIT_MS = 60_000;

/** Looks up ids that are not known yet; the database hashes, so that no file travels. Only tests take another limit. */
export async function hashFiles(db: Db, files: FileHashes, ids: readonly string[], limitMs = LIMIT_MS): Promise<void> {
  const asked = ids.filter((id) => !files.has(id));
  for (let from = 0; from < asked.length; from += AT_A_TIME) {
    const some = asked.slice(from, from + AT_A_TIME);
    const known = await hashed(db, some, limitMs);
    // Among the others one may have been the slow one.
    for (const id of some) files.set(id, known === null ? await alone(db, id, limitMs) : (known.get(id) ?? null));
  }
}

async function alone(db: Db, id: string, limitMs: number): Promise<StoredFile | typeof TOO_SLOW | null> {
  const known = await hashed(db, [id], limitMs);
  return known === null ? TOO_SLOW : (known.get(id) ?? null);
}

/** Null when the time was up. */
async function hashed({ sql }: Db, ids: readonly string[], limitMs: number): Promise<Map<string, StoredFile> | null> {
  try {
    const rows = await sql.begin('read only', async (within) => {
      await within`select set_config('statement_timeout', ${limitMs.toString()}, true)`;
      // Kept in two places, the one that was altered is the one to tell of: it comes last.
      return await within<(StoredFile & { id: string })[]>`
        select * from (
          select id, 'sha256:' || encode(sha256(content), 'hex') as hash, octet_length(content) as bytes, size
          from (
            select id, size, content from evidence where id = any(${[...ids]})
            union all select hash, size, content from document_files where hash = any(${[...ids]})) kept
        ) f order by hash = id desc`;
    });
    return new Map(rows.map(({ id, ...file }) => [id, file]));
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) return null;
    throw error;
  }
}

/** The ids, now, of the personal texts kept under these ids; an id under which nothing is kept is absent. */
export async function hashSealed({ sql }: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; now: string }[]>`
    select id, 'sealed:' || encode(sha256(convert_to(salt || content, 'UTF8')), 'hex') as now
    from sealed where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, now }) => [id, now]));
}

/** The row of a file, be it evidence or of a document, with the columns of `evidence`; none where it is not kept. */
export function fileWith({ sql }: Db, id: string) {
  return sql`(
    select type, size, name, at, content from evidence where id = ${id}
    union all select type, size, null, null, content from document_files where hash = ${id} limit 1)`;
}
