import type { Recorded } from '../workflows/kernel/event.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { chained, eventHash, genesisHash } from './chain.ts';
import type { Db, Transaction } from './client.ts';
import { LedgerConflict } from './errors.ts';
import { ledgerRow } from './ledger-row.ts';
import { fold, projectionOf, shippedKind, type KindOf } from './matters.ts';
import { writeRows } from './write-rows.ts';

/** A matter whose whole life is one event, such as an imported row that was closed before. */
export interface Archived {
  readonly matterId: MatterId;
  readonly event: Recorded;
}

/** So many matters a transaction: at 13 KB of terms each, well within the statement time-out on a busy machine. */
const AT_A_TIME = 250;

/**
 * Writes matters without a workflow, in bulk: each one event, seq 1, chained and projected as `append` does. Idempotent;
 * a matter that stands with another event is a `LedgerConflict`. Answers how many were new. `inTransaction` runs within
 * each batch's transaction, so that a job can mark its rows as done.
 */
export async function appendArchived(
  db: Db,
  kind: string,
  archived: readonly Archived[],
  inTransaction: (sql: Transaction, batch: readonly Archived[]) => Promise<void> = () => Promise.resolve(),
  kindOf: KindOf = shippedKind,
): Promise<{ written: number }> {
  let written = 0;
  for (let from = 0; from < archived.length; from += AT_A_TIME) {
    const batch = archived.slice(from, from + AT_A_TIME);
    written += await db.sql.begin(async (sql) => {
      const fresh = await unknownOf(sql, batch);
      await writeArchived(sql, kind, fresh, kindOf);
      await inTransaction(sql, batch);
      return fresh.length;
    });
  }
  return { written };
}

async function unknownOf(sql: Transaction, batch: readonly Archived[]): Promise<Archived[]> {
  const rows = await sql<{ id: MatterId; prevHash: string; hash: string }[]>`
    select matter_id as id, prev_hash as "prevHash", hash from ledger
    where seq = 1 and matter_id = any(${batch.map((one) => one.matterId)})`;
  const known = new Map(rows.map((row) => [row.id, row]));
  return batch.filter(({ matterId, event }) => {
    const row = known.get(matterId);
    if (row !== undefined && eventHash(row.prevHash, event) !== row.hash)
      throw new LedgerConflict(matterId, 1, 'stands with other content');
    return row === undefined;
  });
}

async function writeArchived(
  sql: Transaction,
  kindName: string,
  fresh: readonly Archived[],
  kindOf: KindOf,
): Promise<void> {
  const kind = kindOf(kindName);
  const rows = fresh.map(({ matterId, event }) => {
    if (event.seq !== 1) throw new LedgerConflict(matterId, event.seq, 'an archived matter has one event');
    const [row] = chained(genesisHash(matterId, kindName), [event]);
    if (row === undefined) throw new Error('one event is chained into one row');
    return {
      ledger: ledgerRow(kind, matterId, row),
      matter: projectionOf(kind, fold(kind, matterId, null, [event], row.hash)),
    };
  });
  await writeRows(sql, {
    ledger: rows.map((row) => row.ledger),
    matters: rows.map((row) => row.matter),
    commands: [],
    jobs: [],
  });
}
