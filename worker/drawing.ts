import { drawUp } from '../activities/documents/draw-up.ts';
import type { Drawing } from '../activities/documents/drawing.ts';
import { closeBrowser } from '../activities/documents/engine/index.ts';
import { startJobRunner } from '../activities/jobs/runner.ts';
import type { Log } from '../activities/log.ts';
import type { Rounds } from '../activities/rounds.ts';
import type { Delivery } from '../delivery/deliver.ts';

/** Draws documents up as they are asked for, in a lane of their own: nothing else waits while one is printed. */
export function startDrawing(ctx: Delivery & Drawing, log: Log): Pick<Rounds, 'stop'> {
  const runner = startJobRunner(ctx, { DrawUp: (job) => drawUp(ctx, job) }, log, 'drawing');
  return {
    stop: async () => {
      await runner.stop();
      await closeBrowser();
    },
  };
}
