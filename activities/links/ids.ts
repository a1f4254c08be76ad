import { createHash } from 'node:crypto';
import type { Job } from '../../db/jobs.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

/** The id of the command that a job sends: it follows from the job's matter and key, so that a repeated job sends the same. */
export function commandIdOf(job: Pick<Job, 'matterId' | 'key'>): string {
  return `job-${digest(job.matterId, job.key).slice(0, 32)}`;
}

/** The id of the matter that a job opens; also its workflow id. */
export function matterIdOf(job: Pick<Job, 'matterId' | 'key'>, kind: string): MatterId {
  return `${kind.slice(0, 3)}-${digest(kind, job.matterId, job.key).slice(0, 24)}` as MatterId;
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
