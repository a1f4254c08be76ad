import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { matter } from '../../db/queries/matter.ts';
import { hear, nextWakeOf, UNOPENED, wakeUpTo } from '../../workflows/kernel/hear.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { LOOP_QUERY } from '../../workflows/messages.ts';
import { BODY } from '../support/hazard-bodies.ts';
import { RULES } from '../support/hazard-story.ts';
import { freshDatabase, testServerPath } from '../support/system.ts';
import { hazardLife, workerOfYears, type Years } from './hazard-life.ts';

let years: Years;
let db: Db;
let worker: Awaited<ReturnType<typeof workerOfYears>>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const executable = { type: 'existing-path', path: testServerPath() } as const;
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  db = connect(await freshDatabase());
  years = { env, db, taskQueue: 'years' };
  worker = await workerOfYears(years);
});

afterAll(async () => {
  await worker.stop();
  await years.env.teardown();
  await db.end();
});

describe('a hazard on a server whose clock jumps', () => {
  it('that nobody touches for more than a year climbs exactly as its rules say, and still has a holder and a next wake', async () => {
    const life = await hazardLife(years);
    await years.env.sleep('400 days');
    const until = await life.now();
    await life.handle.query(LOOP_QUERY);
    let { loop } = hear(RULES, UNOPENED, life.opening, life.opening.at);
    const expected = [{ type: 'HazardReported', at: life.opening.at }];
    for (let wake = nextWakeOf(RULES, loop); wake !== null && wake <= until; wake = nextWakeOf(RULES, loop)) {
      const woken = wakeUpTo(RULES, loop, wake);
      expected.push(...woken.entries.flatMap((entry) => entry.events.map(({ type, at }) => ({ type, at }))));
      loop = woken.loop;
    }
    const recorded = async () => (await eventsOf(db, life.id)).map(({ type, at }) => ({ type, at }));
    await expect.poll(async () => (await recorded()).length, { timeout: 20_000 }).toBe(expected.length);
    expect((await recorded()).slice(1)).toEqual(expected.slice(1));
    expect(expected.length).toBeGreaterThan(10);
    const row = await matter(db, life.id, 'all');
    expect(row).toMatchObject({ open: true, status: 'reported' });
    expect(row?.holder).not.toBeNull();
    expect(row === null || row.nextWake === null ? '' : row.nextWake > until).toBe(true);
  }, 60_000);

  it('in the straight case ends archived by its last wake, with at most eighty events of history', async () => {
    const life = await hazardLife(years);
    await life.say('yj-jb', 'Verify', BODY.verify);
    await life.say('yj-jb', 'Grade', BODY.general);
    const date = dayOf(await life.now());
    const { order, service } = BODY.assign;
    await life.say('yj-jb', 'Assign', { ...BODY.assign, order: { ...order, date }, service: { ...service, date } });
    await life.say('ent-jb', 'Accept', {});
    await life.say('ent-jb', 'SubmitRectification', BODY.submit);
    await life.say('yj-jb', 'Recheck', BODY.pass);
    await life.say('yj-fg', 'DecideCloseout', BODY.approve);
    expect(await matter(db, life.id, 'all')).toMatchObject({ status: 'closed', open: false });
    await years.env.sleep('40 days');
    await life.handle.result();
    expect(await matter(db, life.id, 'all')).toMatchObject({ status: 'archived', nextWake: null });
    expect((await life.handle.describe()).historyLength).toBeLessThanOrEqual(80);
  }, 60_000);
});
