import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRehearsal } from '../../../activities/run-rehearsal.ts';
import { connect, type Db } from '../../../db/client.ts';
import { orderRehearsal, rehearsal, type RehearsalOrder, type RehearsalStanding } from '../../../db/rehearsals.ts';
import type { Draft } from '../../../db/reports/rehearsal/draft.ts';
import { rehearse } from '../../../db/reports/rehearsal/rehearse.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { day, REPORT, termsOf, time } from '../../support/hazard-story.ts';
import { keepLife } from '../../support/keep-life.ts';
import { recordedLife } from '../../support/recorded-life.ts';
import { draftOf, draftWith, forgotten } from '../../support/rehearsed-lives.ts';
import { freshDatabase } from '../../support/system.ts';

const PROCESS = fileURLToPath(new URL('./rehearsing-process.ts', import.meta.url));
const MARCH = { from: time('2026-03-01 00:00'), to: time('2026-04-01 00:00') };
const EARLIER = draftWith('t-supervise', 1);

let url: string;
let db: Db;
beforeAll(async () => {
  url = await freshDatabase();
  db = connect(url, { name: 'rehearsal test' });
  await keepMarch();
});
afterAll(() => db.end());

/** Two hazards that are forgotten, one of them with its L3 issued, one that is closed in time, one of before March, one of the trial. */
async function keepMarch(): Promise<void> {
  const issued = forgotten(2);
  issued.say('awb-zr', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-24 12:00');
  const closed = forgotten(3);
  closed.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
  closed.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00');
  closed.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00');
  const trial = recordedLife({ nth: 5, terms: termsOf('trial') });
  trial.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  for (const life of [forgotten(1), issued, closed]) {
    life.pass('2026-05-01 00:00');
    await keepLife(db, life);
  }
  await keepLife(db, trial);
}

function order(id: string, draft: Draft = EARLIER, days = { from: '2026-03-01', to: '2026-03-31' }): RehearsalOrder {
  const policy = { ...draft, name: 'hazard/standard/99', changes: null };
  const period = { from: day(days.from), to: day(days.to) };
  return { id, by: 'per-anweiban-1', at: time('2026-05-01 00:00'), policy, ...period };
}

async function run(id: string, attempts = 1, stopping?: AbortSignal): Promise<RehearsalStanding> {
  await runRehearsal(db, { matterId: id as MatterId, attempts }, stopping);
  return standing(id);
}

async function standing(id: string): Promise<RehearsalStanding> {
  const found = await rehearsal(db, id);
  if (found === null) throw new Error(`no rehearsal ${id}`);
  return found;
}

describe('a rehearsal', () => {
  it('plays under their own terms what the ledger says, of the draft’s policy only', async () => {
    const tally = await rehearse(db, { draft: draftOf(), window: MARCH });
    expect(tally).toMatchObject({ matters: 3, replayed: 3, differing: [], failed: [] });
  });

  it('of a draft without changes shows no difference', async () => {
    const tally = await rehearse(db, { draft: draftOf(), window: MARCH });
    expect(tally).toMatchObject({ concerned: 0, unfitting: {}, examples: [] });
    expect(tally.notices.after).toBe(tally.notices.before);
    expect(tally.notices.before).toBeGreaterThan(10);
  });

  it('of an L3 two working days earlier shows exactly that', async () => {
    await orderRehearsal(db, order('reh-earlier'));
    const { status, done, total, result, finishedAt } = await run('reh-earlier');
    expect({ status, done, total, isFinished: finishedAt !== null }).toEqual({
      status: 'done',
      done: 4,
      total: 4,
      isFinished: true,
    });
    expect(result).toMatchObject({
      policy: 'hazard/standard/99',
      from: '2026-03-01',
      to: '2026-03-31',
      matters: 3,
      concerned: 2,
      method: { replayed: 3, differing: 0, failed: 0, examples: [] },
      unfitting: [],
      overdueDays: { before: 26, after: 26 },
    });
    // From Tuesday 24 to Friday 20 March: four days of the calendar, in each of the two.
    expect(result?.daysSaved).toMatchObject({ total: 8 });
    expect(result?.daysSaved.byRung).toContainEqual({ rung: 'supervise', label: '督办', both: 2, days: 8 });
    expect(result?.daysSaved.byRung.filter(({ days }) => days !== 0)).toHaveLength(1);
    expect(result?.rungs).toContainEqual({ rung: 'supervise', label: '督办', before: 2, after: 2 });
    expect(result?.examples.map(({ number }) => number)).toEqual(['YH-2026-000001', 'YH-2026-000002']);
    const [example] = result?.examples ?? [];
    expect(example).toMatchObject({ id: 'haz-000001', title: '配电箱无漏电保护' });
    expect(example?.after).toContainEqual({ rung: 'supervise', label: '督办', at: time('2026-03-20 08:30') });
  });

  it('knows only matters that were open in the period', async () => {
    const april = { from: time('2026-04-10 00:00'), to: time('2026-04-20 00:00') };
    expect(await rehearse(db, { draft: draftOf(), window: april })).toMatchObject({ matters: 2 });
    const february = { from: time('2026-02-01 00:00'), to: time('2026-03-01 00:00') };
    expect(await rehearse(db, { draft: draftOf(), window: february })).toMatchObject({ matters: 0 });
  });

  it('writes nothing but its own row', async () => {
    const count = async () =>
      (await db.sql`select count(*) as ledger, (select count(*) from jobs) as jobs from ledger`)[0];
    const before = await count();
    await rehearse(db, { draft: EARLIER, window: MARCH });
    expect(await count()).toEqual(before);
  });
});

describe('a replay that is not as recorded', () => {
  it('is told, by its matter, and compared all the same', async () => {
    const [other, cut] = await Promise.all([freshDatabase(), freshDatabase()]);
    await withDatabase(other, async (its) => {
      await keepLife(its, passed());
      await its.sql`update commands set command = jsonb_set(command, '{body,description}', '"改写过"') where opens`;
      const tally = await rehearse(its, { draft: EARLIER, window: MARCH });
      expect(tally).toMatchObject({ matters: 1, replayed: 1, differing: ['haz-000001'], failed: [], concerned: 1 });
    });
    await withDatabase(cut, async (its) => {
      await keepLife(its, passed());
      await its.sql`delete from commands where opens`;
      expect(await rehearse(its, { draft: EARLIER, window: MARCH })).toMatchObject({
        matters: 1,
        replayed: 0,
        concerned: 0,
      });
    });
  });

  it('under figures that nobody can count with fails alone', async () => {
    const broken = draftOf((row) => ({ ...row, anyOf: null as never }));
    const tally = await rehearse(db, { draft: broken, window: MARCH });
    expect(tally).toMatchObject({
      matters: 3,
      replayed: 0,
      differing: [],
      failed: ['haz-000001', 'haz-000002', 'haz-000003'],
    });
  });
});

function passed() {
  const life = forgotten(1);
  life.pass('2026-05-01 00:00');
  return life;
}

async function withDatabase(its: string, work: (db: Db) => Promise<void>): Promise<void> {
  const other = connect(its, { max: 2, name: 'rehearsal test' });
  try {
    await work(other);
  } finally {
    await other.end();
  }
}

describe('the job of a rehearsal', () => {
  it('is ordered once for one id', async () => {
    await orderRehearsal(db, order('reh-once'));
    await orderRehearsal(db, order('reh-once'));
    const jobs = await db.sql`select type, kind from jobs where matter_id = 'reh-once'`;
    expect(jobs).toEqual([{ type: 'Rehearse', kind: 'rehearsal' }]);
  });

  it('stops between pages when the worker does, and is done by the next', async () => {
    await orderRehearsal(db, order('reh-stopped'));
    await expect(run('reh-stopped', 9, AbortSignal.abort())).rejects.toThrow();
    expect(await standing('reh-stopped')).toMatchObject({ status: 'running', result: null });
    expect(await run('reh-stopped')).toMatchObject({ status: 'done', done: 4, total: 4 });
  });

  it('that was killed midway ends once, as if nothing had been', async () => {
    await orderRehearsal(db, order('reh-killed'));
    await killedMidway('reh-killed');
    expect(await standing('reh-killed')).toMatchObject({ status: 'running', result: null });
    const first = await run('reh-killed');
    expect(first).toMatchObject({ status: 'done', result: (await standing('reh-earlier')).result });
    expect(await run('reh-killed')).toEqual(first);
  });

  it('that fails again and again ends as failed, and says so in words', async () => {
    await orderRehearsal(db, order('reh-broken', { ...EARLIER, kind: 'nothing' }));
    await db.sql`update matters set kind = 'nothing' where id = 'haz-000003'`;
    await expect(run('reh-broken', 4)).rejects.toThrow('no kind named nothing');
    expect(await standing('reh-broken')).toMatchObject({ status: 'running' });
    expect(await run('reh-broken', 5)).toMatchObject({
      status: 'failed',
      error: '预演多次未能完成，请联系系统管理员。',
      result: null,
    });
    await db.sql`update matters set kind = 'hazard' where id = 'haz-000003'`;
  });

  it('of no order, or of one that has ended, does nothing', async () => {
    await runRehearsal(db, { matterId: 'reh-none' as MatterId, attempts: 1 });
    expect(await rehearsal(db, 'reh-none')).toBeNull();
  });
});

/** Runs the rehearsal in a process of its own, which is killed when it is known to be at work. */
async function killedMidway(id: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS], {
    env: { ...process.env, REHEARSAL_DATABASE: url, REHEARSAL_ID: id },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => { resolve(signal); })); // prettier-ignore
  child.stdout.once('data', () => child.kill('SIGKILL'));
  expect(await ended).toBe('SIGKILL');
}
