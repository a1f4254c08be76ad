import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { append } from '../../db/ledger.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { matter } from '../../db/queries/matter.ts';
import type { Bodies, CommandType } from '../../workflows/hazard/command.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import { hear, nextWakeOf, UNOPENED, wakeUpTo } from '../../workflows/kernel/hear.ts';
import { dayOf, instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { COMMAND_UPDATE, LOOP_QUERY, type Answer } from '../../workflows/messages.ts';
import type { Batch } from '../../workflows/ports.ts';
import { SILENT_WITNESS } from '../../worker/witness.ts';
import { BODY } from '../support/hazard-bodies.ts';
import { KNOWN, REPORT, RULES, termsOf, who } from '../support/hazard-story.ts';
import { freshDatabase, testServerPath, workflowBundle } from '../support/system.ts';

const TASK_QUEUE = 'years';
let env: TestWorkflowEnvironment;
let db: Db;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const executable = { type: 'existing-path', path: testServerPath() } as const;
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  db = connect(await freshDatabase());
  worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: workflowBundle(),
    activities: { record: (batch: Batch) => append(db, batch) },
    sinks: SILENT_WITNESS,
  });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await env.teardown();
  await db.end();
});

/** A hazard on a server whose clock jumps, told by the same words as the rules' own stories. */
async function hazardLife() {
  const id = `haz-${randomUUID()}` as MatterId;
  const number = `YH-${id.slice(4, 12)}`;
  const now = async (): Promise<Instant> => instantOf(await env.currentTimeMs());
  const command = async <T extends CommandType>(by: string, type: T, body: Bodies[T]): Promise<Command> => ({
    commandId: randomUUID(),
    type,
    at: await now(),
    actor: who(by),
    known: KNOWN,
    body,
  });
  const opening: Command = {
    ...(await command('yj-jb', 'Report', REPORT)),
    opening: { matterId: id, number, terms: termsOf('standard') },
  };
  const handle = await env.client.workflow.start('hazard', { workflowId: id, taskQueue: TASK_QUEUE, args: [opening] });
  return {
    id,
    opening,
    handle,
    now,
    /** Says a command and writes its answer, as a caller does. */
    say: async <T extends CommandType>(by: string, type: T, body: Bodies[T]) => {
      const asked = await command(by, type, body);
      const answer = await handle.executeUpdate<Answer, [Command]>(COMMAND_UPDATE, {
        args: [asked],
        updateId: asked.commandId,
      });
      await append(db, { matterId: id, kind: 'hazard', entries: answer.entries });
    },
    hearOpening: async () => {
      const args: [Command] = [opening];
      const answer = await handle.executeUpdate<Answer, [Command]>(COMMAND_UPDATE, {
        args,
        updateId: opening.commandId,
      });
      await append(db, { matterId: id, kind: 'hazard', entries: answer.entries });
    },
  };
}

describe('a hazard on a server whose clock jumps', () => {
  it('that nobody touches for more than a year climbs exactly as its rules say, and still has a holder and a next wake', async () => {
    const life = await hazardLife();
    await life.hearOpening();
    await env.sleep('400 days');
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
    const row = await matter(db, life.id);
    expect(row).toMatchObject({ open: true, status: 'reported' });
    expect(row?.holder).not.toBeNull();
    expect(row === null || row.nextWake === null ? '' : row.nextWake > until).toBe(true);
  }, 60_000);

  it('in the straight case ends archived by its last wake, with at most eighty events of history', async () => {
    const life = await hazardLife();
    await life.hearOpening();
    await life.say('yj-jb', 'Verify', BODY.verify);
    await life.say('yj-jb', 'Grade', BODY.general);
    const date = dayOf(await life.now());
    const { order, service } = BODY.assign;
    await life.say('yj-jb', 'Assign', { ...BODY.assign, order: { ...order, date }, service: { ...service, date } });
    await life.say('ent-jb', 'Accept', {});
    await life.say('ent-jb', 'SubmitRectification', BODY.submit);
    await life.say('yj-jb', 'Recheck', BODY.pass);
    await life.say('yj-fg', 'DecideCloseout', BODY.approve);
    expect(await matter(db, life.id)).toMatchObject({ status: 'closed', open: false });
    await env.sleep('40 days');
    await life.handle.result();
    expect(await matter(db, life.id)).toMatchObject({ status: 'archived', nextWake: null });
    expect((await life.handle.describe()).historyLength).toBeLessThanOrEqual(80);
  }, 60_000);
});
