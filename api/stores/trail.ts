import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../../db/client.ts';
import { sqlState } from '../../db/errors.ts';
import { appendTrailAll, type TrailEntry } from '../../db/trail.ts';
import { crowd } from './crowd.ts';

/** What the API says to the trail. None of it ever throws or makes a caller wait for more than a second. */
export interface Trail {
  /** Writes an entry; what cannot be written stands in the log. */
  keep(entry: TrailEntry): Promise<void>;
  /** The same for what anyone could repeat without end: of one source so many in a minute, the rest as one count. */
  keepOfMany(source: string, entry: TrailEntry): Promise<void>;
  /** The same for reads: who reads the same again within ten minutes has read once. */
  keepRead(entry: TrailEntry): Promise<void>;
  /** Writes what was only counted so far. */
  end(): Promise<void>;
}

/** A caller waits so long for an entry; it is written all the same. */
const PATIENCE_MS = 1_000;
/** Entries that wait for the database; what comes on top stands in the log only. */
const BACKLOG_MAX = 1_000;
/** Lock and statement time-outs: certainly not written, so it is tried again. */
const HELD_UP: ReadonlySet<string> = new Set(['55P03', '57014']);
const SAME_READ_MS = 10 * 60_000;
const READS_MAX = 10_000;
const COUNTED_EVERY_MS = 60_000;

/** The trail of one API process; at most `perMinute` entries in a minute of one source that repeats itself. */
export function trailOf(db: Db, log: FastifyBaseLogger, perMinute: number): Trail {
  const keep = writer(db, log);
  const sources = crowd(perMinute);
  const reads = new Map<string, number>();
  const keepCounted = async (until: number): Promise<void> => {
    await Promise.all(sources.counted(until).map(keep));
  };
  const timer = setInterval(() => void keepCounted(Date.now()), COUNTED_EVERY_MS).unref();
  return {
    keep,
    keepOfMany: async (source, entry) => {
      if (sources.admits(source, entry, Date.now())) await keep(entry);
    },
    keepRead: async (entry) => {
      const key = JSON.stringify([entry.type, entry.actor, entry.subject, entry.data]);
      const now = Date.now();
      if ((reads.get(key) ?? 0) > now) return;
      if (reads.size >= READS_MAX) reads.clear();
      reads.set(key, now + SAME_READ_MS);
      await keep(entry);
    },
    end: async () => {
      clearInterval(timer);
      await keepCounted(Number.POSITIVE_INFINITY);
    },
  };
}

/**
 * Writes one statement at a time, each with all that came while the one before it ran: since entries are chained, more
 * at once would only wait for each other, with a connection each.
 */
function writer(db: Db, log: FastifyBaseLogger): Trail['keep'] {
  let last = Promise.resolve();
  let next: { readonly entries: TrailEntry[]; readonly written: Promise<void> } | null = null;
  const write = async (entries: readonly TrailEntry[]): Promise<void> => {
    try {
      await appendTrailAll(db, entries);
    } catch (err) {
      if (HELD_UP.has(sqlState(err) ?? '')) await write(entries);
      else log.error({ err, entries }, 'the trail could not be written: these entries stand here only');
    }
  };
  return async (entry) => {
    if (next === null) {
      const entries: TrailEntry[] = [];
      const written = last.then(() => {
        next = null;
        return write(entries);
      });
      next = { entries, written };
      last = written;
    }
    if (next.entries.length >= BACKLOG_MAX) {
      log.error({ entries: [entry] }, 'the trail has fallen behind: this entry stands here only');
      return;
    }
    next.entries.push(entry);
    await Promise.race([next.written, pause(PATIENCE_MS, undefined, { ref: false })]);
  };
}
