import { isLate, isLoss, lastArchiveChecks, type ArchiveFinding } from '../../db/archive/checks.ts';
import type { Db } from '../../db/client.ts';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import { secondsSince } from './age.ts';

/** It archives every five minutes; after fifteen it has missed two. */
const MAX_AGE_SECONDS = 900;

/** How the archive stands; null where nothing was looked at yet. */
export interface ArchiveState {
  readonly checkedAt: Instant | null;
  readonly ageSeconds: number | null;
  /** When it was last compared with the ledger and with Temporal's whole list. */
  readonly reconciledAt: Instant | null;
  readonly closed: number | null;
  readonly archived: number | null;
  readonly unarchived: number | null;
  readonly oldestUnarchivedAt: Instant | null;
  readonly oldestSeconds: number | null;
  readonly retentionDays: number | null;
  /** Something is lost, half of the retention is gone for some run, or nobody looked for fifteen minutes. */
  readonly alarm: boolean;
  readonly findings: readonly ArchiveFinding[];
}

const NEVER: ArchiveState = {
  checkedAt: null,
  ageSeconds: null,
  reconciledAt: null,
  closed: null,
  archived: null,
  unarchived: null,
  oldestUnarchivedAt: null,
  oldestSeconds: null,
  retentionDays: null,
  alarm: true,
  findings: [],
};

/** The last checks of the archive, with ages counted to `now`: nobody has to write down that time goes on. */
export async function archiveState(db: Db, now: number = Date.now()): Promise<ArchiveState> {
  const { last, full } = await lastArchiveChecks(db);
  if (last === null) return NEVER;
  const { checkedAt, closed, archived, oldestUnarchivedAt, retentionDays } = last;
  // Only the full check looks for losses; a light one since then says nothing about them.
  const losses = last === full ? [] : (full?.findings ?? []).filter(isLoss);
  const findings = [...losses, ...last.findings];
  const ageSeconds = secondsSince(checkedAt, now);
  return {
    checkedAt,
    ageSeconds,
    reconciledAt: full?.checkedAt ?? null,
    closed,
    archived,
    unarchived: closed - archived,
    oldestUnarchivedAt,
    oldestSeconds: oldestUnarchivedAt === null ? 0 : secondsSince(oldestUnarchivedAt, now),
    retentionDays,
    alarm: isLate(last, instantOf(now)) || findings.some(isLoss) || ageSeconds > MAX_AGE_SECONDS,
    findings,
  };
}
