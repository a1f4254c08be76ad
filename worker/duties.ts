import type { Log } from '../activities/log.ts';
import { auditLadder } from '../audit/ladder/run.ts';
import type { Delivery } from '../delivery/deliver.ts';
import type { Duties } from '../workflows/ports.ts';

/** What schedules have done by this worker. `stopping` cuts off what takes minutes; the next run begins anew. */
export function dutiesOf(ctx: Delivery, log: Log, stopping: AbortSignal): Duties {
  return {
    auditLadder: async (scope) => {
      const step = (): void => {
        stopping.throwIfAborted();
      };
      return (await auditLadder(ctx, scope, log, { step })).findings.length;
    },
  };
}
