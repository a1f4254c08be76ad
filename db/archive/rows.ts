import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import type { histories } from '../schema/proof.ts';

/** An archived history as the index knows it; `hash` and `size` are of the JSON before it was compressed. */
export type HistoryRow = typeof histories.$inferSelect & { readonly matterId: MatterId };

/** A run by its ids. */
export interface RunId {
  readonly matterId: MatterId;
  readonly runId: string;
}

/** Writes an index row, once: what stands is left as it is. The object must be in the store before. */
export async function writeHistory({ sql }: Db, row: HistoryRow): Promise<void> {
  await sql`
    insert into histories (matter_id, run_id, kind, events, status, build, started_at, closed_at, hash, size, archived_at)
    values (${row.matterId}, ${row.runId}, ${row.kind}, ${row.events}, ${row.status}, ${row.build}, ${row.startedAt},
      ${row.closedAt}, ${row.hash}, ${row.size}, ${row.archivedAt})
    on conflict do nothing`;
}

/** Every archived history of a matter; the ends of runs first, each newest first. */
export async function historiesOf({ sql }: Db, matterId: MatterId): Promise<HistoryRow[]> {
  const rows = await sql<HistoryRow[]>`
    select ${columns(sql)} from histories where matter_id = ${matterId}
    order by status = 'running', closed_at desc nulls last, archived_at desc, events desc`;
  return [...rows];
}

/** Which of these closed runs have their end in the archive, by run id. */
export async function archivedRunIds({ sql }: Db, runs: readonly RunId[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ runId: string }[]>`
    select run_id as "runId" from histories
    where matter_id = any(${runs.map(({ matterId }) => matterId)}) and run_id = any(${runs.map(({ runId }) => runId)})
      and status <> 'running'`;
  return new Set(rows.map(({ runId }) => runId));
}

/** When each of these runs was last archived, by run id, and how many events it had; runs that never were are absent. */
export async function lastSnapshots(
  { sql }: Db,
  runs: readonly RunId[],
): Promise<ReadonlyMap<string, { readonly archivedAt: Instant; readonly events: number }>> {
  const rows = await sql<{ runId: string; archivedAt: Instant; events: number }[]>`
    select run_id as "runId", max(archived_at) as "archivedAt", max(events) as events from histories
    where matter_id = any(${runs.map(({ matterId }) => matterId)}) and run_id = any(${runs.map(({ runId }) => runId)})
    group by run_id`;
  return new Map(rows.map(({ runId, ...last }) => [runId, last]));
}

/** Archived histories by place in the index, a page at a time. */
export async function historyPage({ sql }: Db, after: HistoryPlace | null, limit: number): Promise<HistoryRow[]> {
  const { matterId, runId, events } = after ?? { matterId: '', runId: '', events: 0 };
  const rows = await sql<HistoryRow[]>`
    select ${columns(sql)} from histories
    where (matter_id, run_id, events) > (${matterId}, ${runId}, ${events})
    order by matter_id, run_id, events limit ${limit}`;
  return [...rows];
}

/** Where a history stands in the index. */
export type HistoryPlace = Pick<HistoryRow, 'matterId' | 'runId' | 'events'>;

function columns(sql: Db['sql']) {
  return sql`matter_id as "matterId", run_id as "runId", kind, events, status, build, started_at as "startedAt",
    closed_at as "closedAt", hash, size, archived_at as "archivedAt"`;
}
