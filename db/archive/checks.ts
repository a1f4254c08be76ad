import { DAY_MS, msOf, type Instant } from '../../workflows/kernel/instant.ts';
import { asJson, type Db } from '../client.ts';

/** `closed`: what closed since the check before, every few minutes. `full`: the daily reconciliation. */
export type ArchiveScope = 'closed' | 'full';

/** What is wrong with one run or matter. */
export interface ArchiveFinding {
  /**
   * `exportFailed`: it is tried again. `historyLost`: neither Temporal nor the archive has the matter's history.
   * `objectMissing`: the index has a history whose bytes the store does not have.
   */
  readonly why: 'exportFailed' | 'historyLost' | 'objectMissing';
  readonly matterId: string;
  readonly runId: string | null;
  /** The matter's number where it has one. */
  readonly number: string | null;
  /** What the export said. */
  readonly detail: string | null;
}

/** One check of the archive against Temporal's own list of closed runs. */
export interface ArchiveCheck {
  readonly scope: ArchiveScope;
  readonly checkedAt: Instant;
  /** Closed runs that Temporal has, and how many of them are archived. */
  readonly closed: number;
  readonly archived: number;
  /** When the oldest closed run that is not archived closed. */
  readonly oldestUnarchivedAt: Instant | null;
  /** When the newest run closed that any check has seen: where the next one begins. */
  readonly seenTo: Instant | null;
  /** Of the namespace, in whole days. */
  readonly retentionDays: number;
  readonly alarm: boolean;
  readonly findings: readonly ArchiveFinding[];
}

/** Whether half of the time in which a closed run can still be exported is gone. */
export function isLate(
  { oldestUnarchivedAt, retentionDays }: Pick<ArchiveCheck, 'oldestUnarchivedAt' | 'retentionDays'>,
  now: Instant,
): boolean {
  return oldestUnarchivedAt !== null && msOf(now) - msOf(oldestUnarchivedAt) > (retentionDays * DAY_MS) / 2;
}

/** Whether a finding means that something is gone, not only late. */
export function isLoss({ why }: ArchiveFinding): boolean {
  return why === 'historyLost' || why === 'objectMissing';
}

/** Writes a check; a light one is kept for a week, a full one for a year. */
export async function writeArchiveCheck({ sql }: Db, check: ArchiveCheck): Promise<void> {
  const { scope, checkedAt, closed, archived, retentionDays, alarm, oldestUnarchivedAt, seenTo, findings } = check;
  await sql`
    with old as (delete from archive_checks where checked_at < ${checkedAt}::timestamptz
      - case findings ->> 'scope' when 'closed' then interval '7 days' else interval '1 year' end)
    insert into archive_checks (checked_at, closed, archived, retention_days, alarm, findings)
    values (${checkedAt}, ${closed}, ${archived}, ${retentionDays}, ${alarm},
      ${asJson(sql, { scope, oldestUnarchivedAt, seenTo, list: findings })})`;
}

/** The newest check of any scope, and the newest full one; null where there was none. */
export async function lastArchiveChecks({ sql }: Db): Promise<{
  readonly last: ArchiveCheck | null;
  readonly full: ArchiveCheck | null;
}> {
  const rows = await sql<ArchiveCheck[]>`
    select findings ->> 'scope' as scope, checked_at as "checkedAt", closed, archived,
      findings ->> 'oldestUnarchivedAt' as "oldestUnarchivedAt", findings ->> 'seenTo' as "seenTo",
      retention_days as "retentionDays", alarm, findings -> 'list' as findings
    from archive_checks where id in (
      (select max(id) from archive_checks), (select max(id) from archive_checks where findings ->> 'scope' = 'full'))
    order by id desc`;
  return { last: rows[0] ?? null, full: rows.find(({ scope }) => scope === 'full') ?? null };
}
