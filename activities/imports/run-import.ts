import { evidenceContent } from '../../db/evidence.ts';
import { endImport, importOrder, namedUnits, type ImportOrder } from '../../db/imports.ts';
import type { Job } from '../../db/jobs.ts';
import { termsFor } from '../../db/terms.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import type { Terms } from '../../workflows/kernel/terms.ts';
import { archiveRows } from './bringing/archive-rows.ts';
import { judge, problemAsError } from './bringing/judge.ts';
import { KIND } from './bringing/kind.ts';
import { openRows } from './bringing/open-rows.ts';
import { until } from './bringing/progress.ts';
import { stage } from './bringing/stage.ts';
import { listed } from './checking/import-error.ts';

/**
 * Carries out the job of an ordered import (`matterId` is the import's id): judged whole, staged whole, then brought in row by row. Any error and nothing is
 * imported. Done again after it was cut off, it goes on at the row where it stopped and does nothing twice; it is cut
 * off at a row by `stopping`, by throwing.
 */
export async function runImport(ctx: Delivery, job: Pick<Job, 'matterId'>, stopping?: AbortSignal): Promise<void> {
  const progress = until(stopping);
  const order = await importOrder(ctx.db, job.matterId);
  if (order === null || order.status !== 'running') return;
  const terms = await termsFor(ctx.db, KIND, 'standard', order.at);
  if (order.rows === 0 && !(await isStaged(ctx, order, terms))) return;
  progress.check();
  await archiveRows(ctx.db, order, terms, progress);
  const errors = await openRows(ctx, order, terms, progress);
  const counts = (await importOrder(ctx.db, order.id)) ?? order;
  await endImport(ctx.db, order.id, errors.length > 0 ? 'failed' : 'done', { ...counts, errors: listed(errors) });
}

/** False when the import ended here: it was a rehearsal, or something was wrong. */
async function isStaged(ctx: Delivery, order: ImportOrder, terms: Terms): Promise<boolean> {
  const { db } = ctx;
  const none = { rows: 0, opened: 0, archived: 0, unchanged: 0 };
  const file = await evidenceContent(db, order.file);
  if (file === null) throw new Error(`import ${order.id} has no file ${order.file}`);
  const today = dayOf(order.at);
  const judged = await judge({ content: file.content, name: order.name }, await namedUnits(db, today), today);
  if ('problem' in judged) {
    await endImport(db, order.id, 'failed', { ...none, errors: [problemAsError(judged.problem)] });
    return false;
  }
  const { count, errors } = judged.ledger;
  const staged = await stage(db, { ...order, dryRun: order.dryRun || errors.length > 0 }, judged.ledger, terms);
  const all = [...errors, ...staged.errors];
  if (all.length > 0) await endImport(db, order.id, 'failed', { ...none, rows: count, errors: listed(all) });
  else if (order.dryRun) await endImport(db, order.id, 'done', { rows: count, ...staged, errors: [] });
  return all.length === 0 && !order.dryRun;
}
