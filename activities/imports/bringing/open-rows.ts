import { noteCommand } from '../../../db/commands.ts';
import { sha256 } from '../../../db/chain.ts';
import { dropRow, markDone, pendingRows, type StagedRow } from '../../../db/imports.ts';
import { knownFor } from '../../../db/known.ts';
import { deliver, type Delivery } from '../../../delivery/deliver.ts';
import type { Known } from '../../../workflows/kernel/command.ts';
import type { Refusal } from '../../../workflows/kernel/refusal.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';
import { inParallel } from '../../in-parallel.ts';
import type { ImportError } from '../checking/import-error.ts';
import { importCommand, unitsOf, type Order, type StagedPayload } from './command.ts';
import { KIND } from './kind.ts';
import type { Progress } from './progress.ts';

/** Measured on 2 cores: more at once only wait for each other. */
const AT_ONCE = 8;
const AT_A_TIME = 64;
const ANSWER_MS = 20_000;

/**
 * Opens a running loop for each staged open row whose matter does not stand yet. Throws when an answer is still out:
 * the next attempt goes on from there, and nothing is opened twice. Answers rows that the rules refused after all.
 */
export async function openRows(ctx: Delivery, order: Order, terms: Terms, progress: Progress): Promise<ImportError[]> {
  const errors: ImportError[] = [];
  for (;;) {
    const rows = await pendingRows<StagedPayload>(ctx.db, order.id, 'open', AT_A_TIME);
    if (rows.length === 0) return errors;
    const known = await knownFor(ctx.db, { units: unitsOf(rows), people: [] }, order.at);
    await inParallel(rows, AT_ONCE, async (row) => {
      progress.check();
      const refusal = await open(ctx, order, row, terms, known);
      if (refusal === null) await markDone(ctx.db.sql, order.id, 'open', [row.row]);
      else {
        errors.push({ row: row.row, column: '', code: 'RowRefused', message: refusal.detail });
        await dropRow(ctx.db, order.id, row.row);
      }
    });
  }
}

async function open(
  ctx: Delivery,
  order: Order,
  row: StagedRow<StagedPayload>,
  terms: Terms,
  known: Known,
): Promise<Refusal | null> {
  const { matterId, matterNumber, payload } = row;
  const command = importCommand(order, payload, { matterId, number: matterNumber, terms }, known);
  const bodyHash = sha256(JSON.stringify(command.body));
  const noted = await noteCommand(ctx.db, { command, kind: KIND, matterId, opens: true, via: 'update', bodyHash });
  if (noted.status === 'otherBody') throw new Error(`command ${command.commandId} was noted with another body`);
  const delivered = await deliver(ctx, noted.record, ANSWER_MS);
  if (delivered.outcome === 'waiting') throw new Error(`no answer yet to ${command.commandId}`);
  return delivered.outcome === 'refused' ? delivered.refusal : null;
}
