import { gunzipSync, gzipSync } from 'node:zlib';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { historiesOf, type HistoryRow } from './rows.ts';
import type { ArchiveStore } from './store.ts';

/** What reading the archive takes. */
export interface Archive {
  readonly db: Db;
  readonly archive: ArchiveStore;
}

/** An archived history, not verified: `hash` is what the index says, to be held against the bytes. */
export interface ArchivedHistory extends Pick<
  HistoryRow,
  'runId' | 'kind' | 'status' | 'events' | 'build' | 'startedAt' | 'closedAt' | 'hash' | 'size'
> {
  /** The parsed JSON; null when the bytes are none. */
  readonly history: unknown;
  /** The JSON as it was hashed; empty when the store does not have it or it cannot be unpacked. */
  readonly bytes: Buffer;
  /** Whether the store does not have it. */
  readonly isAbsent?: boolean;
}

const NOTHING = Buffer.alloc(0);
/** Of gzip (RFC 1952 §2.3): deflate, no flags, no time, best compression, system unknown. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
/** A history of the largest size that Temporal allows (50 MB, JSON in base64) fits; a bomb does not. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The archived history of a matter: of its last run that ended, else of the one that lives. Null when there is none. */
export async function archivedHistory(archive: Archive, matterId: MatterId): Promise<ArchivedHistory | null> {
  const [newest] = await historiesOf(archive.db, matterId);
  return newest === undefined ? null : await readArchived(archive.archive, newest);
}

/** The archived history of an index row. */
export async function readArchived(store: ArchiveStore, row: HistoryRow): Promise<ArchivedHistory> {
  const { runId, kind, status, events, build, startedAt, closedAt, hash, size } = row;
  const kept = await store.get(hash);
  const bytes = kept === null ? NOTHING : unpacked(kept);
  const absent = kept === null ? { isAbsent: true } : {};
  return {
    runId,
    kind,
    status,
    events,
    build,
    startedAt,
    closedAt,
    hash,
    size,
    history: parsed(bytes),
    bytes,
    ...absent,
  };
}

/** Compresses an object; the same bytes give the same object, on every platform. */
export function packed(bytes: Buffer): Buffer {
  const compressed = gzipSync(bytes, { level: 9 });
  // The tenth byte names the operating system (RFC 1952 §2.3.1); 255 is `unknown`.
  compressed[9] = 255;
  return compressed;
}

function unpacked(compressed: Buffer): Buffer {
  if (!isOurs(compressed)) return NOTHING;
  try {
    return gunzipSync(compressed, { maxOutputLength: MAX_BYTES });
  } catch {
    return NOTHING;
  }
}

/** Bytes that say nothing of the content (time, system) must be as `packed` writes them: none can be changed unseen. */
function isOurs(compressed: Buffer): boolean {
  return compressed.subarray(0, HEADER.length).equals(HEADER);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
