import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { failJob, finishJob, finishJobs, jobCounts, JOBS_CHANNEL, leaseJobs } from '../../../db/jobs.ts';
import { append } from '../../../db/ledger.ts';
import { freshDatabase } from '../../support/system.ts';
import { CLERK, life, parcelId, parcelOnly } from './parcel-kind.ts';

describe('jobs', () => {
  let db: Db;
  beforeEach(async () => {
    db = connect(await freshDatabase());
  });
  afterEach(() => db.end());

  async function addJobs(n: number, count: number): Promise<void> {
    const [opening] = life(n, 0);
    if (opening === undefined) throw new Error('a life begins with its opening');
    const effects = Array.from({ length: count }, (_, i) => ({
      type: 'RecordDuty' as const,
      key: `duty-${i.toString()}`,
      post: CLERK.post,
      duty: '签发',
      data: {},
    }));
    await append(db, { matterId: parcelId(n), kind: 'parcel', entries: [{ ...opening, effects }] }, parcelOnly);
  }

  test('two runners share the jobs and none gets what the other has', async () => {
    await addJobs(1, 10);
    const [a, b] = await Promise.all([leaseJobs(db, 'a', 6, 60_000), leaseJobs(db, 'b', 6, 60_000)]);
    expect(a.length + b.length).toBe(10);
    expect(new Set([...a, ...b].map((job) => job.key)).size).toBe(10);
    expect(await leaseJobs(db, 'c', 6, 60_000)).toEqual([]);
  });

  test('a lease that ran out is taken over, with one attempt more', async () => {
    await addJobs(1, 1);
    const [first] = await leaseJobs(db, 'dead', 1, -1);
    const [second] = await leaseJobs(db, 'b', 1, 60_000);
    expect(second).toMatchObject({
      id: first?.id,
      attempts: 2,
      matterId: parcelId(1),
      kind: 'parcel',
      type: 'RecordDuty',
    });
  });

  test('a finished job is never leased again, a failed one when it is due, a dead one never', async () => {
    await addJobs(1, 3);
    const [done, again, dead] = await leaseJobs(db, 'a', 3, 60_000);
    if (done === undefined || again === undefined || dead === undefined) throw new Error('three jobs were added');
    await finishJob(db, done.id);
    await failJob(db, again.id, 'later', 0);
    await failJob(db, dead.id, 'never', null);
    const leased = await leaseJobs(db, 'b', 3, -1);
    expect(leased.map((job) => job.id)).toEqual([again.id]);
    await failJob(db, again.id, 'much later', 3_600_000);
    expect(await leaseJobs(db, 'b', 3, 60_000)).toEqual([]);
    expect(await jobCounts(db)).toEqual({ waiting: 1, dead: 1 });
    await finishJobs(db, [again.id, dead.id]);
    expect(await jobCounts(db)).toEqual({ waiting: 0, dead: 0 });
  });

  test('an append with jobs wakes the listeners, one without does not', async () => {
    const heard: string[] = [];
    let wakeUp: () => void = () => undefined;
    const awake = new Promise<void>((resolve) => {
      wakeUp = resolve;
    });
    await db.sql.listen(JOBS_CHANNEL, (payload) => {
      heard.push(payload);
      if (payload === 'end') wakeUp();
    });
    await addJobs(1, 0);
    await addJobs(2, 5);
    await db.sql.notify(JOBS_CHANNEL, 'end');
    await awake;
    expect(heard).toEqual(['', 'end']);
  });
});
