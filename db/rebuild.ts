import type { MatterId } from '../workflows/kernel/terms.ts';
import { bareEvent, type ChainedEvent } from './chain.ts';
import { asJson, type Db, type Queryable, type Transaction } from './client.ts';
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
    const ids = await openedAfter(db.sql, last);
    if (ids.length === 0) return rebuilt;
    rebuilt += await db.sql.begin((sql) => rebuildSome(sql, ids, kindOf));
    last = ids.at(-1) ?? last;
    seen(rebuilt);
  }
}

/**
 * The matters whose row is not, in every column, what their ledger folds to, those without a row or without a ledger
 * included; nothing is changed. What `rebuild` would mend.
 */
export async function projectionsApart(
  db: Db,
  kindOf: KindOf = shippedKind,
  seen: (compared: number) => void = () => undefined,
): Promise<MatterId[]> {
  const { sql } = db;
  const apart = await sql<{ id: MatterId }[]>`
    select id from matters m where not exists (select 1 from ledger l where l.matter_id = m.id and l.seq = 1)`;
  const found = apart.map(({ id }) => id);
  let compared = 0;
  for (let last = ''; ;) {
    const ids = await openedAfter(sql, last);
    if (ids.length === 0) return found;
    found.push(...(await sql.begin('isolation level repeatable read read only', (one) => apartOf(one, ids, kindOf))));
    compared += ids.length;
    seen(compared);
    last = ids.at(-1) ?? last;
  }
}

async function apartOf(sql: Transaction, ids: readonly MatterId[], kindOf: KindOf): Promise<MatterId[]> {
  const folded = await foldedOf(sql, ids, kindOf);
  const rows = await sql<{ id: MatterId }[]>`
    select coalesce(r.id, m.id) as id from jsonb_populate_recordset(null::matters, ${asJson(sql, folded)}) r
    full join (select * from matters where id = any(${[...ids]})) m on m.id = r.id
    where r is distinct from m`;
  return rows.map(({ id }) => id);
}

async function rebuildSome(sql: Transaction, ids: readonly MatterId[], kindOf: KindOf): Promise<number> {
  await sql`delete from matters where id = any(${[...ids]})`;
  const projections = await foldedOf(sql, ids, kindOf);
  await writeRows(sql, { ledger: [], matters: projections, commands: [], jobs: [] });
  return projections.length;
}

async function openedAfter(sql: Queryable, last: string): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select matter_id as id from ledger where seq = 1 and matter_id > ${last} order by matter_id limit ${AT_A_TIME}`;
  return rows.map(({ id }) => id);
}

/** What the ledgers of these matters fold to: rows of `matters`. */
async function foldedOf(sql: Transaction, ids: readonly MatterId[], kindOf: KindOf): Promise<object[]> {
  const rows = await sql<(ChainedEvent & { matterId: MatterId; kind: string })[]>`
    select matter_id as "matterId", kind, ${eventColumns(sql)} from ledger where matter_id = any(${[...ids]})
    order by matter_id, seq`;
  const byMatter = new Map<MatterId, (typeof rows)[number][]>();
  for (const row of rows) byMatter.set(row.matterId, [...(byMatter.get(row.matterId) ?? []), row]);
  return [...byMatter].map(([matterId, events]) => {
    const last = events.at(-1);
    if (last === undefined) throw new Error(`matter ${matterId} has no event`);
    const kind = kindOf(last.kind);
    return projectionOf(kind, fold(kind, matterId, null, events.map(bareEvent), last.hash));
  });
}
