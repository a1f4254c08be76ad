import { runImport } from '../activities/imports/run-import.ts';
import type { Orders } from '../activities/jobs/carry-out.ts';
import type { Delivery } from '../delivery/deliver.ts';

/**
 * What jobs of other types than effects do: what the API asks of rooms that it may not enter. `stopping` cuts off at a
 * safe place what takes minutes; the next attempt goes on from there.
 */
export function ordersOf(ctx: Delivery, stopping?: AbortSignal): Orders {
  return { Import: (job) => runImport(ctx, job, stopping) };
}
