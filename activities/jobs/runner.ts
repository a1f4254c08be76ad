import { randomUUID } from 'node:crypto';
import {
  ATTEMPTS_MAX,
  extendLeases,
  failJob,
  finishJobs,
  JOBS_CHANNEL,
  leaseJobs,
  type Job,
  type JobLane,
} from '../../db/jobs.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import { groupBy } from '../group-by.ts';
import type { Log } from '../log.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { carryOut, type Orders } from './carry-out.ts';

/** Drawing takes a processor each; what else jobs do is mostly waiting. */
const IN_HAND_MAX: Readonly<Record<JobLane, number>> = { rest: 24, drawing: 2 };
/** Leases of a killed worker run out after this; a living one extends them. */
const LEASE_MS = 10_000;
const EXTEND_EVERY_MS = 3_000;
/** Retries and leases that ran out are not notified. */
const LOOK_EVERY_MS = 1_000;
/** The longest a timer can wait. */
const FOR_EVER_MS = 2 ** 31 - 1;
const RETRY_MAX_MS = 60_000;

/** Carries out the jobs of a lane as they are added, those of one matter in order. Stops when all in hand have ended. */
export function startJobRunner(ctx: Delivery, orders: Orders, log: Log, lane: JobLane = 'rest'): Rounds {
  const runner = new JobRunner(ctx, orders, log, lane);
  const rounds = startRounds(lane === 'rest' ? 'jobs' : 'drawing', log, LOOK_EVERY_MS, () => runner.round());
  runner.onRoom = rounds.hurry;
  const holding = startRounds('leases', log, EXTEND_EVERY_MS, () => runner.holdOn());
  let unlisten: () => Promise<void> = () => Promise.resolve();
  // Once it is heard, the driver listens again by itself after every loss of its connection.
  const ears = startRounds('notifications', log, EXTEND_EVERY_MS, async () => {
    const heard = await ctx.db.sql.listen(JOBS_CHANNEL, rounds.hurry, rounds.hurry);
    unlisten = () => heard.unlisten();
    return FOR_EVER_MS;
  });
  return {
    hurry: rounds.hurry,
    stop: async () => {
      await Promise.all([ears.stop(), rounds.stop()]);
      await unlisten();
      await runner.ended();
      await holding.stop();
    },
  };
}

class JobRunner {
  onRoom: () => void = () => undefined;
  private readonly owner = randomUUID();
  private readonly inHand = new Map<number, Job>();
  private readonly lanes = new Map<string, Promise<void>>();
  private readonly ctx: Delivery;
  private readonly orders: Orders;
  private readonly log: Log;
  private readonly lane: JobLane;
  private readonly inHandMax: number;
  private done: number[] = [];
  private finishing: Promise<void> | null = null;

  constructor(ctx: Delivery, orders: Orders, log: Log, lane: JobLane) {
    this.ctx = ctx;
    this.orders = orders;
    this.log = log;
    this.lane = lane;
    this.inHandMax = IN_HAND_MAX[lane];
  }

  /** Leases what there is room for; answers when to look again. */
  async round(): Promise<number> {
    const room = this.inHandMax - this.inHand.size;
    if (room <= 0) return LOOK_EVERY_MS;
    const jobs = await leaseJobs(this.ctx.db, this.owner, room, LEASE_MS, this.lane);
    for (const job of jobs) this.inHand.set(job.id, job);
    for (const [lane, mine] of groupBy(jobs, (job) => this.laneOf(job))) this.follow(lane, mine);
    return jobs.length === room ? 0 : LOOK_EVERY_MS;
  }

  async holdOn(): Promise<number> {
    if (this.inHand.size > 0) await extendLeases(this.ctx.db, this.owner, [...this.inHand.keys()], LEASE_MS);
    return EXTEND_EVERY_MS;
  }

  async ended(): Promise<void> {
    await Promise.all(this.lanes.values());
    await this.finishing;
  }

  /** Effects of one matter go one after another; an order, which may take minutes, goes alone. */
  private laneOf(job: Job): string {
    return job.type in this.orders ? `job ${job.id.toString()}` : job.matterId;
  }

  private follow(lane: string, jobs: readonly Job[]): void {
    const before = this.lanes.get(lane) ?? Promise.resolve();
    const mine = before.then(async () => {
      for (const job of jobs) await this.carryOut(job);
      if (this.lanes.get(lane) === mine) this.lanes.delete(lane);
    });
    this.lanes.set(lane, mine);
  }

  private async carryOut(job: Job): Promise<void> {
    try {
      await carryOut(this.ctx, this.orders, job);
      this.done.push(job.id);
      this.finishing ??= this.finish();
    } catch (error) {
      await this.giveBack(job, error);
    } finally {
      const wasFull = this.inHand.size >= this.inHandMax;
      this.inHand.delete(job.id);
      if (wasFull) this.onRoom();
    }
  }

  /** One transaction for all that ended while the last one was written. */
  private async finish(): Promise<void> {
    while (this.done.length > 0) {
      const ids = this.done;
      this.done = [];
      await finishJobs(this.ctx.db, ids).catch((error: unknown) => {
        // They are done again when their leases have run out, and add nothing.
        this.log.warn({ jobIds: ids, err: error }, 'the end of jobs could not be written');
      });
    }
    this.finishing = null;
  }

  private async giveBack(job: Job, error: unknown): Promise<void> {
    const { id, matterId, key, type, attempts } = job;
    const isLast = attempts >= ATTEMPTS_MAX;
    const about = { jobId: id, matterId, key, type, attempts, err: error };
    if (isLast) this.log.error(about, 'a job failed for the last time and needs someone to look');
    else this.log.warn(about, 'a job failed and is tried again');
    const retryInMs = isLast ? null : Math.min(RETRY_MAX_MS, 250 * 2 ** attempts);
    await failJob(this.ctx.db, id, String(error), retryInMs).catch(() => undefined);
  }
}
