import type { Instant } from '../../workflows/kernel/instant.ts';
import { canonicalJson } from '../canonical.ts';
import { sha256 } from '../chain.ts';
import { asJson, type Queryable, type Transaction } from '../client.ts';
import { appendTrailAll, type TrailEntry } from '../trail.ts';

/** A change of a register's entry as it is kept: `before` and `after` are null where there was or is none. */
export interface Version {
  readonly register: string;
  readonly id: string;
  readonly at: Instant;
  /** A person's id, or `system`. */
  readonly by: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A change as it stands; `ord` is its place among all changes of all registers. */
export interface KeptVersion extends Version {
  readonly ord: number;
}

/**
 * Keeps changes of registers, each with its entry in the trail: the one way to write `register_versions`. The last thing
 * that its transaction does, since it takes the trail's lock.
 */
export async function keepVersions(sql: Transaction, versions: readonly Version[]): Promise<void> {
  if (versions.length === 0) return;
  const kept = await sql<KeptVersion[]>`
    insert into register_versions (register, id, at, by, before, after)
    select register, id, at, by, before, after
    from jsonb_to_recordset(${asJson(sql, versions)})
      as version (register text, id text, at timestamptz, by text, before jsonb, after jsonb)
    returning ${versionColumns(sql)}`;
  await appendTrailAll({ sql }, kept.map(registerChanged));
}

/** The columns of a `KeptVersion`. */
export function versionColumns(sql: Queryable) {
  return sql`ord, register, id, at, by, before, after`;
}

/** SHA-256 (hex) of the canonical JSON of a change, without its place. */
export function versionHash({ register, id, at, by, before, after }: Version): string {
  return sha256(canonicalJson({ register, id, at, by, before, after }));
}

/** What the trail says of a change: which and by whom, and the hash of its content, which itself stays in the register. */
function registerChanged(version: KeptVersion): TrailEntry {
  const { register, id, at, by, ord } = version;
  return {
    at,
    type: 'RegisterChanged',
    actor: by === 'system' ? { process: by } : { person: by },
    subject: changeSubject(version),
    data: { register, id: toldId(id), ord, hash: versionHash(version) },
  };
}

/** What the trail's entry of a change is about. */
export function changeSubject({ register, id }: Pick<Version, 'register' | 'id'>): string {
  return `registers/${register}/${toldId(id)}`;
}

/** An id that holds words (a sector's name) stands in the trail by a hash: nothing that people wrote is in it. */
function toldId(id: string): string {
  return /^[\x21-\x7e]*$/.test(id) ? id : `~${sha256(id).slice(0, 16)}`;
}
