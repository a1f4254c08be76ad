import { drawUp } from '../activities/documents/draw-up.ts';
import type { Drawing } from '../activities/documents/drawing.ts';
import { closeBrowser } from '../activities/documents/engine/index.ts';
import { lookAtTemplate } from '../activities/documents/look-at-template.ts';
import { shipTemplates } from '../activities/documents/ship-templates.ts';
import { startJobRunner } from '../activities/jobs/runner.ts';
import type { Log } from '../activities/log.ts';
import { startRounds, type Rounds } from '../activities/rounds.ts';
import type { Job } from '../db/jobs.ts';
import type { Delivery } from '../delivery/deliver.ts';

const RETRY_MS = 2_000;
/** The longest a timer can wait. */
const FOR_EVER_MS = 2 ** 31 - 1;

/**
 * Draws documents up as they are asked for, in a lane of their own: nothing else waits while one is printed. First it puts
 * down the templates of this release, which they are drawn by.
 */
export function startDrawing(ctx: Delivery & Drawing, log: Log): Pick<Rounds, 'stop'> {
  const orders = {
    DrawUp: (job: Job) => drawUp(ctx, job),
    CheckTemplate: (job: Job) => lookAtTemplate(ctx.db, job),
  };
  const shipping = startRounds('templates', log, RETRY_MS, async () => {
    await shipTemplates(ctx.db);
    return FOR_EVER_MS;
  });
  const runner = startJobRunner(ctx, orders, log, 'drawing');
  return {
    stop: async () => {
      await Promise.all([shipping.stop(), runner.stop()]);
      await closeBrowser();
    },
  };
}
