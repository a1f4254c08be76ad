import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { ChainedEvent } from '../chain.ts';
import type { Queryable } from '../client.ts';

/** The ledger of a matter, with hashes, in order; from a seq on, and up to what was heard at an instant, if given. */
export async function eventsOf(
  db: { readonly sql: Queryable },
  id: MatterId,
  range: { readonly from?: number; readonly heardUpTo?: Instant; readonly limit?: number } = {},
): Promise<ChainedEvent[]> {
  const rows = await db.sql<ChainedEvent[]>`
    select ${eventColumns(db.sql)} from ledger
    where matter_id = ${id} and seq >= ${range.from ?? 1}
      ${range.heardUpTo === undefined ? db.sql`` : db.sql`and heard_at <= ${range.heardUpTo}`}
    order by seq ${range.limit === undefined ? db.sql`` : db.sql`limit ${range.limit}`}`;
  return [...rows];
}

/** The columns of a `ChainedEvent`. */
export function eventColumns(sql: Queryable) {
  return sql`seq, type, event_version as "eventVersion", at, heard_at as "heardAt", command_id as "commandId", actor, data,
    prev_hash as "prevHash", hash`;
}

/** The kind of a matter by its ledger; null when nothing was ever recorded of it. */
export async function kindOfMatter(db: { readonly sql: Queryable }, id: MatterId): Promise<string | null> {
  const [row] = await db.sql<{ kind: string }[]>`select kind from ledger where matter_id = ${id} and seq = 1`;
  return row?.kind ?? null;
}
