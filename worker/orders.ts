import type { Orders } from '../activities/jobs/carry-out.ts';
import type { Delivery } from '../delivery/deliver.ts';

/** What jobs of other types than effects do: what the API asks of rooms that it may not enter. */
export function ordersOf(_ctx: Delivery): Orders {
  return {};
}
