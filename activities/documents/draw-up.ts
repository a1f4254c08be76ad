import { documentById } from '../../db/documents/document.ts';
import { failDocument } from '../../db/documents/fail.ts';
import type { DrawUp } from '../../db/documents/jobs.ts';
import { editionWanted, keepPrinted } from '../../db/documents/printed.ts';
import type { Job } from '../../db/jobs.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { NotDrawable } from './definition.ts';
import type { Drawing } from './drawing.ts';
import { TemplateFault } from './engine/index.ts';
import { frozen } from './freeze.ts';
import { printed } from './print.ts';

/** A machine may be busy once; a template that takes too long twice is broken. */
const TIMES_MAX = 2;

/**
 * Draws the edition that a document waits for: number and content in one transaction, then the printing, then the edition
 * with the order to tell the loop in another. Killed anywhere and done again, it has the same number and content; done once
 * more, it adds nothing. What no retry can mend is said to the unit, and waits for someone to have it drawn again.
 */
export async function drawUp(ctx: Drawing, job: Job): Promise<void> {
  const { document: id, by } = job.payload as DrawUp;
  const asked = await documentById(ctx.db, id);
  if (asked === null || editionWanted(asked) === null) return;
  try {
    const document = await frozen(ctx, asked);
    if (document?.content == null) return;
    const edition = await printed(ctx, document, document.content);
    await keepPrinted(ctx.db, document, edition, { by, at: instantOf(Date.now()) });
  } catch (error) {
    const words = hopelessBecause(error, job.attempts);
    if (words === null) throw error;
    await failDocument(ctx.db, id, words);
  }
}

/** Why another attempt would not help, in Chinese; null where it may. */
function hopelessBecause(error: unknown, attempts: number): string | null {
  if (error instanceof NotDrawable) return error.words;
  if (!(error instanceof TemplateFault)) return null;
  return error.code === 'TimedOut' && attempts < TIMES_MAX ? null : error.words;
}
