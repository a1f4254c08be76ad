import { recordDocument } from '../db/duty-entries.ts';
import type { Job } from '../db/jobs.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { Auditor } from './auditor.ts';
import { verify } from './verify.ts';

/** The order `Audit` for the job runner: audits the job's matter and draws the verdict up under the job's key. */
export function auditOrder(openAuditor: () => Auditor): (job: Pick<Job, 'matterId' | 'key'>) => Promise<void> {
  return async ({ matterId, key }) => {
    const auditor = openAuditor();
    const { ok, first } = await verify(auditor, matterId);
    const at = instantOf(Date.now());
    await recordDocument(auditor.db, { matterId, key, document: 'Audit', data: { ok, first }, at, evidenceId: null });
  };
}
