import { appendArchived, type Archived } from '../../../db/archive.ts';
import { markDone, pendingRows, type StagedRow } from '../../../db/imports.ts';
import { knownFor } from '../../../db/known.ts';
import type { Db } from '../../../db/client.ts';
import { importedClosed } from '../../../workflows/hazard/decide/import.ts';
import type { Known } from '../../../workflows/kernel/command.ts';
import { endOf } from '../../../workflows/kernel/instant.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';
import { importCommand, unitsOf, type Order, type StagedPayload } from './command.ts';
import { KIND } from './kind.ts';
import type { Progress } from './progress.ts';

/** Rows a transaction: a kill loses at most so many, and a statement stays far from its time-out. */
const AT_A_TIME = 250;

/** Writes each staged closed row as one event, archived, without a workflow; marked as done in the same transaction. */
export async function archiveRows(db: Db, order: Order, terms: Terms, progress: Progress): Promise<void> {
  for (;;) {
    progress.check();
    const rows = await pendingRows<StagedPayload>(db, order.id, 'archive', AT_A_TIME);
    if (rows.length === 0) return;
    const known = await knownFor(db, { units: unitsOf(rows), people: [] }, order.at);
    // No rung ever fires on what never ran here, and the ladder is half of every event and state.
    const archived = rows.map((row) => archivedOf(order, row, { ...terms, ladder: [] }, known));
    await appendArchived(db, KIND, archived, async (sql) => {
      await markDone(
        sql,
        order.id,
        'archive',
        rows.map(({ row }) => row),
      );
    });
  }
}

function archivedOf(order: Order, staged: StagedRow<StagedPayload>, terms: Terms, known: Known): Archived {
  const { matterId, matterNumber, payload } = staged;
  const command = importCommand(order, payload, { matterId, number: matterNumber, terms }, known);
  const { closedOn, recheckedOn } = payload.ledgerRow;
  if (closedOn === null) throw new Error(`row ${staged.row.toString()} of ${order.id} is closed without a day`);
  const happened = importedClosed(command, { closedOn: endOf(closedOn), recheckedOn });
  // Heard when the file was handed in: the job may run again, and must then say the same.
  return {
    matterId,
    event: {
      ...happened,
      seq: 1,
      at: command.at,
      heardAt: command.at,
      commandId: command.commandId,
      actor: command.actor,
    },
  };
}
