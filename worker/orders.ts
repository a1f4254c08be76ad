import { sendNotice, type Sending } from '../activities/egress/send-notice.ts';
import { runImport } from '../activities/imports/run-import.ts';
import type { Orders } from '../activities/jobs/carry-out.ts';
import { runRehearsal } from '../activities/run-rehearsal.ts';
import { runRevision } from '../activities/revisions.ts';
import { auditorOf, type Audited } from '../audit/auditor.ts';
import { auditManyOrder } from '../audit/audit-many.ts';
import { exportOrder } from '../audit/exported/order.ts';
import { auditOrder } from '../audit/order.ts';
import { verifyRecords } from '../audit/records.ts';
import { sealFolder } from '../audit/seal-folder.ts';
import type { Delivery } from '../delivery/deliver.ts';

/**
 * What jobs of other types than effects do: what the API asks of rooms that it may not enter. `code` is the workflow
 * bundle that audits replay on. `stopping` cuts off at a safe place what takes minutes; the next attempt goes on there.
 */
export function ordersOf(ctx: Delivery & Audited & Sending, code: string, stopping: AbortSignal): Orders {
  const seals = sealFolder(ctx.seal.dir);
  const openAuditor = async () => auditorOf(ctx, code, await seals());
  return {
    Import: (job) => runImport(ctx, job, stopping),
    Revise: (job) => runRevision(ctx, job, stopping),
    Audit: auditOrder(openAuditor),
    AuditMany: auditManyOrder({
      openAuditor,
      records: () => verifyRecords(ctx),
      stopping,
    }),
    Export: exportOrder(openAuditor),
    SendNotice: (job) => sendNotice(ctx, job),
    Rehearse: (job) => runRehearsal(ctx.db, job, stopping),
  };
}
