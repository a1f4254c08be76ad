import type { Log } from '../activities/log.ts';
import { auditLadder } from '../audit/ladder/run.ts';
import type { Delivery } from '../delivery/deliver.ts';
import type { Duties } from '../workflows/ports.ts';

/** What schedules have done by this worker. */
export function dutiesOf(ctx: Delivery, log: Log): Duties {
  return {
    auditLadder: async (scope) => (await auditLadder(ctx, scope, log)).findings.length,
  };
}
