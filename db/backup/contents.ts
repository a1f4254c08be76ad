import type { Queryable } from '../client.ts';
import type { Heads, Sequence } from './manifest.ts';

/** A table as a backup takes it. */
export interface Table {
  /** Quoted, with its schema. */
  readonly table: string;
  readonly columns: readonly string[];
  /** What it takes on disk: roughly how much there is to copy. */
  readonly size: number;
}

/** The schemas that are ours: the tables, and the migrations that drizzle has applied. */
const OURS = ['public', 'drizzle'];

/** Every table of ours with all columns that are stored, one that refers to another after it. */
export async function tablesOf(sql: Queryable): Promise<Table[]> {
  const rows = await sql<(Table & { refersTo: string[] })[]>`
    select format('%I.%I', n.nspname, c.relname) as "table", pg_table_size(c.oid) as size,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(array_agg(distinct format('%I.%I', rn.nspname, r.relname)), '{}')
        from pg_constraint k join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
        where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid) as "refersTo"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${OURS})
    order by 1`;
  const ordered: Table[] = [];
  const done = new Set<string>();
  for (let left = [...rows]; left.length > 0;) {
    const ready = left.filter((row) => row.refersTo.every((other) => done.has(other)));
    if (ready.length === 0)
      throw new Error(`tables that refer to each other: ${left.map((row) => row.table).join(', ')}`);
    for (const { table, columns, size } of ready) {
      ordered.push({ table, columns, size });
      done.add(table);
    }
    left = left.filter((row) => !done.has(row.table));
  }
  return ordered;
}

/** Where every sequence stands. Sequences know no snapshot: they may be ahead of the rows, never behind. */
export async function sequencesOf(sql: Queryable): Promise<Sequence[]> {
  const names = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname = any(${OURS}) order by 1`;
  const found: Sequence[] = [];
  for (const { name } of names) {
    const [row] = await sql.unsafe<{ last: string; isCalled: boolean }[]>(
      `select last_value::text as last, is_called as "isCalled" from ${name}`,
    );
    if (row !== undefined) found.push({ name, ...row });
  }
  return found;
}

/** The migrations that the database stands at, by hash, in order; empty when it is not one of ours. */
export async function migrationsOf(sql: Queryable): Promise<string[]> {
  const [known] = await sql<{ stands: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as stands`;
  if (known?.stands !== true) return [];
  const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map(({ hash }) => hash);
}

/** How far the records reach. Tables that an older schema has not yet count as empty. */
export async function headsOf(sql: Queryable, tables: readonly Table[]): Promise<Heads> {
  const names = new Set(tables.map(({ table }) => table));
  const asked = async (table: string, question: string): Promise<number> => {
    if (!names.has(`public.${table}`)) return 0;
    const [row] = await sql.unsafe<{ answer: number }[]>(`select (${question})::bigint as answer from public.${table}`);
    return row?.answer ?? 0;
  };
  return {
    ledger: await asked('ledger', 'count(*)'),
    matters: await asked('ledger', 'count(*) filter (where seq = 1)'),
    trail: await asked('trail', 'coalesce(max(seq), 0)'),
    seal: await asked('seals', 'coalesce(max(n), 0)'),
    waiting: await asked('commands', "count(*) filter (where outcome = 'waiting')"),
  };
}

/** Whether the schema is one that has a trail. */
export async function hasTrail(sql: Queryable): Promise<boolean> {
  const [known] = await sql<{ stands: boolean }[]>`select to_regclass('public.trail') is not null as stands`;
  return known?.stands === true;
}
