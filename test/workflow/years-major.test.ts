import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { matter } from '../../db/queries/matter.ts';
import type { HazardState, HazardTerms } from '../../workflows/hazard/state.ts';
import type { Loop } from '../../workflows/kernel/hear.ts';
import { dayOf, instantOf, msOf, plusDays, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import { LOOP_QUERY } from '../../workflows/messages.ts';
import { BODY, people } from '../support/hazard-bodies.ts';
import { termsOf } from '../support/hazard-story.ts';
import { freshDatabase, testServerPath } from '../support/system.ts';
import { hazardLife, workerOfYears, type HazardLife, type Years } from './hazard-life.ts';

let years: Years;
let db: Db;
let worker: Awaited<ReturnType<typeof workerOfYears>>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const executable = { type: 'existing-path', path: testServerPath() } as const;
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  db = connect(await freshDatabase());
  years = { env, db, taskQueue: 'years-major' };
  worker = await workerOfYears(years);
});

afterAll(async () => {
  await worker.stop();
  await years.env.teardown();
  await db.end();
});

const OFFICERS = people('yj-jb', 'yj-jb2', 'expert');
const EVIDENCE = ['sha256:x'];

async function stateOf(life: HazardLife): Promise<HazardState> {
  const loop = await life.handle.query<Loop>(LOOP_QUERY);
  return loop.state as HazardState;
}

/** The running T. */
async function dueOf(life: HazardLife): Promise<Instant> {
  const due = (await stateOf(life)).dueDates.at(-1)?.due;
  if (due == null) throw new Error('no T runs');
  return due;
}

async function sleepUntil(life: HazardLife, at: Instant, plusHours = 0): Promise<void> {
  await years.env.sleep(Math.max(1, msOf(at) - msOf(await life.now()) + plusHours * 3_600_000));
}

/** The second T ends on day 119; ten days off follow, in which no rung in working days falls due. */
const HOLIDAYS = Array.from({ length: 10 }, (_, i) => 120 + i);

function withHolidays(begun: Day): HazardTerms {
  const terms = termsOf('standard');
  const holidays = HOLIDAYS.map((n) => plusDays(begun, n));
  return { ...terms, calendar: { coveredFrom: begun, coveredTo: plusDays(begun, 400), holidays, workdays: [] } };
}

/** From the report to the work, with a plan of sixty days. */
async function toWork(life: HazardLife): Promise<void> {
  const date = dayOf(await life.now());
  const { order, service } = BODY.assign;
  await life.say('yj-jb', 'Verify', BODY.verify);
  await life.say('yj-jb', 'Grade', BODY.major);
  await life.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '符合' });
  const listed = { rung: 'list', clock: 'T', decision: 'issue', document: '云岭安委挂〔2026〕1号' } as const;
  await life.say('xianzhang', 'DecideRung', listed);
  await life.say('yj-jb', 'Assign', { ...BODY.assign, order: { ...order, date }, service: { ...service, date } });
  await life.say('ent-jb', 'Accept', {});
  await life.say('ent-jb', 'SubmitPlan', BODY.plan);
  await life.say('yj-fg', 'DecidePlan', BODY.approve);
  await life.say('ent-jb', 'ReplyToSupervision', {
    rung: 'list',
    clock: 'T',
    text: '已按方案整改',
    evidence: EVIDENCE,
  });
}

async function extend(life: HazardLife, amount: number, decider: string): Promise<void> {
  await sleepUntil(life, await dueOf(life), -48);
  const before = await dueOf(life);
  const asked = { amount, reason: 'forceMajeure', explanation: '连续暴雨', evidence: EVIDENCE } as const;
  await life.say('ent-jb', 'RequestExtension', asked);
  expect(await dueOf(life)).toBe(before);
  await life.say(decider, 'DecideExtension', { decision: 'grant', reason: '情况属实' });
  expect(msOf(await dueOf(life)) - msOf(before)).toBe(amount * 86_400_000);
}

it('a major hazard lives through a stay, two extensions, a failed recheck and the whole ladder over a holiday', async () => {
  const begun = dayOf(instantOf(await years.env.currentTimeMs()));
  const life = await hazardLife(years, withHolidays(begun));
  await toWork(life);
  expect(await stateOf(life)).toMatchObject({ status: 'rectifying', listing: 'listed' });

  const planned = await dueOf(life);
  await years.env.sleep('10 days');
  await life.say('awb-jb', 'StayClock', { reason: '征地诉讼未决', evidence: EVIDENCE });
  const from = await life.now();
  await years.env.sleep('29 days');
  await life.say('awb-jb', 'StayClock', { reason: '仍未决', evidence: EVIDENCE });
  await years.env.sleep('5 days');
  await life.say('awb-jb', 'LiftStay', { reason: '判决生效' });
  const stayed = (msOf(await life.now()) - msOf(from)) / 86_400_000;
  expect(Math.round((msOf(await dueOf(life)) - msOf(planned)) / 86_400_000)).toBe(Math.round(stayed));
  expect((await stateOf(life)).fired.filter((fired) => fired.clock === 'T' && fired.rung !== 'list')).toEqual([]);

  await extend(life, 20, 'yj-jb2');
  await extend(life, 20, 'yj-fg');
  await life.say('ent-jb', 'SubmitRectification', BODY.submit);
  await life.say('yj-jb', 'Recheck', { ...BODY.fail, officers: OFFICERS });
  expect(await stateOf(life)).toMatchObject({ status: 'rectifying', round: 2 });

  await years.env.sleep('40 days');
  const { fired, dueDates } = await stateOf(life);
  const missed = fired.filter(
    (one) => one.clock === 'T' && one.version === dueDates.at(-1)?.version && one.rung !== 'list',
  );
  expect(new Set(missed.map(({ rung }) => rung))).toEqual(
    new Set(['warn', 'urge', 'supervise', 'talk', 'circulate', 'refer']),
  );
  expect(missed.map(({ dueAt }) => dueAt)).toEqual(missed.map(({ dueAt }) => dueAt).sort());
  expect(new Set(fired.map(({ key }) => key)).size).toBe(fired.length);

  const offUntil = plusDays(begun, HOLIDAYS.at(-1) ?? 0);
  expect(
    missed.filter(
      ({ rung, dueAt }) => rung !== 'refer' && rung !== 'urge' && rung !== 'warn' && dayOf(dueAt) <= offUntil,
    ),
  ).toEqual([]);

  const issuers = { supervise: 'fenguan', talk: 'xianzhang', circulate: 'xianzhang', refer: 'xianzhang' } as const;
  for (const rung of ['supervise', 'talk', 'circulate', 'refer'] as const)
    await life.say(issuers[rung], 'DecideRung', { rung, clock: 'T', decision: 'issue' });
  expect((await stateOf(life)).level).toBe(7);

  await life.say('ent-jb', 'SubmitRectification', BODY.submit);
  await life.say('awb-jb', 'Recheck', { ...BODY.pass, officers: people('awb-jb', 'zj-jb', 'zj-jb2', 'expert') });
  await life.say('awb-zr', 'DecideCloseout', BODY.approve);
  expect(await stateOf(life)).toMatchObject({ status: 'closed', level: 0, listing: 'delisted' });
  const types = (await eventsOf(db, life.id)).map(({ type }) => type);
  expect(types.slice(-3)).toEqual(['CloseoutApproved', 'Delisted', 'LevelLowered']);
  expect(await matter(db, life.id, 'all')).toMatchObject({ open: false, status: 'closed' });
}, 120_000);
