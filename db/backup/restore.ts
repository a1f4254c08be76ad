import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { connect, type Queryable, type Transaction } from '../client.ts';
import { migrate } from '../migrate.ts';
import { appendTrail } from '../trail.ts';
import { checkBackup } from './check.ts';
import { hasTrail, tablesOf, type Table } from './contents.ts';
import { placeFile, placeOf, refusePrivateKey, type Folders } from './folders.ts';
import { BackupFailure, type Manifest, type TablePart } from './manifest.ts';
import type { Say } from './say.ts';
import { AS_OWNER } from './write.ts';
import { readZip, type ZipReader } from './zip.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Restores a backup into an empty database and empty folders: the file is checked from end to end, the schema is brought
 * to where it stood then, all rows are put in within one transaction (all or nothing), and only then the schema is
 * brought to the present. Needs an owner of the database, no superuser. Everyone has to sign in again. Throws
 * `BackupFailure` when the file is not whole, comes from a newer version, or the database is not empty.
 */
export async function restore(file: string, url: string, say: Say, folders: Folders): Promise<Manifest> {
  say.line(`正在核对备份 ${file}……`);
  const { manifest, faults } = await checkBackup(file, say);
  if (faults.length > 0) throw new BackupFailure(`备份不完整，没有恢复：${faults.join('；')}。`);
  const statements = statementsUpTo(manifest);
  const db = connect(url, { max: 1, name: 'bihuan restore', settings: AS_OWNER });
  const zip = await readZip(file);
  try {
    await requireEmpty(db.sql);
    await restoreFiles(zip, manifest, folders);
    say.line(`正在恢复 ${manifest.madeAt} 的数据：台账 ${manifest.heads.ledger.toString()} 条……`);
    const isTold = await db.sql.begin(async (sql) => {
      await restoreRows(sql, zip, manifest, statements, say);
      // With the rows, if their schema has a trail: what comes after may fail.
      const isThere = await hasTrail(sql);
      if (isThere) await tellTrail({ sql }, manifest);
      return isThere;
    });
    await bringToPresent(url, say);
    if (!isTold) await tellTrail(db, manifest);
    return manifest;
  } finally {
    zip.close();
    await db.end();
  }
}

/** The statements of the migrations that the backup stood at; they must be the first of ours. */
function statementsUpTo({ migrations, version }: Manifest): string[] {
  const ours = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  if (migrations.some((hash, i) => ours[i]?.hash !== hash))
    throw new BackupFailure(
      `备份由另一版本（${version}）制作，其数据库结构是本版本所不知道的：请用那一版本或更新的版本恢复。`,
    );
  return ours.slice(0, migrations.length).flatMap(({ sql }) => sql);
}

async function requireEmpty(sql: Queryable): Promise<void> {
  const [found] = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg\\_%'
    limit 1`;
  if (found === undefined) return;
  throw new BackupFailure(
    `目标数据库不是空的（已有 ${found.name}）：恢复只在空数据库中进行，请新建一个，或用 DATA_DIR 指定新的文件夹。`,
  );
}

/** Looks at every place and file first, so that nothing is written when one is taken or must not be there. */
async function restoreFiles(zip: ZipReader, { files }: Manifest, folders: Folders): Promise<void> {
  const places = await Promise.all(files.map(async (part) => ({ part, path: await placeOf(part, folders) })));
  for (const { part } of places) await refusePrivateKey(part, await zip.open(part.member));
  for (const { part, path } of places) await placeFile(path, await zip.open(part.member));
}

async function restoreRows(
  sql: Transaction,
  zip: ZipReader,
  manifest: Manifest,
  statements: readonly string[],
  say: Say,
): Promise<void> {
  // As drizzle's migrator makes it; its rows come from the backup like all others.
  await sql.unsafe(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
  for (const statement of statements) await sql.unsafe(statement);
  const total = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { part, into } of placesOf(manifest, await tablesOf(sql))) {
    await copyIn(sql, into, await zip.open(part.member));
    done += part.bytes;
    say.progress(done, total, part.table);
  }
  for (const { name, last, isCalled } of manifest.sequences) await sql`select setval(${name}, ${last}, ${isCalled})`;
  // One that was ended after the backup must not come to life again.
  await sql`delete from sessions`;
}

/** All rows are in: what fails here is no reason to restore again, which would need another empty database. */
async function bringToPresent(url: string, say: Say): Promise<void> {
  try {
    await migrate(url, (sentence) => {
      say.line(sentence);
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupFailure(
      `数据已全部恢复，但升级到本版本时出错（${why}）：不要重新恢复，排除原因后以同一 DATABASE_URL 运行 npm run migrate（内置数据库：以同一 DATA_DIR 运行 npm start），然后对账：npm run audit -- reconcile。`,
    );
  }
}

/** A table of a backup, and the statement's words for where its rows go. */
interface Place {
  readonly part: TablePart;
  readonly into: string;
}

/**
 * Where each table goes. Whoever wrote the file wrote its manifest, and a name in a statement is code: names are taken
 * from the database, quoted, and a manifest that does not name exactly what stands there is refused.
 */
function placesOf({ tables }: Manifest, standing: readonly Table[]): Place[] {
  const left = new Map(standing.map((one) => [one.table, one]));
  const places = tables.map((part): Place => {
    const { table, columns } = left.get(part.table) ?? { table: '', columns: [] };
    left.delete(table);
    const named = part.columns.flatMap((name) => columns.filter((column) => column === name));
    const isAll = new Set(named).size === columns.length && part.columns.length === columns.length;
    if (columns.length === 0 || !isAll) throw unlike(part.table);
    return { part, into: `${table} (${named.join(', ')})` };
  });
  for (const table of left.keys()) throw unlike(table);
  return places;
}

function unlike(table: string): BackupFailure {
  const where = JSON.stringify(table.slice(0, 80));
  return new BackupFailure(`备份的清单与其数据库结构不符（表 ${where}），没有恢复：文件可能被改动，请另取一份备份。`);
}

async function copyIn(sql: Transaction, into: string, content: Readable): Promise<void> {
  const copying = sql.unsafe(`copy ${into} from stdin`);
  const taking = await copying.writable();
  // postgres.js forgets the stream once all is sent: what the server then refuses is told to the query alone. `reject` is
  // of its inside: "a restore that fails" in restore.test.ts notices when an upgrade has no such thing any more.
  void Object.assign(copying, { reject: (error: Error) => taking.destroy(error) });
  await pipeline(content, taking);
}

async function tellTrail(db: { readonly sql: Queryable }, { madeAt, version, heads }: Manifest): Promise<void> {
  const at = instantOf(Date.now());
  const data = { madeAt, version, ...heads };
  await appendTrail(db, { at, type: 'Restored', actor: { process: 'restore' }, subject: null, data });
}
