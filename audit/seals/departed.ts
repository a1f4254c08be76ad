import type { Db, Queryable } from '../../db/client.ts';
import type { Departed } from '../../db/heads.ts';
import { appendTrailAll } from '../../db/trail.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** A sealed head that the database does not bear out any more, and the seal that has it. */
export interface DepartedSeal extends Departed {
  readonly seal: number;
}

/**
 * Tells the trail of departures that it was not told of before, and answers those. The subject is the chain. Like every
 * entry it comes last in its transaction.
 */
export async function tellDeparted(
  sql: Queryable,
  at: Instant,
  departed: readonly DepartedSeal[],
): Promise<DepartedSeal[]> {
  if (departed.length === 0) return [];
  const told = await sql<{ chain: string; seal: number }[]>`
    select subject as chain, (data ->> 'seal')::int as seal from trail
    where type = 'SealedHeadDeparted' and subject = any(${departed.map(({ head: [chain] }) => chain)})`;
  const known = new Set(told.map(({ chain, seal }) => `${seal.toString()} ${chain}`));
  const fresh = departed.filter(({ head: [chain], seal }) => !known.has(`${seal.toString()} ${chain}`));
  const entries = fresh.map(({ head: [chain, length], seal, now }) => ({
    at,
    type: 'SealedHeadDeparted' as const,
    actor: { process: 'seals' },
    subject: chain,
    data: { chain, length, seal, now },
  }));
  await appendTrailAll({ sql }, entries);
  return fresh;
}

/** A restore from a backup, as the trail tells it. */
export interface Restore {
  /** Of its entry in the trail. */
  readonly seq: number;
  readonly at: Instant;
  /** When the backup was made, and the last seal that was in it. */
  readonly madeAt: string;
  readonly seal: number;
}

/** Every restore of which the trail tells, the oldest first. */
export async function restoresIn({ sql }: Pick<Db, 'sql'>): Promise<Restore[]> {
  return await sql<Restore[]>`
    select seq, at, data ->> 'madeAt' as "madeAt", (data ->> 'seal')::int as seal from trail
    where type = 'Restored' and jsonb_typeof(data -> 'seal') = 'number' order by seq`;
}

/**
 * The restore that explains why a head of this seal does not stand any more: the seal was made after the backup and before
 * the restore, so what it covers may never have been in the backup. Null where none does; a seal that is in the backup must
 * be borne out by what came out of it.
 */
export function restoreOf(
  restores: readonly Restore[],
  seal: { readonly n: number; readonly at: Instant },
): Restore | null {
  return restores.find((restore) => restore.seal < seal.n && seal.at <= restore.at) ?? null;
}
