import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { moveOn } from '../../../activities/holders.ts';
import { matterIdOf } from '../../../activities/links/ids.ts';
import { open } from '../../../activities/links/open.ts';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, listOf, textOf, type ApiSystem } from './system.ts';

const TODAY = dayOf(instantOf(Date.now()));
const log = pino({ level: 'silent' });

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
});
afterAll(() => system.close());

/** A case whose keeper is 安委办's second 经办人, because the first is involved. */
async function openCase(): Promise<string> {
  const hazardUrl = await hazardAfter(system, []);
  const hazard = hazardUrl.split('/').at(-1) as MatterId;
  const input = {
    hazard,
    number: textOf(await (await system.as('anweiban-zr')).get(hazardUrl), 'number'),
    round: 1,
    ground: 'untimely',
    clock: 'T',
    upToSeq: 1,
    subjects: [{ kind: 'enterprise', id: 'u-qiye01', unit: 'u-qiye01' }],
    involved: { people: ['per-anweiban-1'], posts: ['p-anweiban-1'] },
    region: null,
    units: ['u-yingji'],
  };
  const job = { id: 0, matterId: hazard, kind: 'hazard', key: 'case', type: 'Open', payload: null, attempts: 1 };
  await open(system, job, { type: 'Open', key: 'case', kind: 'accountability', input });
  return `/v1/accountability-cases/${matterIdOf(job, 'accountability')}`;
}

describe('an accountability case whose keeper goes on leave', () => {
  it('passes the recused deputy and the post that has no seat over, and moves once though many look at once', async () => {
    const url = await openCase();
    const chief = await system.as('anweiban-zr');
    const before = (await chief.get(url)).body;
    expect(before).toMatchObject({ holder: { post: 'p-anweiban-1b' } });
    const leave = { person: 'per-anweiban-1b', from: TODAY, to: TODAY, deputyPost: 'p-anweiban-1', reason: '病假' };
    expect((await chief.send('/v1/registers/leaves', leave)).status).toBe(201);
    await Promise.all([moveOn(system, log), moveOn(system, log), moveOn(system, log)]);
    await expect
      .poll(async () => (await chief.get(url)).body['holder'], { timeout: 20_000 })
      .toMatchObject({ post: 'p-anweiban-3', unit: 'u-anweiban' });
    expect((await chief.get(url)).body['deadlines']).toEqual(before['deadlines']);
    const moves = listOf(await chief.get(`${url}/events`)).filter(({ type }) => type === 'HandedOver');
    expect(moves).toMatchObject([{ data: { from: 'p-anweiban-1b', cause: 'leave', reason: '原办理岗位人员请假' } }]);
    const asked = await system.db.sql`
      select command->'body'->>'post' as post, outcome, refusal->>'code' as code from commands
      where type = 'HandOver' order by ord`;
    expect([...asked]).toEqual([
      { post: 'p-anweiban-1', outcome: 'refused', code: 'SeatRecused' },
      { post: 'p-anweiban-2', outcome: 'refused', code: 'NotASeatOfTheCase' },
      { post: 'p-anweiban-3', outcome: 'done', code: null },
    ]);
    // It stays there when the leave is over: what was moved comes back by a person's word only.
    const [{ id }] = await system.db.sql<[{ id: string }]>`select id from leaves`;
    await chief.send(`/v1/registers/leaves/${id}/cancel`, { reason: '提前返岗' });
    expect(await moveOn(system, log)).toBe(0);
    expect((await chief.get(url)).body).toMatchObject({ holder: { post: 'p-anweiban-3' } });
  });
});

describe('a hazard that has gone on since its row was read', () => {
  it('is asked once, hears nothing of the past, and moves in the next round', async () => {
    const url = await hazardAfter(system, []);
    const id = url.split('/').at(-1) ?? '';
    const asked = async () =>
      await system.db.sql<{ outcome: string; code: string | null }[]>`
        select outcome, refusal->>'code' as code from commands where type = 'HandOver' and matter_id = ${id} order by ord`;
    const { sql } = system.db;
    await sql`update matters set version = version + 5 where id = ${id}`;
    const [{ person }] = await sql<[{ person: string }]>`
      select t.person from matters m join tenures t on t.post = m.holder_post where m.id = ${id}`;
    const leave = { person, from: TODAY, to: TODAY, reason: '病假' };
    await (await system.as('anweiban-zr')).send('/v1/registers/leaves', leave);
    await moveOn(system, log);
    expect(await asked()).toEqual([{ outcome: 'refused', code: 'StaleVersion' }]);
    await sql`update matters set version = version - 5 where id = ${id}`;
    await moveOn(system, log);
    await expect.poll(asked, { timeout: 20_000 }).toEqual([expect.anything(), { outcome: 'done', code: null }]);
  });
});
