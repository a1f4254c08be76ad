import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { eventsOf, signIn, type Caller } from './caller.ts';
import { install, type Installation } from './installation.ts';

const TODAY = dayOf(instantOf(Date.now()));
const soon = { timeout: 30_000, interval: 100 };
const afterOutage = { timeout: 60_000, interval: 250 };

let system: Installation;
let office: Caller;
let desk: Caller;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  system = await install();
  office = await signIn(system, 'anweiban');
  desk = await signIn(system, 'yingji-jb');
}, 120_000);

afterAll(async () => {
  await system.close();
}, 60_000);

/** A hazard that 应急管理局's 经办人 has to verify. */
async function report(): Promise<MatterId> {
  const answer = await office.open({
    source: 'inspection',
    region: 'u-chengguan',
    lead: 'u-yingji',
    subject: 'u-qiye01',
    description: '可燃气体报警器失效',
    place: '二号仓库',
    foundOn: TODAY,
    items: [{ text: '报警器失效' }],
    evidence: [],
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body['id'] as MatterId;
}

async function leave(person: string, deputyPost?: string): Promise<void> {
  const body = { person, from: TODAY, to: TODAY, reason: '病假', ...(deputyPost === undefined ? {} : { deputyPost }) };
  expect(await office.send('/v1/registers/leaves', body)).toMatchObject({ status: 201 });
}

const holderOf = async (id: MatterId) =>
  ((await office.get(`/v1/hazards/${id}`)).body['holder'] as { post: string } | null)?.post;
const deadlinesOf = async (id: MatterId) => (await office.get(`/v1/hazards/${id}`)).body['deadlines'];
const movesOf = async (id: MatterId) =>
  (await eventsOf(office, id)).flatMap(({ type, data }) =>
    type === 'HandedOver' ? [(data['holder'] as { post: string; why: string }).post] : [],
  );
const handOvers = async (outcome: string) =>
  (await system.db.sql`select 1 from commands where type = 'HandOver' and outcome = ${outcome}`).length;

describe('a holder who goes on leave', () => {
  let first: MatterId;
  let second: MatterId;

  it('gives the matter to the deputy by an event, at once, with its deadline as it was', async () => {
    first = await report();
    expect(await holderOf(first)).toBe('p-yingji-1');
    const before = await deadlinesOf(first);
    await leave('per-yingji-1', 'p-yingji-1b');
    await expect.poll(() => holderOf(first), soon).toBe('p-yingji-1b');
    expect(await deadlinesOf(first)).toEqual(before);
    expect((await eventsOf(office, first)).at(-1)).toMatchObject({
      type: 'HandedOver',
      data: { holder: { why: 'leave' }, step: null, reason: '原办理岗位人员请假' },
    });
  });

  it('is followed by a notice to the deputy, who goes on with it', async () => {
    const deputy = await signIn(system, 'yingji-jb2');
    const notices = async () => (await deputy.get('/v1/inbox')).body['items'] as { notice: string; matterId: string }[];
    await expect
      .poll(notices, soon)
      .toEqual(expect.arrayContaining([expect.objectContaining({ notice: 'HolderAway', matterId: first })]));
    expect(await deputy.act(first, 'Verify', { note: '属实', evidence: [] })).toMatchObject({ status: 200 });
    // The next step begins with the post that is away, and moves on as well.
    await expect.poll(() => movesOf(first), soon).toEqual(['p-yingji-1b', 'p-yingji-1b']);
    expect(await holderOf(first)).toBe('p-yingji-1b');
    expect((await desk.get('/v1/chain')).body).toMatchObject({ breaks: [] });
  });

  it('moves nothing twice: the round that moves the next matter leaves the first where it is', async () => {
    const moves = await movesOf(first);
    second = await report();
    await expect.poll(() => holderOf(second), soon).toBe('p-yingji-1b');
    expect(await movesOf(first)).toEqual(moves);
    expect(await movesOf(second)).toEqual(['p-yingji-1b']);
  });

  it('is moved on once, though the worker was killed between asking and hearing', async () => {
    const third = await report();
    await expect.poll(() => holderOf(third), soon).toBe('p-yingji-1b');
    const done = await handOvers('done');
    system.kill('temporal');
    await leave('per-yingji-1b');
    await expect.poll(() => handOvers('waiting'), soon).toBe(3);
    const breaks = (await office.get('/v1/chain')).body['breaks'] as { id: string; why: string }[];
    expect(breaks).toEqual(expect.arrayContaining([{ id: third, why: 'holderVacant' }]));
    system.kill('worker');
    await system.start('temporal');
    await system.start('worker');
    for (const id of [second, third]) await expect.poll(() => holderOf(id), afterOutage).toBe('p-yingji-2');
    await expect.poll(() => handOvers('waiting'), afterOutage).toBe(0);
    for (const id of [second, third]) expect(await movesOf(id)).toEqual(['p-yingji-1b', 'p-yingji-2']);
    expect(await handOvers('done')).toBe(done + 3);
    expect(await handOvers('refused')).toBe(0);
    // Each is heard in the version only that it was made for.
    const versions = await system.db.sql`select command->>'expectedVersion' as v from commands where type = 'HandOver'`;
    expect(versions.map(({ v }) => Number(v) > 0)).not.toContain(false);
  }, 150_000);
});
