import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable } from '../client.ts';
import { living } from '../queries/chain.ts';

/** A matter that the ledger knows and whose end is not in the archive: it runs, was just closed, or its history is lost. */
export interface UnsafeMatter {
  readonly id: MatterId;
  readonly number: string | null;
}

/**
 * Matters of the ledger without an archived end, by id, a page of the ledger at a time: `next` is where the following
 * page begins, null after the last. Rows that were closed when they were imported never had a run and are left out.
 */
export async function unsafeMatters(
  { sql }: Db,
  after: string,
  limit: number,
): Promise<{ readonly matters: readonly UnsafeMatter[]; readonly next: string | null }> {
  const rows = await sql<(UnsafeMatter & { readonly unsafe: boolean })[]>`
    with page as (select matter_id as id from ledger where seq = 1 and matter_id > ${after} order by matter_id limit ${limit})
    select page.id, m.number, not (${hasNoRun(sql)} or ${isSafe(sql)}) as unsafe
    from page left join matters m on m.id = page.id order by page.id`;
  const next = rows.length < limit ? null : (rows.at(-1)?.id ?? null);
  return { matters: rows.filter((row) => row.unsafe).map(({ id, number }) => ({ id, number })), next };
}

/** Whether a matter's history is safely archived; null while it runs, and for rows that never had a run. */
export async function isHistoryArchived({ sql }: Db, id: MatterId): Promise<boolean | null> {
  const [row] = await sql<{ safe: boolean | null }[]>`
    select case when ${living(sql)} or ${hasNoRun(sql)} then null else ${isSafe(sql)} end as safe
    from (select id, open, next_wake from matters where id = ${id}) as page`;
  return row?.safe ?? null;
}

/**
 * The last event was heard before the end of an archived run. Not any end will do: a run that was reset leaves one
 * behind, too, and what came after it stands in another run.
 */
function isSafe(sql: Queryable) {
  return sql`exists (
    select from histories h where h.matter_id = page.id and h.status <> 'running' and (h.status = 'completed'
      or h.closed_at >= (select l.heard_at from ledger l where l.matter_id = page.id order by l.seq desc limit 1)))`;
}

/** One event that says both that it was closed and which file it came from: the file is its witness. */
function hasNoRun(sql: Queryable) {
  return sql`(
    exists (select from ledger l where l.matter_id = page.id and l.seq = 1
      and jsonb_typeof(l.data -> 'closed') = 'object' and l.data #> '{from,fileHash}' is not null)
    and not exists (select from ledger l where l.matter_id = page.id and l.seq = 2))`;
}
