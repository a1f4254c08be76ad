import type { Instant } from '../../workflows/kernel/instant.ts';

/** What a backup says of itself: `manifest.json`, the last member of the file. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly madeAt: Instant;
  /** Our version that made it, and PostgreSQL's. */
  readonly version: string;
  readonly postgres: string;
  /** The migrations that the database stood at, in order, by the hash of each file. */
  readonly migrations: readonly string[];
  /** In an order in which no row comes before one that it refers to. */
  readonly tables: readonly TablePart[];
  readonly sequences: readonly Sequence[];
  readonly files: readonly FilePart[];
  readonly heads: Heads;
}

/** A member of the file. `sha256` in hex, over the content before it was compressed. */
export interface FilePart {
  readonly member: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The rows of one table in PostgreSQL's own text format of COPY, one a line. */
export interface TablePart extends FilePart {
  /** Quoted, with its schema. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Where a sequence stands. */
export interface Sequence {
  readonly name: string;
  readonly last: string;
  readonly isCalled: boolean;
}

/** How far the records reached: by these a later reconciliation tells what is newer where. */
export interface Heads {
  readonly ledger: number;
  readonly matters: number;
  readonly trail: number;
  readonly seal: number;
  readonly waiting: number;
}

/** A backup that cannot be made, read or restored; the message is a Chinese sentence that says why and what to do. */
export class BackupFailure extends Error {}

/** The member that holds the manifest. */
const HEADS = ['ledger', 'matters', 'trail', 'seal', 'waiting'] as const;
export const MANIFEST = 'manifest.json';

/** The writing of backups; another one is refused. */
export const FORMAT = 'bihuan-backup/1';

/** Reads a manifest; throws `BackupFailure` when it is none, or one of a format that this version does not know. */
export function manifestIn(text: string): Manifest {
  const manifest = parsed(text);
  if (manifest?.format !== FORMAT)
    throw new BackupFailure('这个文件的清单不是本系统的备份，或由更新的版本制作：请用制作它的版本恢复。');
  if (isWhole(manifest)) return manifest;
  throw new BackupFailure('备份的清单不完整，文件可能被改动：请另取一份备份。');
}

function isWhole(manifest: Partial<Manifest>): manifest is Manifest {
  const { tables, files, migrations, sequences, heads, madeAt, version } = manifest;
  return (
    isListOf(tables, isTable) &&
    isListOf(files, isFile) &&
    isListOf(migrations, isText) &&
    isListOf(sequences, ({ name, last, isCalled }) => isText(name) && isText(last) && typeof isCalled === 'boolean') &&
    HEADS.every((head) => typeof heads?.[head] === 'number') &&
    isText(madeAt) &&
    isText(version)
  );
}

function isTable(part: Partial<TablePart>): boolean {
  return isFile(part) && isText(part.table) && isListOf(part.columns, isText) && typeof part.rows === 'number';
}

function isFile({ member, bytes, sha256 }: Partial<FilePart>): boolean {
  return isText(member) && typeof bytes === 'number' && isText(sha256);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOf<Item>(list: readonly Item[] | undefined, isOne: (one: Item) => boolean): boolean {
  return Array.isArray(list) && (list as (Item | null)[]).every((one) => one !== null && isOne(one));
}

function parsed(text: string): Partial<Manifest> | null {
  try {
    return JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    return null;
  }
}
