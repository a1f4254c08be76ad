import type { Instant } from '../workflows/kernel/instant.ts';
import { asJson, type Db, type Queryable, type Transaction } from './client.ts';

/**
 * How often a seal is made: our default. What was written after the last seal and is altered before the next one, in
 * history and ledger alike, can be found by nobody: so long is that interval at most.
 */
export const SEAL_EVERY_MS = 10 * 60_000;

/** At this length a chain's hash was `head`: `[chain, length, head]`. Rows never change, so that row still has it. */
export type Head = readonly [chain: string, length: number, head: string];

/** What is signed, as canonical JSON. Digests are hex, by the suite that is named. */
export interface SealBody {
  /** From 1, without a gap. */
  readonly n: number;
  readonly at: Instant;
  readonly suite: string;
  /** The first 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  readonly key: string;
  /** How many chains stand in the tree, and the tree's root. */
  readonly size: number;
  readonly root: string;
  /** Digest of the canonical JSON of the heads that have moved since the seal before. */
  readonly moved: string;
  /** Digest of the canonical JSON of the body before; 64 zeros for the first. */
  readonly prev: string;
}

/** A seal as it lies outside the database: `heads` are those that moved, in order of their chains' UTF-16 code units. */
export interface SealDocument {
  readonly body: SealBody;
  /** Base64, over the canonical JSON of `body`. */
  readonly signature: string;
  readonly heads: readonly Head[];
}

/** A seal without its heads. */
export type Seal = Pick<SealDocument, 'body' | 'signature'>;

/** The file that holds seal `n`, within the folder of seals. */
export function sealFileName(n: number): string {
  return `${n.toString().padStart(8, '0')}.json`;
}

/** Beside the seals: which of them the receiver at `url` has confirmed, up to `n`. */
export interface WebhookState {
  readonly url: string;
  readonly n: number;
}

/** The file that holds a `WebhookState`, within the folder of seals. */
export const WEBHOOK_FILE = 'webhook.json';

/** Up to which seal the receiver at `url` has confirmed, as the file of that name says; 0 for another one, and for no such file. */
export function receivedOf(file: Buffer | null, url: string): number {
  const state = stateIn(file);
  // Another receiver has none of them yet.
  return state?.url === url && Number.isSafeInteger(state.n) ? Number(state.n) : 0;
}

function stateIn(file: Buffer | null): { readonly [Name in keyof WebhookState]?: unknown } | null {
  try {
    return JSON.parse(file?.toString() ?? 'null') as { readonly [Name in keyof WebhookState]?: unknown } | null;
  } catch {
    return null;
  }
}

/** How many heads a statement takes: each is three parameters' worth of text. */
const BATCH = 5_000;

/** Of any two who seal at once one waits here until the other's transaction ends; it may read for minutes. */
export async function lockSeals(sql: Transaction): Promise<void> {
  await takeTime(sql);
  await sql`set local lock_timeout = '60s'`;
  await sql`select pg_advisory_xact_lock(720260303)`;
}

/** Lets a transaction that reads all chains take longer than a request may. */
export async function takeTime(sql: Transaction): Promise<void> {
  await sql`set local statement_timeout = '5min'`;
  await sql`set local idle_in_transaction_session_timeout = '5min'`;
}

/** The database's own clock, which also stamps rows. */
export async function databaseTime(sql: Queryable): Promise<Instant> {
  const [row] = await sql<{ at: Instant }[]>`select clock_timestamp() as at`;
  if (row === undefined) throw new Error('the database has no time');
  return row.at;
}

/** The newest seal; null before the first. */
export async function lastSeal({ sql }: { readonly sql: Queryable }): Promise<Seal | null> {
  const [seal] = await sql<Seal[]>`select body, signature from seals order by n desc limit 1`;
  return seal ?? null;
}

/** The ids of all keys that have sealed. */
export async function keysOfSeals(sql: Queryable): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`select distinct body ->> 'key' as key from seals`;
  return rows.map(({ key }) => key);
}

/** The newest head that was sealed of a chain, and in which seal. */
export interface NewestHead {
  readonly head: Head;
  readonly seal: number;
}

