import { archiveHistories } from '../activities/archive/export-closed.ts';
import { reconcileArchive } from '../activities/archive/reconcile.ts';
import type { Log } from '../activities/log.ts';
import { alertGaps } from '../activities/supervision.ts';
import { auditLadder } from '../audit/ladder/run.ts';
import { sealHeads } from '../audit/seals/run.ts';
import type { SealSettings } from '../config/environment.ts';
import type { ArchiveStore } from '../db/archive/store.ts';
import type { Delivery } from '../delivery/deliver.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { Duties } from '../workflows/ports.ts';

/** What duties need beside what delivery does. */
export interface DutyParts extends Delivery {
  readonly archive: ArchiveStore;
  readonly seal: SealSettings;
}

/** What schedules have done by this worker. `stopping` cuts off what takes minutes; the next run begins anew. */
export function dutiesOf(ctx: DutyParts, log: Log, stopping: AbortSignal): Duties {
  const archiving = { ...ctx, log, stopping, now: () => instantOf(Date.now()) };
  return {
    auditLadder: async (scope) => {
      const step = (): void => {
        stopping.throwIfAborted();
      };
      return (await auditLadder(ctx, scope, log, { step })).findings.length;
    },
    archiveHistories: async () => {
      const { closed, archived } = await archiveHistories(archiving);
      return closed - archived;
    },
    reconcileArchive: async () => (await reconcileArchive(archiving)).findings.length,
    sealHeads: () => sealHeads(ctx.db, ctx.seal, log),
    alertGaps: () =>
      alertGaps(ctx.db, instantOf(Date.now()), () => {
        stopping.throwIfAborted();
      }),
  };
}
