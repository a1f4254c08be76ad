import type { Db } from '../../db/client.ts';
import { noteHeard } from '../../db/heard-commands.ts';
import { append } from '../../db/ledger.ts';
import type { KindOf } from '../../db/matters.ts';
import { raiseNumber } from '../../db/numbers.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import type { Looked } from './look.ts';

/**
 * Writes into the ledger what a matter's history yields beyond it: history is first, so whatever it holds was decided.
 * Commands come back as they were heard, effects as jobs under their own keys, and the matter's number is not drawn again.
 * Idempotent; what the ledger has stays untouched. Throws `LedgerConflict` when it has something else.
 */
export async function heal(db: Db, looked: Looked, kindOf: KindOf): Promise<void> {
  const { id: matterId, kind, number, entries, recorded } = looked;
  if (recorded === null) return;
  const heard = new Map(recorded.inputs.map(({ commandId, command }) => [commandId, command as Command]));
  if (number !== null) await raiseNumber(db.sql, number);
  await noteHeard(
    db,
    entries.flatMap((entry) => {
      const command = heard.get(entry.commandId);
      if (command === undefined) return [];
      const via = recorded.answers.has(entry.commandId) ? 'update' : 'signal';
      return [{ command, kind, matterId, opens: entry.events[0]?.seq === 1, via }];
    }),
  );
  await append(db, { matterId, kind, entries }, kindOf);
}
