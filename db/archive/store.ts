import { join } from 'node:path';
import type { Db } from '../client.ts';
import { contentOf, fileStands, writeDurably } from './durable-file.ts';

/** Where archived bytes lie: each object under the hash of what it holds, written once. */
export interface ArchiveStore {
  /** Keeps an object durably; one that stands is left as it is. Throws when it cannot be kept. */
  put(hash: string, compressed: Buffer): Promise<void>;
  /** The object as it was put; null when there is none. */
  get(hash: string): Promise<Buffer | null>;
  /** Which of these objects are not there. */
  missing(hashes: readonly string[]): Promise<string[]>;
}

/** The store that this installation is set to: a folder, or the database itself when `archiveDir` is null. */
export function storeOf(db: Db, archiveDir: string | null): ArchiveStore {
  return archiveDir === null ? databaseStore(db) : folderStore(archiveDir);
}

function databaseStore({ sql }: Db): ArchiveStore {
  return {
    put: async (hash, compressed) => {
      await sql`insert into archive_objects (hash, content) values (${hash}, ${compressed}) on conflict do nothing`;
    },
    get: async (hash) => {
      const [row] = await sql<{ content: Buffer }[]>`select content from archive_objects where hash = ${hash}`;
      return row?.content ?? null;
    },
    missing: async (hashes) => {
      const rows = await sql<{ hash: string }[]>`
        select hash from unnest(${[...hashes]}::text[]) as asked (hash)
        where not exists (select from archive_objects o where o.hash = asked.hash)`;
      return rows.map(({ hash }) => hash);
    },
  };
}

/** Files, `<dir>/<two digits>/<hash>.json.gz`. */
function folderStore(dir: string): ArchiveStore {
  // A hash may come from a row that was altered: it must not name a path of its own.
  const pathOf = (hash: string): string | null => {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
    return hex === undefined ? null : join(dir, hex.slice(0, 2), `${hex}.json.gz`);
  };
  const stands = async (hash: string): Promise<boolean> => {
    const path = pathOf(hash);
    return path !== null && (await fileStands(path));
  };
  return {
    put: async (hash, compressed) => {
      const path = pathOf(hash);
      if (path === null) throw new Error(`${hash} is no SHA-256`);
      if (!(await fileStands(path))) await writeDurably(path, compressed);
    },
    get: async (hash) => {
      const path = pathOf(hash);
      return path === null ? null : await contentOf(path);
    },
    missing: async (hashes) => {
      const found: string[] = [];
      for (const hash of hashes) if (!(await stands(hash))) found.push(hash);
      return found;
    },
  };
}
