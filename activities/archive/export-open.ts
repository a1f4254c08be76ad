import type { ArchiveFinding } from '../../db/archive/checks.ts';
import { lastSnapshots, type RunId } from '../../db/archive/rows.ts';
import { DAY_MS, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { archiveRun } from './archive-run.ts';
import { exportFailed } from './export-closed.ts';
import { openRuns } from './runs.ts';
import type { ArchiveWork, Budget } from './work.ts';

/** An open run is taken when it, and what was last taken of it, are older than this: our default. */
const MONTH_MS = 30 * DAY_MS;
const PAGE = 1_000;
const ASK_MS = 20_000;

interface Due extends RunId {
  /** What was last taken of it; null when nothing was. */
  readonly last: { readonly archivedAt: Instant; readonly events: number } | null;
}

/**
 * Archives what there is of open runs that nobody has taken for a month, the longest untaken first. A run in which
 * nothing happened since is only looked at: its row stands already.
 */
export async function exportOpen(ctx: ArchiveWork, budget: Budget): Promise<ArchiveFinding[]> {
  const before = plusMs(ctx.now(), -MONTH_MS);
  const findings: ArchiveFinding[] = [];
  let exports = 0;
  for (const run of await dueRuns(ctx, before)) {
    ctx.stopping.throwIfAborted();
    if (Date.now() > budget.until || exports === budget.exports) break;
    try {
      if (run.last !== null && run.last.events === (await lengthOf(ctx, run))) continue;
      exports += 1;
      await archiveRun(ctx, run, false);
    } catch (error) {
      findings.push(exportFailed(run, error));
    }
  }
  return findings;
}

async function dueRuns(ctx: ArchiveWork, before: Instant): Promise<Due[]> {
  const runs = await openRuns(ctx.temporal, before, ctx.stopping);
  const due: Due[] = [];
  for (let from = 0; from < runs.length; from += PAGE) {
    const page = runs.slice(from, from + PAGE);
    const taken = await lastSnapshots(ctx.db, page);
    for (const run of page) {
      const last = taken.get(run.runId) ?? null;
      if (last === null || last.archivedAt < before) due.push({ ...run, last });
    }
  }
  const order = ({ last }: Due): string => last?.archivedAt ?? '';
  return due.sort((a, b) => order(a).localeCompare(order(b)));
}

async function lengthOf({ temporal }: ArchiveWork, { matterId, runId }: RunId): Promise<number> {
  const { client, connection } = temporal;
  const { historyLength } = await connection.withDeadline(Date.now() + ASK_MS, () =>
    client.workflow.getHandle(matterId, runId).describe(),
  );
  return historyLength;
}
