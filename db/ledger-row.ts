import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Kind } from '../workflows/kinds.ts';
import type { ChainedEvent } from './chain.ts';

/** An event as a row of the ledger; the opening's row also says what statistics count by. */
export function ledgerRow(kind: Kind, matterId: MatterId, event: ChainedEvent): object {
  const row = {
    matter_id: matterId,
    seq: event.seq,
    kind: kind.rules.name,
    type: event.type,
    event_version: event.eventVersion,
    at: event.at,
    heard_at: event.heardAt,
    command_id: event.commandId,
    actor: event.actor,
    data: event.data,
    prev_hash: event.prevHash,
    hash: event.hash,
  };
  if (event.seq > 1) return row;
  const { foundOn, region, sector, parent } = kind.face.summary(kind.rules.evolve(null, event));
  return { ...row, found_on: foundOn, region, sector, parent };
}