/** How many rows are read at a stretch where there may be as many as chains: a few milliseconds' worth. */
const PAGE = 2_000;

/**
 * Of every chain the newest head that was sealed: the leaves of the last seal's tree, in their order (by the seal that had
 * the chain first, within it by the UTF-16 code units of the chains).
 */
export async function sealedHeads({ sql }: { readonly sql: Queryable }): Promise<NewestHead[]> {
  const pages = sql<{ chain: string; first: number; seal: number; length: number; head: string }[]>`
    select * from (
      select distinct on (chain) chain, min(seal) over (partition by chain) as first, seal, length, head
      from sealed_heads order by chain, seal desc) newest
    order by first, chain collate "C"`.cursor(PAGE);
  const found: (NewestHead & { readonly first: number })[] = [];
  let isOrdered = true;
  for await (const page of pages)
    for (const { chain, first, seal, length, head } of page) {
      const before = found.at(-1);
      isOrdered &&= before === undefined || before.first < first || before.head[0] < chain;
      found.push({ first, seal, head: [chain, length, head] });
    }
  // The database orders by code points: another order only for names beyond the sixteenth bit.
  return isOrdered ? found : found.sort((a, b) => a.first - b.first || compared(a.head[0], b.head[0]));
}

/** Writes a seal with the heads that moved; fails when one of its number stands. */
export async function writeSeal(sql: Transaction, { body, signature, heads }: SealDocument): Promise<void> {
  await sql`
    insert into seals (n, at, body, signature) values (${body.n}, ${body.at}, ${asJson(sql, body)}, ${signature})`;
  for (let from = 0; from < heads.length; from += BATCH) {
    const part = heads.slice(from, from + BATCH);
    await sql`
      insert into sealed_heads (seal, chain, length, head)
      select ${body.n}, chain, length, head from unnest(
        ${part.map(([chain]) => chain)}::text[], ${part.map(([, length]) => length)}::bigint[],
        ${part.map(([, , head]) => head)}::text[]) as moved (chain, length, head)`;
  }
}

/** Seals as they are written outside, of the numbers given as far as they stand, ascending. */
export async function sealDocuments({ sql }: Db, numbers: readonly number[]): Promise<SealDocument[]> {
  const seals = await sql<Seal[]>`select body, signature from seals where n = any(${[...numbers]}) order by n`;
  const rows = await sql<{ seal: number; chain: string; length: number; head: string }[]>`
    select seal, chain, length, head from sealed_heads where seal = any(${[...numbers]}) order by chain collate "C"`;
  const heads = new Map(seals.map(({ body }) => [body.n, [] as Head[]]));
  for (const { seal, chain, length, head } of rows) heads.get(seal)?.push([chain, length, head]);
  return seals.map(({ body, signature }) => ({ body, signature, heads: inOrder(heads.get(body.n) ?? []) }));
}

/** Seal `n`; null when there is none (yet). */
export async function sealOf({ sql }: Db, n: number): Promise<Seal | null> {
  const [seal] = await sql<Seal[]>`select body, signature from seals where n = ${n}`;
  return seal ?? null;
}

/** The heads that moved with seal `n`, of chains after `after`, in the order in which they are sealed. */
export async function headsOfSeal({ sql }: Db, n: number, after: string, limit: number): Promise<Head[]> {
  // Names of chains are ASCII: their bytes are in the order of their UTF-16 code units.
  const rows = await sql<{ chain: string; length: number; head: string }[]>`
    select chain, length, head from sealed_heads where seal = ${n} and chain collate "C" > ${after}
    order by chain collate "C" limit ${limit}`;
  return rows.map(({ chain, length, head }): Head => [chain, length, head]);
}

/** Seals newest first, from below `before` on. */
export async function sealsBefore({ sql }: Db, before: number | null, limit: number): Promise<Seal[]> {
  return await sql<Seal[]>`
    select body, signature from seals where ${before === null} or n < ${before ?? 0} order by n desc limit ${limit}`;
}

/** Heads in the order in which they are sealed: by the UTF-16 code units of their chains, which no collation of a database is. */
export function inOrder(heads: readonly Head[]): Head[] {
  return [...heads].sort(([a], [b]) => compared(a, b));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
