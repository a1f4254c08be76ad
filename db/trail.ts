import type { Actor } from '../workflows/kernel/command.ts';
import { instantOf, type Instant } from '../workflows/kernel/instant.ts';
import { canonicalJson } from './canonical.ts';
import { sha256 } from './chain.ts';
import { asJson, type Queryable } from './client.ts';

/** What can stand in the trail. Nothing personal: people are ids, bodies stay out. */
export const TRAIL_TYPES = [
  'TrailBegun',
  'SignedIn',
  'SignInRefused',
  'SignedOut',
  'CommandRefused',
  'AccessRefused',
  'SealedRead',
  'HistoryRead',
  'EvidenceExported',
  'MattersExported',
  'Audited',
  'RegisterChanged',
  'RegistersTaken',
  'ImportStaged',
  'BundleKept',
  'BackedUp',
  'Restored',
  'Reconciled',
  'SealedHeadDeparted',
  'SealKeyChanged',
  'AccountMade',
  'AccountChanged',
  'AccountLocked',
  'PasswordChanged',
  'SecondFactorChanged',
  'SessionRevoked',
  'IdentityLinked',
  'ApiKeyMade',
  'ApiKeyConfirmed',
  'ApiKeyRevoked',
  'ApiKeyUsed',
  'TipIdentityAsked',
  'TipIdentityDecided',
  'TipIdentityOpened',
  'ChannelChanged',
  'DocumentDownloaded',
] as const;

/** The name of one of these. */
export type TrailType = (typeof TRAIL_TYPES)[number];

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
  const [row] = await db.sql<{ seq: number }[]>`select ${appending(db.sql, entry)} as seq`;
  return row?.seq ?? 0;
}

/** The appending of an entry as part of a statement, so that what it tells of and the entry are one round trip. */
export function appending(sql: Queryable, entry: TrailEntry) {
  const { at, type, actor, subject, data } = entry;
  return sql`append_trail(${at}, ${type}, ${asJson(sql, actor)}, ${subject}, ${asJson(sql, data)}, ${contentOf(entry)})`;
}

/** Appends many entries in their order, in one statement; as with one, it comes last in its transaction. */
export async function appendTrailAll(db: { readonly sql: Queryable }, entries: readonly TrailEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { sql } = db;
  const rows = entries.map((entry) => ({ ...entry, content: contentOf(entry) }));
  await sql`
    select append_trail(at, type, actor, subject, data, content)
    from jsonb_to_recordset(${asJson(sql, rows)})
      as entry (at timestamptz, type text, actor jsonb, subject text, data jsonb, content text)`;
}

/**
 * Begins the trail where it is empty, saying how far the register's versions and the commands had come: what is older
 * has no entry. Called while migrating, so that no later row can pass for an older one.
 */
export async function beginTrail(db: { readonly sql: Queryable }): Promise<void> {
  const { sql } = db;
  const [standing] = await sql<{ begun: boolean; versions: string; commands: string }[]>`
    select exists (select 1 from trail) as begun,
      coalesce((select max(ord) from register_versions), 0)::text as versions,
      coalesce((select max(ord) from commands), 0)::text as commands`;
  if (standing === undefined || standing.begun) return;
  await appendTrail(db, {
    at: instantOf(Date.now()),
    type: 'TrailBegun',
    actor: { process: 'migrate' },
    subject: null,
    data: { registerVersions: Number(standing.versions), commands: Number(standing.commands) },
  });
}

/** An actor by ids; what no person did is the system's. */
export function trailActor({ person, post, unit, role, onBehalfOf }: Actor): TrailEntry['actor'] {
  if (role === 'system') return { process: person };
  return { person, post, unit, role, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

/** SHA-256 (hex) over the hash before it, its seq and the canonical JSON of the entry, each on a line. */
export function trailHash(prevHash: string, seq: number, entry: TrailEntry): string {
  return sha256(`${prevHash}\n${seq.toString()}\n${contentOf(entry)}`);
}

/** What the hash covers of an entry: its canonical JSON. */
function contentOf({ at, type, actor, subject, data }: TrailEntry): string {
  return canonicalJson({ at, type, actor, subject, data });
}
