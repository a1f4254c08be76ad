import {
  isLate,
  lastArchiveChecks,
  writeArchiveCheck,
  type ArchiveCheck,
  type ArchiveFinding,
} from '../../db/archive/checks.ts';
import { archivedRunIds } from '../../db/archive/rows.ts';
import { earliest, later, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { inParallel } from '../in-parallel.ts';
import { archiveRun } from './archive-run.ts';
import { closedRuns, countClosed, retentionDays, type ClosedRun } from './runs.ts';
import type { ArchiveWork, Budget } from './work.ts';

/** Temporal's list may be so late; what comes later still is found by the daily reconciliation. */
const OVERLAP_MS = 3_600_000;
/** Of the four minutes that the duty has. */
const BUDGET_MS = 200_000;
const AT_ONCE = 4;
const PAGE = 1_000;

/** What one pass over closed runs left undone. */
export interface Exported {
  /** Closed runs whose end is still not archived. */
  readonly left: readonly ClosedRun[];
  readonly findings: readonly ArchiveFinding[];
}

/**
 * Archives every run that closed since the check before and is not archived yet, and writes what that left. Throws when
 * Temporal or the database is away, or the worker stops: the next one goes on where this one was cut off.
 */
export async function archiveHistories(
  ctx: ArchiveWork,
  budget: Budget = { until: Date.now() + BUDGET_MS },
): Promise<ArchiveCheck> {
  const { last } = await lastArchiveChecks(ctx.db);
  // Counted before they are listed: what closes in between must not pass for archived.
  const [counted, days] = await Promise.all([countClosed(ctx.temporal), retentionDays(ctx.temporal)]);
  const from = earliest([last?.seenTo ?? null, last?.oldestUnarchivedAt ?? null]);
  const runs = await closedRuns(ctx.temporal, from === null ? null : plusMs(from, -OVERLAP_MS), ctx.stopping);
  const { left, findings } = await exportMissing(ctx, runs, last?.findings ?? [], budget);
  const closed = Math.max(counted, left.length);
  const oldestUnarchivedAt = oldestOf(left);
  const checkedAt = ctx.now();
  const check: ArchiveCheck = {
    scope: 'closed',
    checkedAt,
    closed,
    archived: closed - left.length,
    oldestUnarchivedAt,
    seenTo: seenTo(last, runs),
    retentionDays: days,
    alarm: isLate({ oldestUnarchivedAt, retentionDays: days }, checkedAt),
    findings,
  };
  await writeArchiveCheck(ctx.db, check);
  tellOf(ctx, check);
  return check;
}

/** Archives those of these runs that are not yet: the oldest first, but those that failed before last. */
export async function exportMissing(
  ctx: ArchiveWork,
  runs: readonly ClosedRun[],
  before: readonly ArchiveFinding[],
  budget: Budget,
): Promise<Exported> {
  const failedBefore = new Set(before.map(({ runId }) => runId));
  const order = ({ runId, closedAt }: ClosedRun): string => `${failedBefore.has(runId) ? '1' : '0'}${closedAt}`;
  const missing = (await notArchived(ctx, runs)).sort((a, b) => order(a).localeCompare(order(b)));
  const left = new Set(missing);
  const findings: ArchiveFinding[] = [];
  await inParallel(missing.slice(0, budget.exports), AT_ONCE, async (run) => {
    ctx.stopping.throwIfAborted();
    if (Date.now() > budget.until) return;
    try {
      await archiveRun(ctx, run, true);
      left.delete(run);
    } catch (error) {
      findings.push(exportFailed(run, error));
    }
  });
  return { left: [...left], findings };
}

/** When the oldest of the runs that are left closed. */
export function oldestOf(left: readonly ClosedRun[]): Instant | null {
  return earliest(left.map(({ closedAt }) => closedAt));
}

/** When the newest run closed that was ever seen. */
export function seenTo(last: ArchiveCheck | null, runs: readonly ClosedRun[]): Instant | null {
  return runs.reduce<Instant | null>(
    (newest, { closedAt }) => (newest === null ? closedAt : later(newest, closedAt)),
    last?.seenTo ?? null,
  );
}

/** A run that could not be exported, as a finding. */
export function exportFailed(
  { matterId, runId }: Pick<ClosedRun, 'matterId' | 'runId'>,
  error: unknown,
): ArchiveFinding {
  return { why: 'exportFailed', matterId, runId, number: null, detail: String(error).slice(0, 500) };
}

/** Says in the log what a check found; loudly when it is an alarm. */
export function tellOf(
  { log }: ArchiveWork,
  { scope, alarm, findings, oldestUnarchivedAt, ...check }: ArchiveCheck,
): void {
  const told = { scope, unarchived: check.closed - check.archived, oldestUnarchivedAt, count: findings.length };
  const shown = { ...told, findings: findings.slice(0, 20) };
  if (alarm) log.error(shown, 'histories are lost, or will be before long');
  else if (findings.length > 0) log.warn(shown, 'histories could not be archived and are tried again');
}

async function notArchived({ db }: ArchiveWork, runs: readonly ClosedRun[]): Promise<ClosedRun[]> {
  const missing: ClosedRun[] = [];
  for (let from = 0; from < runs.length; from += PAGE) {
    const page = runs.slice(from, from + PAGE);
    const archived = await archivedRunIds(db, page);
    missing.push(...page.filter(({ runId }) => !archived.has(runId)));
  }
  return missing;
}
