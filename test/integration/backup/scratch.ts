import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folders } from '../../../db/backup/folders.ts';
import type { Say } from '../../../db/backup/say.ts';
import { connect, type Db } from '../../../db/client.ts';

/** A temporary folder and empty databases on the tests' own server, named so that the run clears them away. */
export interface Scratch {
  readonly folder: string;
  emptyDatabase(): Promise<string>;
  close(): Promise<void>;
}

export const QUIET: Say = { line: () => undefined, progress: () => undefined };
export const NO_FOLDERS: Folders = { archive: null, seals: null, home: null, homeFiles: [] };

/** `near`: any database of the server. */
export function scratch(near: string): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-backup-'));
  const template = new URL(near).pathname.slice(1);
  return {
    folder,
    emptyDatabase: async () => {
      const name = `${template}_${randomBytes(4).toString('hex')}`;
      await asOwner(near, (db) => db.sql.unsafe(`create database ${name}`));
      const url = new URL(near);
      url.pathname = `/${name}`;
      return url.href;
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** As the owner of the database, whom its role does not bind. */
export async function asOwner<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = connect(url, { max: 1, name: 'backup test', settings: { role: 'none' } });
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Every row of every table as text, by table: what must be the same after a restore. */
export async function contentOf(url: string): Promise<Record<string, string[]>> {
  return await asOwner(url, async ({ sql }) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'drizzle') order by 1`;
    const content: Record<string, string[]> = {};
    for (const { name } of tables) {
      const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t order by 1`);
      content[name] = rows.map(({ row }) => row);
    }
    return content;
  });
}
