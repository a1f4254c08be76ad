import { packed } from '../../db/archive/read.ts';
import { writeHistory, type HistoryRow, type RunId } from '../../db/archive/rows.ts';
import { contentId } from '../../db/chain.ts';
import { exportRun } from '../../delivery/history.ts';
import { runRecord } from '../../delivery/run-record.ts';
import type { ArchiveWork } from './work.ts';

/** A run that Temporal lists as closed whose history does not end. */
class NotTheEnd extends Error {}

/**
 * Exports one run and keeps it: the object first, then its row, so that no row stands without its bytes. Idempotent.
 * Throws when Temporal does not have the run, when its history has gaps, or when a `closed` one has no end.
 */
export async function archiveRun(ctx: ArchiveWork, run: RunId, closed: boolean): Promise<void> {
  const { matterId, runId } = run;
  const { history } = await exportRun(ctx.temporal, matterId, runId);
  const record = runRecord(history);
  if (closed && record.closedAt === null) throw new NotTheEnd('the history of a closed run does not end');
  const bytes = bytesOf(history);
  const hash = contentId(bytes);
  await ctx.archive.put(hash, packed(bytes));
  await writeHistory(ctx.db, { matterId, runId, ...record, hash, size: bytes.length, archivedAt: ctx.now() });
}

/** Puts the bytes of an archived history back where Temporal still has them; false when it does not, or has others. */
export async function restoreObject(ctx: ArchiveWork, row: HistoryRow): Promise<boolean> {
  const { history } = await exportRun(ctx.temporal, row.matterId, row.runId);
  const { events } = history as { readonly events: readonly unknown[] };
  // What was archived of an open run is the beginning of what there is now.
  const bytes = bytesOf({ events: events.slice(0, row.events) });
  if (contentId(bytes) !== row.hash) return false;
  await ctx.archive.put(row.hash, packed(bytes));
  return true;
}

function bytesOf(history: unknown): Buffer {
  return Buffer.from(JSON.stringify(history), 'utf8');
}
