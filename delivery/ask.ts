import type { Entry, Loop } from '../workflows/kernel/hear.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { LOOP_QUERY, UNCONFIRMED_QUERY } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';

/** The matter as its run holds it, for comparison with the projection. Throws what Temporal throws: `WorkflowNotFoundError`, or a deadline when no worker answers. */
export async function askLoop(
  ctx: { readonly temporal: Temporal },
  matterId: MatterId,
  timeoutMs = 5_000,
): Promise<Loop> {
  const { client, connection } = ctx.temporal;
  return await connection.withDeadline(Date.now() + timeoutMs, () =>
    client.workflow.getHandle(matterId).query<Loop>(LOOP_QUERY),
  );
}

/** The entries from a seq on that no hand-over has confirmed: what fills a gap in the ledger. */
export async function askUnconfirmed(
  temporal: Temporal,
  matterId: MatterId,
  from: number,
  until: number,
): Promise<Entry[]> {
  return await temporal.connection.withDeadline(until, () =>
    temporal.client.workflow.getHandle(matterId).query<Entry[], [number]>(UNCONFIRMED_QUERY, from),
  );
}
