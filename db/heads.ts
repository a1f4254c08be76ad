import type { Instant } from '../workflows/kernel/instant.ts';
import type { Queryable } from './client.ts';
import type { Head } from './seals.ts';

/** A sealed head that the database does not bear out any more; `now` is how long its chain is, 0 when it is gone. */
export interface Departed {
  readonly head: Head;
  readonly now: number;
}

interface HeadRow {
  readonly chain: string;
  readonly length: number;
  readonly head: string;
}

/**
 * The heads of the chains with rows that were written or heard at or after `since`, and of the few chains that are always looked
 * at; of all chains for null. From the records themselves, never from a projection. In no order.
 */
export async function headsSince(sql: Queryable, since: Instant | null): Promise<Head[]> {
  const rows = [
    ...(await (since === null ? allMatters(sql) : mattersSince(sql, since))),
    ...(await sql<HeadRow[]>`
      select distinct on (matter_id, run_id) 'history/' || matter_id || '/' || run_id as chain, events as length, hash as head
      from histories where ${since === null} or archived_at >= ${since}
      order by matter_id desc, run_id desc, events desc`),
    ...(await sql<HeadRow[]>`select 'bundle/' || hash as chain, 1 as length, hash as head from bundles`),
    ...(await sql<
      HeadRow[]
    >`select 'trail' as chain, seq as length, hash as head from trail order by seq desc limit 1`),
  ];
  return rows.map(({ chain, length, head }): Head => [chain, length, head]);
}

async function allMatters(sql: Queryable): Promise<HeadRow[]> {
  return await sql<HeadRow[]>`
    select distinct on (matter_id) 'matter/' || matter_id as chain, seq as length, hash as head
    from ledger order by matter_id desc, seq desc`;
}

/** No hash covers when a row was written, so that it can be set back unseen; when its event was heard is in the record. */
async function mattersSince(sql: Queryable, since: Instant): Promise<HeadRow[]> {
  return await sql<HeadRow[]>`
    select 'matter/' || matter_id as chain, seq as length, hash as head
    from (select distinct matter_id from ledger where written_at >= ${since} or heard_at >= ${since}) moved
    cross join lateral (
      select seq, hash from ledger l where l.matter_id = moved.matter_id order by seq desc limit 1) newest`;
}

/** How many heads a statement takes. */
const BATCH = 5_000;

/** Those of the sealed heads whose row is not there any more, or has another hash. `step` hears how many were looked at. */
export async function departedHeads(
  sql: Queryable,
  heads: readonly Head[],
  step: (looked: number) => void = () => undefined,
): Promise<Departed[]> {
  const found: Departed[] = [];
  for (const { prefix, look } of CHAINS) {
    const own = heads.filter(([chain]) => chain.startsWith(prefix));
    for (let from = 0; from < own.length; from += BATCH) {
      const part = own.slice(from, from + BATCH);
      for (const { place, now } of await look(sql, columnsOf(prefix, part))) {
        const head = part[place - 1];
        if (head !== undefined) found.push({ head, now });
      }
      step(part.length);
    }
  }
  return found;
}

/** Heads by column; of a chain's name what follows its prefix. */
interface Columns {
  readonly names: string[];
  readonly lengths: number[];
  readonly heads: string[];
}

interface Looked {
  /** From 1. */
  readonly place: number;
  readonly now: number;
}

type Look = (sql: Queryable, columns: Columns) => Promise<Looked[]>;

const CHAINS: readonly { readonly prefix: string; readonly look: Look }[] = [
  {
    prefix: 'matter/',
    look: async (sql, columns) =>
      await sql<Looked[]>`
      select place, coalesce((select max(seq) from ledger where matter_id = name), 0) as now
      from ${sealed(sql, columns)} left join ledger on matter_id = name and seq = length
      where hash is distinct from head order by place`,
  },
  {
    prefix: 'history/',
    look: async (sql, columns) =>
      await sql<Looked[]>`
      select place, coalesce((select max(events) from histories where matter_id = matter and run_id = run), 0) as now
      from ${sealed(sql, columns)}
      cross join lateral (select regexp_replace(name, '/[^/]*$', '') as matter, substring(name from '[^/]*$') as run) part
      left join histories on matter_id = matter and run_id = run and events = length
      where hash is distinct from head order by place`,
  },
  {
    prefix: 'bundle/',
    look: async (sql, columns) =>
      await sql<Looked[]>`
      select place, 0 as now from ${sealed(sql, columns)} left join bundles on hash = name where hash is distinct from head order by place`,
  },
  {
    prefix: 'trail',
    look: async (sql, columns) =>
      await sql<Looked[]>`
      select place, coalesce((select max(seq) from trail), 0) as now
      from ${sealed(sql, columns)} left join trail on seq = length where hash is distinct from head order by place`,
  },
];

function sealed(sql: Queryable, { names, lengths, heads }: Columns) {
  return sql`unnest(${names}::text[], ${lengths}::bigint[], ${heads}::text[]) with ordinality
    as sealed (name, length, head, place)`;
}

function columnsOf(prefix: string, heads: readonly Head[]): Columns {
  return {
    names: heads.map(([chain]) => chain.slice(prefix.length)),
    lengths: heads.map(([, length]) => length),
    heads: heads.map(([, , head]) => head),
  };
}
