import { carryOut } from '../../activities/jobs/carry-out.ts';
import { finishJobs, leaseJobs } from '../../db/jobs.ts';
import type { MeteredSystem } from '../cost/system.ts';

const LEASE_MS = 60_000;
const MANY = 1_000;

/** Carries out effects until none is left: notices, documents, duties, linked matters. */
export async function carryOutJobs({ jobsDb, temporal }: MeteredSystem): Promise<void> {
  for (;;) {
    const leased = await leaseJobs(jobsDb, 'bench', MANY, LEASE_MS);
    if (leased.length === 0) return;
    for (const job of leased) await carryOut({ db: jobsDb, temporal }, {}, job);
    await finishJobs(
      jobsDb,
      leased.map(({ id }) => id),
    );
  }
}
