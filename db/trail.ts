import type { Instant } from '../workflows/kernel/instant.ts';
import { canonicalJson } from './canonical.ts';
import { sha256 } from './chain.ts';
import { asJson, type Queryable } from './client.ts';

/** What can stand in the trail. Nothing personal: people are ids, bodies stay out. */
export type TrailType =
  | 'SignedIn'
  | 'SignInRefused'
  | 'SignedOut'
  | 'CommandRefused'
  | 'AccessRefused'
  | 'SealedRead'
  | 'HistoryRead'
  | 'EvidenceExported'
  | 'Audited'
  | 'RegisterChanged'
  | 'BundleKept'
  | 'BackedUp'
  | 'Restored'
  | 'Reconciled';

/** One entry before it is chained: who did what to what. `actor` holds ids only, `{process}` for what no person did. */
export interface TrailEntry {
  readonly at: Instant;
  readonly type: TrailType;
  readonly actor: Readonly<Record<string, string | number | null>>;
  /** Such as `hazard/<id>` or `registers/units/<id>`; null where there is none. */
  readonly subject: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An entry as it stands. */
export interface TrailRow extends TrailEntry {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** What stands in place of a hash before the first entry. */
export const TRAIL_GENESIS = '0'.repeat(64);

/**
 * Appends an entry and answers its seq. Within a transaction it comes last: it holds the trail's lock until the commit,
 * and an entry must not outlive what it tells of.
 */
export async function appendTrail(db: { readonly sql: Queryable }, entry: TrailEntry): Promise<number> {
  const { at, type, actor, subject, data } = entry;
  const { sql } = db;
  const [row] = await sql<{ seq: number }[]>`
    select append_trail(${at}, ${type}, ${asJson(sql, actor)}, ${subject}, ${asJson(sql, data)}, ${contentOf(entry)}) as seq`;
  return row?.seq ?? 0;
}

/** SHA-256 (hex) over the hash before it, its seq and the canonical JSON of the entry, each on a line. */
export function trailHash(prevHash: string, seq: number, entry: TrailEntry): string {
  return sha256(`${prevHash}\n${seq.toString()}\n${contentOf(entry)}`);
}

function contentOf({ at, type, actor, subject, data }: TrailEntry): string {
  return canonicalJson({ at, type, actor, subject, data });
}
