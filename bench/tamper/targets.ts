import { readSeals } from '../../audit/seals/read.ts';
import type { ChainedEvent } from '../../db/chain.ts';
import { sealedHeadsOf } from '../../audit/seals/proof.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Random } from '../county/random.ts';
import type { Copy } from './copy.ts';

/** A matter by what is kept of it. */
export interface Target {
  readonly id: MatterId;
  readonly kind: string;
  readonly length: number;
  /** How much of its ledger is sealed. */
  readonly sealed: number;
  /** Whether Temporal (still) has its run. */
  readonly hasRun: boolean;
  /** How its archived history ends; null where none is archived. */
  readonly archived: 'ended' | 'living' | null;
}

/** One matter of those that are wanted. Throws where there is none. */
export async function target(
  copy: Copy,
  random: Random,
  wanted: (one: Target) => boolean = ({ sealed }) => sealed > 0,
): Promise<Target> {
  const rows = await copy.db.sql<Omit<Target, 'sealed' | 'hasRun'>[]>`
    select matter_id as id, min(kind) as kind, max(seq) as length, (
      select min(case status when 'running' then 'living' else 'ended' end) from histories h where h.matter_id = l.matter_id
    ) as archived
    from ledger l group by matter_id order by matter_id`;
  const docs = readSeals(copy.sealDir);
  const all = rows.map((row) => ({
    ...row,
    sealed: sealedHeadsOf(docs, `matter/${row.id}`).at(-1)?.length ?? 0,
    hasRun: copy.runs.has(row.id),
  }));
  return random.pick(all.filter(wanted));
}

/** A matter's ledger. */
export async function ledgerOf({ db }: Copy, id: MatterId): Promise<ChainedEvent[]> {
  return await db.sql<ChainedEvent[]>`
    select seq, type, event_version as "eventVersion", at, heard_at as "heardAt", command_id as "commandId",
      actor, data, prev_hash as "prevHash", hash
    from ledger where matter_id = ${id} order by seq`;
}
