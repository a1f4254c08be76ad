import { documentById } from '../../db/documents/document.ts';
import { failDocument } from '../../db/documents/fail.ts';
import type { DrawUp } from '../../db/documents/jobs.ts';
import { editionWanted, keepPrinted } from '../../db/documents/printed.ts';
import { ATTEMPTS_MAX, type Job } from '../../db/jobs.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { NotDrawable } from './definition.ts';
import type { Drawing } from './drawing.ts';
import { TemplateFault } from './engine/index.ts';
import { NoChromium } from './engine/no-chromium.ts';
import { frozen } from './freeze.ts';
import { printed } from './print.ts';

/** A machine may be busy once; a template that takes too long twice is broken. */
const TIMES_MAX = 2;

/**
 * Draws the edition that a document waits for: number and content in one transaction, then the printing, then the edition
 * with the order to tell the loop in another. Killed anywhere and done again, it has the same number and content; done once
 * more, it adds nothing. What no retry can mend, or none has, is said to the unit, and waits for someone to have it drawn
 * again.
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
    if (words !== null) await failDocument(ctx.db, id, words);
    if (words === null || !isOfDocument(error)) throw error;
  }
}

/** Why no other attempt is made, in Chinese; null where one is. */
function hopelessBecause(error: unknown, attempts: number): string | null {
  if (isOfDocument(error) && !(isTimeOut(error) && attempts < TIMES_MAX)) return error.words;
  if (attempts < ATTEMPTS_MAX) return null;
  return error instanceof NoChromium ? error.words : '多次制作都没有成功，请系统管理员查看运行日志。';
}

/** What lies in the document or its template; all else is the machine's, and somebody must look at it. */
function isOfDocument(error: unknown): error is NotDrawable | TemplateFault {
  return error instanceof NotDrawable || error instanceof TemplateFault;
}

function isTimeOut(error: NotDrawable | TemplateFault): boolean {
  return error instanceof TemplateFault && error.code === 'TimedOut';
}
