import { recordDocument } from '../db/duty-entries.ts';
import type { Job } from '../db/jobs.ts';
import { shippedKind, type KindOf } from '../db/matters.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { Sources } from './evidence.ts';
import { verify } from './verify.ts';

/** The order `Audit` for the job runner: audits the job's matter and draws the verdict up under the job's key. */
export function auditOrder(
  sources: Sources,
  code: string,
  kindOf: KindOf = shippedKind,
): (job: Pick<Job, 'matterId' | 'key'>) => Promise<void> {
  return async ({ matterId, key }) => {
    const { ok, first } = await verify({ ...sources, code, files: new Map(), kindOf }, matterId);
    const at = instantOf(Date.now());
    await recordDocument(sources.db, { matterId, key, document: 'Audit', data: { ok, first }, at, evidenceId: null });
  };
}
