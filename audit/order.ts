import { recordDocument } from '../db/duty-entries.ts';
import type { Job } from '../db/jobs.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { Auditor } from './auditor.ts';
import { oneByOne } from './one-by-one.ts';
import { verify } from './verify.ts';

/**
 * The order `Audit` for the job runner: audits the job's matter and draws the verdict up under the job's key. One at a
 * time: whoever asks for many leaves room for all other work.
 */
export function auditOrder(openAuditor: () => Promise<Auditor>): (job: Pick<Job, 'matterId' | 'key'>) => Promise<void> {
  const inTurn = oneByOne();
  return ({ matterId, key }) =>
    inTurn(async () => {
      const auditor = await openAuditor();
      const { ok, first, more } = await verify(auditor, matterId);
      const at = instantOf(Date.now());
      const data = more === undefined ? { ok, first } : { ok, first, more };
      await recordDocument(auditor.db, { matterId, key, document: 'Audit', data, at, evidenceId: null });
    });
}
