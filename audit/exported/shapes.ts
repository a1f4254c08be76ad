import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { sha256, type ChainedEvent } from '../../db/chain.ts';
import type { ProjectionRow } from '../compare/projection-check.ts';
import { at, historyJson, type HistoryJson } from '../history/history-json.ts';
import { FILES, type BundleFiles } from './names.ts';

/** The writing of bundles since 0.3; before, none was named. */
export const FORMAT = 2;

/** What `matter.json` says of an export: whose it is, the code that decided it, and what each other file hashes to. */
export interface Named {
  /** Absent in bundles of 0.1 and 0.2, which hold the three records and the code only. */
  readonly format?: typeof FORMAT;
  readonly id: string;
  readonly kind: string;
  readonly runId: string | null;
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Thrown when a file's JSON is not what its name says; the message is a Chinese clause. */
export class Unreadable extends Error {}

/** The content of `matter.json`. Throws `Unreadable`. */
export function namedIn(value: unknown): Named {
  const [id, kind, runId, code, files] = ['id', 'kind', 'runId', 'code', 'files'].map((name) => at(value, name));
  if (typeof id !== 'string' || typeof kind !== 'string') throw new Unreadable('没有 id 或 kind');
  if (runId !== null && typeof runId !== 'string') throw new Unreadable('runId 不是文字');
  if (typeof code !== 'string' || !isHash(code)) throw new Unreadable('code 不是 SHA-256');
  if (typeof files !== 'object' || files === null) throw new Unreadable('没有 files');
  const format = at(value, 'format');
  if (format !== undefined && format !== FORMAT) throw new Unreadable('format 不是本程序认识的写法');
  const hashes = Object.entries(files as Readonly<Record<string, unknown>>);
  return {
    ...(format === undefined ? {} : { format }),
    id,
    kind,
    runId,
    code,
    files: Object.fromEntries(hashes.map(([name, hash]) => [name, String(hash)])),
  };
}

/** `matter.json` to the byte: what is not written so was changed. */
export function matterFile({ format, id, kind, runId, code, files }: Named): string {
  return written({ format, id, kind, runId, code, files });
}

/** The files of a bundle with `matter.json` before them, which holds the hash of each. */
export function withMatter(about: Omit<Named, 'files'>, contents: BundleFiles): BundleFiles {
  const files = Object.fromEntries([...contents].map(([name, content]) => [name, sha256(content)]));
  return new Map([[FILES.matter, Buffer.from(matterFile({ ...about, files }))], ...contents]);
}

/** JSON as it stands in a bundle's files, for people to read. */
export function written(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Whether a text is a SHA-256 in lower-case hex. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The history of an export; null where there never was one. Throws `Unreadable` or `NotAHistory`. */
export function historyIn(value: unknown): HistoryJson | null {
  if (value === null) return null;
  const history = historyJson(value);
  try {
    historyFromJSON(history);
  } catch (error) {
    throw new Unreadable(`不是 Temporal 历史：${error instanceof Error ? error.message : String(error)}`);
  }
  return history;
}

const TEXTS = ['type', 'at', 'heardAt', 'commandId', 'prevHash', 'hash'] as const;
const COUNTS = ['seq', 'eventVersion'] as const;

/** The ledger of an export. Throws `Unreadable`, naming the row. */
export function ledgerIn(value: unknown): ChainedEvent[] {
  if (!Array.isArray(value)) throw new Unreadable('不是各条的列表');
  value.forEach((row: unknown, i) => {
    const texts = TEXTS.find((name) => typeof at(row, name) !== 'string');
    const missing = texts ?? COUNTS.find((name) => !Number.isInteger(at(row, name)));
    if (missing !== undefined) throw new Unreadable(`第 ${(i + 1).toString()} 条的 ${missing} 缺失或不正确`);
    if (typeof at(row, 'actor', 'role') !== 'string') throw new Unreadable(`第 ${(i + 1).toString()} 条没有 actor`);
  });
  return value as ChainedEvent[];
}

/** The projection of an export. Throws `Unreadable`. */
export function projectionIn(value: unknown): ProjectionRow | null {
  if (typeof value !== 'object' || Array.isArray(value)) throw new Unreadable('不是一览表中的一行');
  return value as ProjectionRow | null;
}
