import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import { connect, type Db, type Transaction } from '../client.ts';
import { appendTrail } from '../trail.ts';
import { hasTrail, headsOf, migrationsOf, sequencesOf, tablesOf, type Table } from './contents.ts';
import { saidByDisk } from './disk.ts';
import { filesOf, type Folders } from './folders.ts';
import { BackupFailure, FORMAT, MANIFEST, type FilePart, type Manifest, type TablePart } from './manifest.ts';
import type { Say } from './say.ts';
import { newFile, writeZip, type ZipWriter } from './zip.ts';

/** A backup that was made: its manifest, and of the file as a whole its size and SHA-256. */
export interface Made {
  readonly manifest: Manifest;
  readonly bytes: number;
  readonly sha256: string;
}

/** The owner, without any limit of time: what takes long here is large, not stuck. */
export const AS_OWNER = {
  role: 'none',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  DateStyle: 'ISO',
};

/**
 * Writes everything that the installation holds into one file: all tables as they stood at one moment, while everything
 * goes on running, and the folders beside the database. Nothing is held in memory. The file is readable by its owner
 * only and has its name when it is whole. Throws `BackupFailure` when the file exists, the disk does not take it, or the
 * database is not one of ours. `begin` opens the file that is written.
 */
export async function backup(
  url: string,
  file: string,
  say: Say,
  folders: Folders,
  begin: (path: string) => Writable = newFile,
): Promise<Made> {
  if (existsSync(file)) throw new BackupFailure(`${file} 已存在：备份从不覆盖旧文件，请换一个名字。`);
  const db = connect(url, { max: 2, name: 'bihuan backup', settings: AS_OWNER });
  const unready = `${file}.unready`;
  try {
    await rm(unready, { force: true });
    const zip = writeZip(unready, begin(unready));
    try {
      const manifest = await writeAll(db, zip, say, folders);
      const { bytes, sha256 } = await zip.end();
      await rename(unready, file);
      await tellTrail(db, { file: sha256, bytes, ...manifest.heads }, manifest.madeAt);
      return { manifest, bytes, sha256 };
    } catch (error) {
      await zip.abandon(error);
      await rm(unready, { force: true });
      throw saidByDisk(error, file, unready);
    }
  } finally {
    await db.end();
  }
}

async function writeAll(db: Db, zip: ZipWriter, say: Say, folders: Folders): Promise<Manifest> {
  const ofDatabase = await db.sql.begin('isolation level repeatable read read only', async (sql) => {
    const migrations = await migrationsOf(sql);
    if (migrations.length === 0) throw new BackupFailure('这个数据库不是本系统的：没有数据库结构的记录。');
    const [now] = await sql<{ at: Instant; postgres: string; pid: number }[]>`
      select now() as at, current_setting('server_version') as postgres, pg_backend_pid() as pid`;
    if (now === undefined) throw new Error('a select without from answers one row');
    const tables = await tablesOf(sql);
    const heads = await headsOf(sql, tables);
    const stop = () => db.sql`select pg_cancel_backend(${now.pid})`;
    const parts = await writeTables({ sql, stop }, zip, tables, say);
    const sequences = await sequencesOf(sql);
    return { madeAt: now.at, postgres: now.postgres, migrations, tables: parts, sequences, heads };
  });
  // After the snapshot: an archived history lies in its folder before the database says so.
  const files = await writeFiles(zip, folders, say);
  const manifest: Manifest = { format: FORMAT, version: ownVersion(), ...ofDatabase, files };
  await zip.add(MANIFEST, Readable.from([Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)]));
  return manifest;
}

/** The transaction that is read, and what ends its statement from outside. */
interface Reading {
  readonly sql: Transaction;
  readonly stop: () => Promise<unknown>;
}

async function writeTables(
  { sql, stop }: Reading,
  zip: ZipWriter,
  tables: readonly Table[],
  say: Say,
): Promise<TablePart[]> {
  const total = tables.reduce((sum, { size }) => sum + size, 0);
  const parts: TablePart[] = [];
  let before = 0;
  for (const { table, columns, size } of tables) {
    const member = `tables/${table.replaceAll('"', '')}.copy`;
    let here = 0;
    const rows = await copyOut(sql, table, columns);
    const seen = (bytes: number) => {
      here += bytes;
      say.progress(before + Math.min(here, size), total, table);
    };
    const metered = await zip.add(member, rows, seen).catch(async (error: unknown) => {
      await letGo(rows, stop);
      throw error;
    });
    before += size;
    parts.push({ member, table, columns, ...metered });
  }
  return parts;
}

/** The rows of a table as COPY writes them. */
async function copyOut(sql: Transaction, table: string, columns: readonly string[]): Promise<Readable> {
  const rows = await sql.unsafe(`copy ${table} (${columns.join(', ')}) to stdout`).readable();
  // postgres.js pauses its socket while we are slow, and forgets to go on when the last rows came meanwhile, or an error. Its `_read`
  // is of its inside: without it the backups of backup.test.ts never end, which is how one notices when an upgrade has no such thing any more.
  rows.on('close', () => {
    rows._read(0);
  });
  return rows;
}

/**
 * Ends a COPY that nobody takes any more. Before that the connection takes no other statement, not even the rollback, and
 * while its rows lie unread it cannot be closed: the process would never end.
 */
async function letGo(rows: Readable, stop: () => Promise<unknown>): Promise<void> {
  rows.unpipe();
  rows.resume();
  await stop().catch(() => undefined);
  await finished(rows).catch(() => undefined);
}

async function writeFiles(zip: ZipWriter, folders: Folders, say: Say): Promise<FilePart[]> {
  const files = await filesOf(folders);
  const parts: FilePart[] = [];
  for (const { member, path } of files) {
    const { bytes, sha256 } = await zip.add(member, createReadStream(path));
    parts.push({ member, bytes, sha256 });
    say.progress(parts.length, files.length, member);
  }
  return parts;
}

async function tellTrail(db: Db, data: Readonly<Record<string, unknown>>, madeAt: Instant): Promise<void> {
  // A database that stands at an older schema is backed up before it is migrated: it has no trail yet.
  if (!(await hasTrail(db.sql))) return;
  const at = instantOf(Date.now());
  await appendTrail(db, {
    at,
    type: 'BackedUp',
    actor: { process: 'backup' },
    subject: null,
    data: { madeAt, ...data },
  });
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
