import type { MatterId } from '../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable } from './client.ts';

/** One effect or order to carry out; done at least once, so its handler is idempotent by matter and key. */
export interface Job {
  readonly id: number;
  readonly matterId: MatterId;
  readonly kind: string;
  readonly key: string;
  /** An effect's type, or a job's own, such as `Import`. */
  readonly type: string;
  /** The effect, or what the job's own type says. */
  readonly payload: unknown;
  /** This attempt included. */
  readonly attempts: number;
}

/** The channel that is notified when jobs were added: `db.sql.listen(JOBS_CHANNEL, …)`. */
export const JOBS_CHANNEL = 'jobs';

/** A job to add. */
export interface NewJob extends Pick<Job, 'kind' | 'key' | 'type'> {
  /** Of a matter, or of the order that is to be carried out. */
  readonly matterId: string;
  readonly payload: object;
}

/** Adds a job, once under its matter and key. What it is about is written in the same transaction. */
export async function addJob(sql: Queryable, { matterId, kind, key, type, payload }: NewJob): Promise<void> {
  await sql`
    insert into jobs (matter_id, kind, key, type, payload)
    values (${matterId}, ${kind}, ${key}, ${type}, ${asJson(sql, payload)})
    on conflict (matter_id, key) do nothing`;
}

/** Half an hour of attempts, then a job is set aside for people; it is never removed. */
export const ATTEMPTS_MAX = 40;

/** The type of the jobs that draw documents up: they take long, so they have a lane, and a runner, of their own. */
export const DRAWING = 'DrawUp';
/** The type of the jobs that look at a template, which is printed to be seen. */
export const TEMPLATE_CHECK = 'CheckTemplate';
const PRINTING = [DRAWING, TEMPLATE_CHECK];

/** Which jobs: those that draw documents up, or all others. */
export type JobLane = 'drawing' | 'rest';

/** Leases up to `limit` jobs of a lane that are due and leased by nobody, oldest first; a lease that ran out is taken over. */
export async function leaseJobs(
  db: Db,
  owner: string,
  limit: number,
  leaseMs: number,
  lane: JobLane = 'rest',
): Promise<Job[]> {
  const rows = await db.sql<Job[]>`
    update jobs set lease_owner = ${owner}, lease_until = now() + ${leaseMs} * interval '1 millisecond',
      attempts = attempts + 1
    where id in (
      select id from jobs
      where done_at is null and dead_at is null and run_at <= now() and (lease_until is null or lease_until < now())
        and (type = any(${PRINTING})) = ${lane === 'drawing'}
      order by run_at, id limit ${limit} for update skip locked)
    returning id, matter_id as "matterId", kind, key, type, payload, attempts`;
  return [...rows].sort((a, b) => a.id - b.id);
}

/** Holds on to leased jobs that take longer; a lease that another owner took over meanwhile stays with them. */
export async function extendLeases(db: Db, owner: string, ids: readonly number[], leaseMs: number): Promise<void> {
  await db.sql`
    update jobs set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where id = any(${[...ids]}::bigint[]) and lease_owner = ${owner} and done_at is null`;
}

/** Ends a job; a second call changes nothing. */
export async function finishJob(db: Db, id: number): Promise<void> {
  await finishJobs(db, [id]);
}

/** Ends many jobs in one transaction. */
export async function finishJobs(db: Db, ids: readonly number[]): Promise<void> {
  await db.sql`
    update jobs set done_at = now(), lease_owner = null, lease_until = null, last_error = null
    where id = any(${[...ids]}::bigint[]) and done_at is null`;
}

/** Gives a job back after a failure: due again in `retryInMs`, or dead (kept, never leased again) when that is null. */
export async function failJob(db: Db, id: number, reason: string, retryInMs: number | null): Promise<void> {
  await db.sql`
    update jobs set lease_owner = null, lease_until = null, last_error = ${reason.slice(0, 2_000)},
      dead_at = case when ${retryInMs === null} then now() end,
      run_at = now() + ${retryInMs ?? 0} * interval '1 millisecond'
    where id = ${id} and done_at is null`;
}

/** How many jobs of a lane wait and how many are dead, for metrics and alarms. */
export async function jobCounts(db: Db, lane: JobLane = 'rest'): Promise<{ waiting: number; dead: number }> {
  const [row] = await db.sql<{ waiting: number; dead: number }[]>`
    select count(*) filter (where dead_at is null) as waiting, count(dead_at) as dead from jobs
    where done_at is null and (type = any(${PRINTING})) = ${lane === 'drawing'}`;
  return { waiting: row?.waiting ?? 0, dead: row?.dead ?? 0 };
}
