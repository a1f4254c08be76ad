import type { ChainedEvent } from '../../db/chain.ts';
import { msOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterHeads, SealIndex, SealMoment } from '../seal-index.ts';
import { sealName } from '../seals/check.ts';
import type { Difference } from '../verdict.ts';

/**
 * How long before a seal a row may claim to have been heard that this seal does not hold: our default. What is heard is
 * written within seconds, and what a dead process left within a minute of the next one's start.
 */
export const UNSEALED_MS = 60 * 60_000;

/** A row that claims to have been heard long before it was there. */
export interface Belated {
  readonly seq: number;
  readonly heardAt: Instant;
  /** The last seal that lacks it, and the first one that has it (null: none has). */
  readonly lacking: SealMoment;
  readonly covering: SealMoment | null;
}

/**
 * Rows that were heard, as they say, more than an hour before a seal was made that does not hold them, though seals hold
 * all that stands; of those that the same seal was the first to hold, the first. Before the first seal of all nothing can
 * be said. `since`: before when none can have been written, whatever they say.
 */
export function belatedRows(
  { before, newest }: Pick<SealIndex, 'before' | 'newest'>,
  { ledger: heads }: MatterHeads,
  ledger: readonly ChainedEvent[],
  since: Instant | null = null,
): Belated[] {
  const found = new Map<SealMoment | null, Belated>();
  if (newest === null) return [];
  for (const { seq, heardAt } of ledger) {
    const latest = msOf(since !== null && since > heardAt ? since : heardAt) + UNSEALED_MS;
    const covering = heads.find(({ length }) => length >= seq) ?? null;
    // Most rows are sealed at once; then which seal was before that one need not be looked for.
    if (found.has(covering) || latest >= msOf((covering ?? newest).at)) continue;
    const lacking = covering === null ? newest : before(covering.n);
    if (lacking !== null && latest < msOf(lacking.at)) found.set(covering, { seq, heardAt, lacking, covering });
  }
  return [...found.values()];
}

/** In words, as a difference of the ledger. */
export function belatedFault(belated: Belated): Difference {
  return { witness: 'ledger', seq: belated.seq, what: `${belatedWords(belated)}：此条是后来补入的` };
}

/** When a row claims to have been heard, and which seals say otherwise. */
export function belatedWords({ seq, heardAt, lacking, covering }: Belated): string {
  const first = covering === null ? '此后没有封签封有它' : `${sealName(covering)}才有它`;
  return `第 ${seq.toString()} 条称 ${heardAt} 听取，其后的${sealName(lacking)}中却没有它，${first}`;
}
