import type { MatterId } from '../workflows/kernel/terms.ts';
import { bareEvent, type ChainedEvent } from './chain.ts';
import type { Db, Transaction } from './client.ts';
import { fold, projectionOf, shippedKind, type KindOf } from './matters.ts';
import { eventColumns } from './queries/events.ts';
import { writeRows } from './write-rows.ts';

const AT_A_TIME = 500;

/**
 * Drops the projection of one matter, or of all, and folds it anew from the ledger, in batches under the rows' locks, so
 * that appends may go on. Rows without a ledger vanish. Answers how many matters now stand; `seen` hears it batch by batch.
 */
export async function rebuild(
  db: Db,
  which: MatterId | 'all',
  kindOf: KindOf = shippedKind,
  seen: (rebuilt: number) => void = () => undefined,
): Promise<number> {
  if (which !== 'all') return db.sql.begin((sql) => rebuildSome(sql, [which], kindOf));
  await db.sql`delete from matters m where not exists (select 1 from ledger l where l.matter_id = m.id and l.seq = 1)`;
  let rebuilt = 0;
  for (let last = ''; ;) {
    const ids = await db.sql<{ id: MatterId }[]>`
      select matter_id as id from ledger where seq = 1 and matter_id > ${last} order by matter_id limit ${AT_A_TIME}`;
    if (ids.length === 0) return rebuilt;
    rebuilt += await db.sql.begin((sql) =>
      rebuildSome(
        sql,
        ids.map((row) => row.id),
        kindOf,
      ),
    );
    last = ids.at(-1)?.id ?? last;
    seen(rebuilt);
  }
}

async function rebuildSome(sql: Transaction, ids: readonly MatterId[], kindOf: KindOf): Promise<number> {
  await sql`delete from matters where id = any(${[...ids]})`;
  const rows = await sql<(ChainedEvent & { matterId: MatterId; kind: string })[]>`
    select matter_id as "matterId", kind, ${eventColumns(sql)} from ledger where matter_id = any(${[...ids]})
    order by matter_id, seq`;
  const byMatter = new Map<MatterId, (typeof rows)[number][]>();
  for (const row of rows) byMatter.set(row.matterId, [...(byMatter.get(row.matterId) ?? []), row]);
  const projections = [...byMatter].map(([matterId, events]) => {
    const last = events.at(-1);
    if (last === undefined) throw new Error(`matter ${matterId} has no event`);
    const kind = kindOf(last.kind);
    return projectionOf(kind, fold(kind, matterId, null, events.map(bareEvent), last.hash));
  });
  await writeRows(sql, { ledger: [], matters: projections, commands: [], jobs: [] });
  return projections.length;
}
