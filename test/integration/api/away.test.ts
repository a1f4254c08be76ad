import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cuttable, type Cut } from './cut.ts';
import { exampleOf, handInPicture } from './hazard-bodies.ts';
import { apiSystem, asked, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

const FIVE_S = 5_000;

async function timed(call: Promise<Answered>): Promise<{ answered: Answered; ms: number }> {
  const from = performance.now();
  const answered = await call;
  return { answered, ms: performance.now() - from };
}

describe('while every worker is away', () => {
  let system: ApiSystem;
  beforeAll(async () => {
    system = await apiSystem();
    await handInPicture(system);
  });
  afterAll(() => system.close());

  it('a command is noted, answers 202 within 5 s, and is decided once by its receipt when one is back', async () => {
    const reporter = await system.as('chengguan-jb');
    const key = { 'idempotency-key': 'while-away' };
    const { answered, ms } = await timed(reporter.send('/v1/hazards', exampleOf('Report'), key));
    expect(answered).toMatchObject({ status: 202, body: { outcome: 'waiting' } });
    expect(ms).toBeLessThan(FIVE_S);
    const location = String(answered.headers['location']);
    expect((await reporter.get(location)).body).toMatchObject({ outcome: 'waiting' });
    expect(listOf(await reporter.get('/v1/hazards'))).toEqual([]);

    await system.startWorker();
    await vi.waitFor(
      async () => {
        expect((await reporter.get(location)).body).toMatchObject({ outcome: 'done' });
      },
      { timeout: 30_000, interval: 200 },
    );
    const [hazard] = listOf(await reporter.get('/v1/hazards'));
    const [noted] = await system.db.sql<{ at: string }[]>`select noted_at as at from commands`;
    expect(hazard).toMatchObject({ openedAt: noted?.at, version: expect.any(Number) as number });
    const again = await reporter.send('/v1/hazards', exampleOf('Report'), key);
    expect(again).toMatchObject({ status: 201, body: { id: hazard?.['id'] } });
  });
});

describe('while Temporal is away', () => {
  let system: ApiSystem;
  beforeAll(async () => {
    system = await apiSystem({ temporalAddress: '127.0.0.1:9' });
    await handInPicture(system);
  });
  afterAll(() => system.close());

  it('reads go on, commands wait, and it is said to be away', async () => {
    const reporter = await system.as('chengguan-jb');
    const { answered, ms } = await timed(reporter.send('/v1/hazards', exampleOf('Report')));
    expect(answered.status).toBe(202);
    expect(ms).toBeLessThan(FIVE_S);
    const asynchronous = await timed(reporter.send('/v1/hazards', exampleOf('Report'), { prefer: 'respond-async' }));
    expect(asynchronous.answered.status).toBe(202);
    expect(asynchronous.ms).toBeLessThan(FIVE_S);
    expect((await reporter.get('/v1/hazards')).status).toBe(200);
    const ready = await asked(system.app, { url: '/health/ready' });
    expect(ready).toMatchObject({ status: 200, body: { database: true, temporal: false, worker: false } });
  });
});

describe.each(['refuse', 'hang'] as const)('while PostgreSQL is away (%s)', (how) => {
  let system: ApiSystem;
  let way: Cut;
  beforeAll(async () => {
    system = await apiSystem({
      temporalAddress: '127.0.0.1:9',
      reach: async (url) => {
        way = await cuttable(url);
        return way.url;
      },
    });
  });
  afterAll(async () => {
    await system.close();
    await way.close();
  });

  it('every call but /health/live answers 503 with Retry-After within 5 s, and all is well when it is back', async () => {
    const office = await system.as('anweiban');
    way.cut(how);
    const calls = [
      office.get('/v1/hazards'),
      office.get('/v1/inbox'),
      office.send('/v1/hazards', {}),
      asked(system.app, { method: 'POST', url: '/v1/sessions', payload: { username: 'anweiban', password: 'x' } }),
      asked(system.app, { url: '/health/ready' }),
    ];
    for (const { answered, ms } of await Promise.all(calls.map(timed))) {
      expect(answered.status).toBe(503);
      expect(Number(answered.headers['retry-after'])).toBeGreaterThan(0);
      expect(ms).toBeLessThan(FIVE_S + 100);
    }
    expect((await asked(system.app, { url: '/health/live' })).status).toBe(200);
    way.mend();
    await vi.waitFor(
      async () => {
        expect((await office.get('/v1/inbox')).status).toBe(200);
      },
      { timeout: 10_000, interval: 100 },
    );
    expect(textOf(await office.get('/v1/sessions'), 'username')).toBe('anweiban');
  });
});
