import { failJob, finishJobs, leaseJobs, type Job } from '../../db/jobs.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import { inParallel } from '../in-parallel.ts';
import type { Log } from '../log.ts';
import { groupBy } from '../group-by.ts';
import { carryOut, type Orders } from './carry-out.ts';

const BATCH = 20;
const MATTERS_AT_ONCE = 8;
/** Longer than a batch takes when each of its links waits for an answer. */
const LEASE_MS = 120_000;
/** Half an hour of attempts, then the job is set aside for people; it is never removed. */
const ATTEMPTS_MAX = 40;
const RETRY_MAX_MS = 60_000;

/** Leases a batch of due jobs and carries them out, those of one matter in order. Answers how many there were. */
export async function runJobs(ctx: Delivery, orders: Orders, log: Log, owner: string): Promise<number> {
  const jobs = await leaseJobs(ctx.db, owner, BATCH, LEASE_MS);
  const done: number[] = [];
  await inParallel([...groupBy(jobs, (job) => job.matterId).values()], MATTERS_AT_ONCE, async (lane) => {
    for (const job of lane) if (await isDone(ctx, orders, log, job)) done.push(job.id);
  });
  if (done.length > 0) await finishJobs(ctx.db, done);
  return jobs.length;
}

async function isDone(ctx: Delivery, orders: Orders, log: Log, job: Job): Promise<boolean> {
  try {
    await carryOut(ctx, orders, job);
    return true;
  } catch (error) {
    const { id, matterId, key, type, attempts } = job;
    const isLast = attempts >= ATTEMPTS_MAX;
    const about = { jobId: id, matterId, key, type, attempts, err: error };
    if (isLast) log.error(about, 'a job failed for the last time and needs someone to look');
    else log.warn(about, 'a job failed and is tried again');
    await failJob(ctx.db, id, String(error), isLast ? null : retryAfter(attempts));
    return false;
  }
}

function retryAfter(attempts: number): number {
  return Math.min(RETRY_MAX_MS, 250 * 2 ** attempts);
}
