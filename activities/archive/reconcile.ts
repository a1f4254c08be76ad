import {
  isLate,
  isLoss,
  lastArchiveChecks,
  writeArchiveCheck,
  type ArchiveCheck,
  type ArchiveFinding,
} from '../../db/archive/checks.ts';
import { unsafeMatters, type UnsafeMatter } from '../../db/archive/matters.ts';
import { historyPage, type HistoryRow } from '../../db/archive/rows.ts';
import { inParallel } from '../in-parallel.ts';
import { restoreObject } from './archive-run.ts';
import { exportMissing, oldestOf, seenTo, tellOf } from './export-closed.ts';
import { exportOpen } from './export-open.ts';
import { closedRuns, isKnown, openRuns, retentionDays } from './runs.ts';
import type { ArchiveWork, Budget } from './work.ts';

/** Of the half hour that the duty has, for exports; comparing takes the rest. */
const BUDGET_MS = 20 * 60_000;
const LOOKS_AT_ONCE = 8;
const PAGE = 1_000;
/** Findings kept of one check; the log says how many there were. */
const KEPT = 1_000;

/**
 * Compares the archive with Temporal's own list and with the ledger, archives what is missing, takes open runs that are
 * due, and writes what stays wrong. Throws when Temporal or the database is away, or the worker stops.
 */
export async function reconcileArchive(
  ctx: ArchiveWork,
  budget: Budget = { until: Date.now() + BUDGET_MS },
): Promise<ArchiveCheck> {
  const { last } = await lastArchiveChecks(ctx.db);
  const runs = await closedRuns(ctx.temporal, null, ctx.stopping);
  const { left, findings } = await exportMissing(ctx, runs, last?.findings ?? [], budget);
  const found = [
    ...(await lostHistories(ctx)),
    ...(await missingObjects(ctx)),
    ...findings,
    ...(await exportOpen(ctx, budget)),
  ];
  const days = await retentionDays(ctx.temporal);
  const oldestUnarchivedAt = oldestOf(left);
  const checkedAt = ctx.now();
  const check: ArchiveCheck = {
    scope: 'full',
    checkedAt,
    closed: runs.length,
    archived: runs.length - left.length,
    oldestUnarchivedAt,
    seenTo: seenTo(last, runs),
    retentionDays: days,
    alarm: isLate({ oldestUnarchivedAt, retentionDays: days }, checkedAt) || found.some(isLoss),
    findings: found.slice(0, KEPT),
  };
  await writeArchiveCheck(ctx.db, check);
  tellOf(ctx, { ...check, findings: found });
  return check;
}

/** Matters of the ledger whose end is not archived and of which Temporal knows no run. */
async function lostHistories(ctx: ArchiveWork): Promise<ArchiveFinding[]> {
  const open = new Set((await openRuns(ctx.temporal, null, ctx.stopping)).map(({ matterId }) => matterId));
  const lost: ArchiveFinding[] = [];
  for (let after: string | null = ''; after !== null;) {
    ctx.stopping.throwIfAborted();
    const page: { readonly matters: readonly UnsafeMatter[]; readonly next: string | null } = await unsafeMatters(
      ctx.db,
      after,
      PAGE,
    );
    const doubtful = page.matters.filter(({ id }) => !open.has(id));
    await inParallel(doubtful, LOOKS_AT_ONCE, async ({ id, number }) => {
      if (await isKnown(ctx.temporal, id)) return;
      lost.push({ why: 'historyLost', matterId: id, runId: null, number, detail: null });
    });
    after = page.next;
  }
  return lost;
}

/** Archived histories whose bytes the store does not have and Temporal cannot give again. */
async function missingObjects(ctx: ArchiveWork): Promise<ArchiveFinding[]> {
  const lost: ArchiveFinding[] = [];
  for (let page = await historyPage(ctx.db, null, PAGE); page.length > 0;) {
    ctx.stopping.throwIfAborted();
    const missing = new Set(await ctx.archive.missing(page.map(({ hash }) => hash)));
    for (const row of page.filter(({ hash }) => missing.has(hash))) {
      const detail = await whyNotRestored(ctx, row);
      if (detail === null) continue;
      lost.push({ why: 'objectMissing', matterId: row.matterId, runId: row.runId, number: null, detail });
    }
    page = await historyPage(ctx.db, page.at(-1) ?? null, PAGE);
  }
  return lost;
}

async function whyNotRestored(ctx: ArchiveWork, row: HistoryRow): Promise<string | null> {
  try {
    return (await restoreObject(ctx, row)) ? null : 'Temporal 中这次运行的历史与所存档的不同';
  } catch (error) {
    return String(error).slice(0, 500);
  }
}
