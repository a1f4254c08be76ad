import type { Db } from '../db/client.ts';

/** What lies under the id of a file: the hash of its bytes as they are now, how many they are, and how many are said to be. */
export interface StoredFile {
  /** `sha256:<hex>`, like its id. */
  readonly hash: string;
  readonly bytes: number;
  readonly size: number;
}

/** What lies under each id that was asked for, null for nothing; a file is hashed once an audit. */
export type FileHashes = Map<string, StoredFile | null>;

/** Looks up ids that are not known yet; the database hashes, so that no file travels. */
export async function hashFiles({ sql }: Db, files: FileHashes, ids: readonly string[]): Promise<void> {
  const asked = ids.filter((id) => !files.has(id));
  if (asked.length === 0) return;
  const rows = await sql<(StoredFile & { id: string })[]>`
    select id, 'sha256:' || encode(sha256(content), 'hex') as hash, octet_length(content) as bytes, size
    from evidence where id = any(${asked})`;
  const found = new Map(rows.map(({ id, ...file }) => [id, file]));
  for (const id of asked) files.set(id, found.get(id) ?? null);
}

/** The ids, now, of the personal texts kept under these ids; an id under which nothing is kept is absent. */
export async function hashSealed({ sql }: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; now: string }[]>`
    select id, 'sealed:' || encode(sha256(convert_to(salt || content, 'UTF8')), 'hex') as now
    from sealed where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, now }) => [id, now]));
}
