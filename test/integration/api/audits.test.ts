import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

let system: ApiSystem;
let idle: ApiSystem;
let ids: readonly string[];

beforeAll(async () => {
  [system, idle] = await Promise.all([apiSystem(), apiSystem()]);
  await system.startWorker();
  await handInPicture(system);
  const urls = [await hazardAfter(system, ['Verify']), await hazardAfter(system, [])];
  ids = urls.map((url) => url.slice('/v1/hazards/'.length));
}, 120_000);
afterAll(() => Promise.all([system.close(), idle.close()]));

async function ordered(body: unknown, key?: string, on = system, username = 'shenji'): Promise<Answered> {
  const caller = await on.as(username);
  return caller.send('/v1/audits', body, key === undefined ? {} : { 'idempotency-key': key });
}

/** The audit once it is over. */
async function over(answer: Answered): Promise<Answered['body']> {
  const caller = await system.as('shenji');
  return await vi.waitFor(
    async () => {
      const { body } = await caller.get(`/v1/audits/${textOf(answer, 'id')}`);
      expect(body['status']).not.toBe('running');
      return body;
    },
    { timeout: 60_000, interval: 100 },
  );
}

describe('an audit of many matters', () => {
  it('of all is accepted at once, and its end stands at its address and in the trail', async () => {
    const answer = await ordered({});
    expect(answer.status).toBe(202);
    expect(answer.headers['location']).toBe(`/v1/audits/${textOf(answer, 'id')}`);
    expect(await over(answer)).toMatchObject({
      status: 'done',
      by: expect.any(String),
      asked: null,
      progress: { done: 2, total: 2 },
      checked: 2,
      differs: 0,
      differing: [],
      error: null,
    });
    const told = await system.db.sql`
      select actor, data from trail where type = 'Audited' and subject = ${`audits/${textOf(answer, 'id')}`}`;
    expect(told).toEqual([{ actor: { person: expect.any(String) }, data: { checked: 2, differs: 0 } }]);
  });

  it('names each that differs with its number and the first difference', async () => {
    const [id = ''] = ids;
    const [{ number } = { number: '' }] = await system.db.sql<{ number: string }[]>`
      select number from matters where id = ${id}`;
    await system.db.sql`update matters set level = 5 where id = ${id}`;
    const first = { witness: 'projection', seq: 2, what: expect.stringContaining('level') };
    expect(await over(await ordered({ matters: ids }))).toMatchObject({
      asked: 2,
      checked: 2,
      differs: 1,
      differing: [{ id, number, first }],
    });
    expect(await over(await ordered({ matters: [ids[1]] }))).toMatchObject({ checked: 1, differs: 0 });
    await system.db.sql`update matters set level = 0 where id = ${id}`;
  });

  it('is listed, newest first, without the matters that differ', async () => {
    const one = textOf(await ordered({ matters: [ids[0]] }), 'id');
    const id = textOf(await ordered({}), 'id');
    const newest = listOf(await (await system.as('shenji')).get('/v1/audits?limit=2'));
    expect(newest).toMatchObject([
      { id, asked: null, differing: null },
      { id: one, asked: 1, differing: null },
    ]);
  });

  it('takes matters by their numbers too, each matter once', async () => {
    const [{ number } = { number: '' }] = await system.db.sql<{ number: string }[]>`
      select number from matters where id = ${ids[0] ?? ''}`;
    const answer = await over(await ordered({ matters: [number, ids[0], ids[1]] }));
    expect(answer).toMatchObject({ asked: 2, checked: 2, differs: 0 });
  });

  it('sent again under the same key is the same; with other matters the key is used for other', async () => {
    const first = await ordered({ matters: ids }, 'same');
    expect((await ordered({ matters: ids }, 'same')).body).toEqual(first.body);
    const other = await ordered({ matters: null }, 'same');
    expect([other.status, other.body['code']]).toEqual([422, 'KeyUsedForOther']);
  });

  it('is refused of matters that nobody knows, each by its place, and of a body that is none', async () => {
    const unknown = await ordered({ matters: [ids[0], 'haz-none'] });
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'UnknownMatter']);
    expect(listOf(unknown, 'errors')).toMatchObject([{ pointer: '/matters/1' }]);
    for (const body of [{ matters: [] }, { matters: 'all' }, { matters: [ids[0], ids[0]] }, { all: true }])
      expect((await ordered(body)).body['code']).toBe('InvalidBody');
    expect((await ordered({}, '')).body['code']).toBe('IdempotencyKeyRequired');
    expect((await (await system.as('shenji')).get('/v1/audits/aud-none')).status).toBe(404);
  });

  it('waits for three others at most, but one known already is answered', async () => {
    const first = await ordered({}, 'first', idle);
    for (const key of ['second', 'third']) expect((await ordered({}, key, idle)).status).toBe(202);
    const fourth = await ordered({}, 'fourth', idle);
    expect([fourth.status, fourth.body['code']]).toEqual([429, 'TooManyRequests']);
    expect((await ordered({}, 'first', idle)).body).toEqual(first.body);
    expect((await (await idle.as('shenji')).get(`/v1/audits/${textOf(first, 'id')}`)).body).toMatchObject({
      status: 'running',
      checked: null,
    });
  });

  it.each(['anweiban', 'chengguan-jb'])('is not for %s, in any way', async (username) => {
    const caller = await system.as(username);
    for (const answer of [
      await ordered({}, undefined, system, username),
      await caller.get('/v1/audits'),
      await caller.get('/v1/audits/aud-none'),
    ])
      expect([answer.status, answer.body['code']]).toEqual([403, 'Forbidden']);
  });
});
