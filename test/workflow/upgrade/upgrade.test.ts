import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweep } from '../../../activities/sweep.ts';
import { checkHistory } from '../../../audit/compare/history-check.ts';
import { heardPart } from '../../../audit/history/heard.ts';
import type { HistoryJson } from '../../../audit/history/history-json.ts';
import { recordedIn } from '../../../audit/history/recorded.ts';
import { replayOne } from '../../../audit/replay.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import { exportHistory } from '../../../delivery/history.ts';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { log } from '../delivery-system.ts';
import { twoReleases, type TwoReleases } from './two-releases.ts';

let system: TwoReleases;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  system = await twoReleases();
});

afterAll(() => system.close());

/** From the report to the closing desk, at the highest level: someone was referred on the way. */
async function toClosing(id: MatterId): Promise<void> {
  const date = dayOf(instantOf(Date.now()));
  const { order, service } = BODY.assign;
  const assign = { ...BODY.assign, order: { ...order, date }, service: { ...service, date } };
  await done(id, 'yj-jb', 'Verify', BODY.verify);
  await done(id, 'yj-jb', 'Grade', BODY.general);
  await done(id, 'yj-jb', 'Assign', assign);
  await done(id, 'ent-jb', 'Accept', {});
  await done(id, 'ducha', 'RaiseGround', { ground: 'concealment', note: '瞒报', evidence: ['sha256:g'] });
  await done(id, 'xianzhang', 'DecideRung', { rung: 'refer', clock: 'T', decision: 'issue' });
  await done(id, 'ent-jb', 'SubmitRectification', BODY.submit);
  await done(id, 'yj-jb', 'Recheck', BODY.pass);
}

async function done(...asked: Parameters<TwoReleases['say']>): Promise<void> {
  const said = await system.say(...asked);
  if (said.outcome !== 'done') throw new Error(`${asked[2]}: ${JSON.stringify(said)}`);
}

const typesOf = async (id: MatterId): Promise<string[]> => (await eventsOf(system.db, id)).map(({ type }) => type);

async function taskEvents(id: MatterId, type: string): Promise<number> {
  const { history } = await exportHistory(system.temporal, id);
  return (history as HistoryJson).events.filter((event) => event.eventType === `EVENT_TYPE_${type}`).length;
}

async function expectToReplay(id: MatterId, code: string): Promise<void> {
  const heard = heardPart((await exportHistory(system.temporal, id)).history as HistoryJson);
  const replayed = await replayOne(code, id, heard);
  expect(replayed.broken).toBeNull();
  expect(checkHistory(recordedIn(heard), replayed)).toEqual([]);
}

it('a release with new rules is put beside the old one: each matter goes on under its own rules, and nothing is decided anew', async () => {
  const before = await system.start('before');
  const { id: old } = await system.open(1);
  await toClosing(old);
  const recorded = await eventsOf(system.db, old);

  // The new API opens under the new rules while only the old worker runs: it must leave the matter alone.
  const opening = await system.open(2, 3_000);
  expect(opening.delivered.outcome).toBe('waiting');
  await expect.poll(() => taskEvents(opening.id, 'WORKFLOW_TASK_FAILED'), { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await typesOf(opening.id)).toEqual([]);

  const now = await system.start('now');
  await expect
    .poll(async () => (await sweep(system, log), await typesOf(opening.id)), { timeout: 60_000, interval: 500 })
    .toEqual(['HazardReported']);
  await before.stop();
  await toClosing(opening.id);
  await done(old, 'yj-fg', 'DecideCloseout', BODY.approve);
  await done(opening.id, 'yj-fg', 'DecideCloseout', BODY.approve);

  const after = await eventsOf(system.db, old);
  expect(after.slice(0, recorded.length)).toEqual(recorded);
  expect(after.slice(recorded.length).map(({ type }) => type)).toEqual(['CloseoutApproved']);
  expect((await typesOf(opening.id)).slice(-2)).toEqual(['CloseoutApproved', 'LevelLowered']);
  await expectToReplay(old, system.code.now);
  await expectToReplay(old, system.code.before);
  await expectToReplay(opening.id, system.code.now);
  await now.stop();
}, 120_000);
