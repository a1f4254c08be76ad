import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTrail } from '../../../audit/trail/check.ts';
import type { TrailRow } from '../../../db/trail.ts';
import { dayOf, instantOf, plusDays } from '../../../workflows/kernel/instant.ts';
import { exampleOf, handInPicture, hazardAfter, upload } from './hazard-bodies.ts';
import { apiSystem, asked, listOf, type ApiSystem, type Caller } from './system.ts';

/** What people write and nobody may find in the trail. */
const PERSONAL = { name: '欧阳建国', phone: '13812345678' };

let system: ApiSystem;
let clerk: Caller;
let url: string;
let id: string;
const waiting: Promise<unknown>[] = [];

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  url = await hazardAfter(system, []);
  id = url.split('/').at(-1) ?? '';
  clerk = await system.as('chengguan-jb');
});
afterAll(async () => {
  await system.close();
  await Promise.all(waiting);
});

async function trailOf(of: ApiSystem = system): Promise<TrailRow[]> {
  return await of.db.sql<TrailRow[]>`
    select seq, at, type, actor, subject, data, prev_hash as "prevHash", hash from trail order by seq`;
}

/** What doing something adds to the trail. */
async function added(doing: () => Promise<unknown>): Promise<Pick<TrailRow, 'type' | 'actor' | 'subject' | 'data'>[]> {
  const from = (await trailOf()).length;
  await doing();
  const { length } = await trailOf();
  return (await trailOf())
    .slice(from, length)
    .map(({ type, actor, subject, data }) => ({ type, actor, subject, data }));
}

const CLERK = { role: 'township', post: 'p-chengguan-1', person: 'per-chengguan-1', unit: 'u-chengguan' };
const json = { 'content-type': 'application/json' };

describe('a command that is refused before it is noted', () => {
  const sent = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    clerk.send(path, body, headers);

  it('is told once, with who, what and why not, for every reason', async () => {
    const recheck = `${url}/commands/Verify`;
    const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['InvalidBody', () => sent(recheck, { nonsense: PERSONAL.name })],
      ['IdempotencyKeyRequired', () => clerk.inject({ method: 'POST', url: recheck, headers: json, payload: '{}' })],
      ['InvalidIfMatch', () => sent(recheck, exampleOf('Verify'), { 'if-match': 'soon' })],
      ['UnsupportedMediaType', () => sent(recheck, PERSONAL.name, { 'content-type': 'text/plain' })],
      ['TooLarge', () => sent(recheck, { text: 'x'.repeat(1_100_000) })],
      [
        'MalformedRequest',
        () =>
          clerk.inject({ method: 'POST', url: recheck, headers: { ...json, 'idempotency-key': 'm' }, payload: '{' }),
      ],
    ];
    for (const [code, refused] of cases) {
      const [entry, ...more] = await added(refused);
      expect(entry, code).toMatchObject({
        type: 'CommandRefused',
        actor: CLERK,
        subject: `hazard/${id}`,
        data: { command: 'Verify', code, via: 'api' },
      });
      expect(more).toEqual([]);
    }
  });

  it('is told under its id when its key was used for something else', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await sent('/v1/hazards', exampleOf('Report'), headers);
    expect(first.status).toBe(201);
    const other = { ...exampleOf('Report'), description: PERSONAL.name };
    expect(await added(() => sent('/v1/hazards', other, headers))).toEqual([
      {
        type: 'CommandRefused',
        actor: CLERK,
        subject: '/v1/hazards',
        data: { command: 'Report', code: 'KeyUsedForOther', via: 'api', commandId: first.headers['command-id'] },
      },
    ]);
  });

  it('is told when it is an opening, an import or a change of a register', async () => {
    const township = { ...exampleOf('Report'), region: PERSONAL.name };
    expect(await added(() => sent('/v1/hazards', township))).toMatchObject([
      { data: { command: 'Report', code: 'UnknownUnit' } },
    ]);
    expect(await added(() => upload(clerk, '/v1/imports', Buffer.from(PERSONAL.name)))).toMatchObject([
      { type: 'CommandRefused', subject: '/v1/imports', data: { route: 'POST /v1/imports', code: 'Forbidden' } },
    ]);
    expect(await added(() => sent('/v1/registers/special-periods', {}))).toMatchObject([
      { type: 'CommandRefused', subject: '/v1/registers/special-periods', data: { code: 'Forbidden' } },
    ]);
    const director = await system.as('anweiban-zr');
    expect(
      await added(() => director.send('/v1/registers/special-periods/sp-none/revoke', { reason: '撤销' })),
    ).toMatchObject([{ subject: '/v1/registers/special-periods/:id/revoke', data: { code: 'NotFound' } }]);
  });
});

describe('a command that the loop refused', () => {
  it('is told once, whoever asks again', async () => {
    const enterprise = await system.as('qiye01-aqy');
    const headers = { 'idempotency-key': randomUUID() };
    const body = exampleOf('Verify');
    const entries = await added(async () => {
      const refused = await enterprise.send(`${url}/commands/Verify`, body, headers);
      expect(refused.status).toBe(403);
      await enterprise.send(`${url}/commands/Verify`, body, headers);
    });
    expect(entries).toMatchObject([
      { type: 'CommandRefused', subject: `hazard/${id}`, data: { command: 'Verify', code: 'NotYours', via: 'update' } },
    ]);
  });

  it('is told once when it was sent as a signal, and when its version was stale', async () => {
    const entries = await added(async () => {
      const accepted = await clerk.send(`${url}/commands/Recheck`, exampleOf('Recheck'), { prefer: 'respond-async' });
      expect(accepted.status).toBe(202);
      await outcome(clerk, String(accepted.headers['location']));
    });
    expect(entries).toMatchObject([{ type: 'CommandRefused', data: { command: 'Recheck', via: 'signal' } }]);
    const stale = await added(() => clerk.send(`${url}/commands/Verify`, exampleOf('Verify'), { 'if-match': '"99"' }));
    expect(stale).toMatchObject([{ data: { code: 'StaleVersion', via: 'update' } }]);
  });

  it('is not told at all when it was done', async () => {
    expect(await added(() => clerk.send('/v1/hazards', exampleOf('Report')))).toEqual([]);
  });
});

async function outcome(caller: Caller, location: string): Promise<void> {
  for (;;) if ((await caller.get(location)).body['outcome'] !== 'waiting') return;
}

describe('what somebody may not see', () => {
  it('is told when it is there, and not when nothing is', async () => {
    const citizen = await system.as('gongzhong');
    expect(await added(() => citizen.get(url))).toMatchObject([
      { type: 'AccessRefused', subject: `hazard/${id}`, data: { route: 'GET /v1/hazards/:id', code: 'NotFound' } },
    ]);
    expect(await added(() => citizen.send(`${url}/commands/Verify`, {}))).toMatchObject([
      { type: 'AccessRefused', subject: `hazard/${id}`, data: { command: 'Verify', code: 'NotFound' } },
    ]);
    expect(await added(() => citizen.get('/v1/registers/people'))).toMatchObject([
      { type: 'AccessRefused', subject: '/v1/registers/:name', data: { code: 'Forbidden' } },
    ]);
    const nothing = ['/v1/hazards/haz-000000000000000000000000', `/v1/hazards/${PERSONAL.phone}`, '/v1/nowhere'];
    for (const path of nothing) expect(await added(() => citizen.get(path))).toEqual([]);
    expect(await added(() => citizen.send('/v1/nowhere', {}))).toEqual([]);
    expect(await added(() => citizen.send('/v1/hazards/haz-0/commands/Verify', {}))).toEqual([]);
    expect(await added(() => clerk.get(`${url}?asOf=2001-01-01T00:00:00%2B08:00`))).toEqual([]);
    expect(await added(() => clerk.get('/v1/hazards?status=none'))).toEqual([]);
    expect(await added(() => asked(system.app, { url }))).toEqual([]);
  });
});

describe('who signs in', () => {
  const attempt = (of: ApiSystem, username: string, password: string) =>
    asked(of.app, { method: 'POST', url: '/v1/sessions', payload: { username, password } });

  it('is told, out and in, with the address', async () => {
    expect(await added(() => system.as('linye-zr'))).toMatchObject([
      {
        type: 'SignedIn',
        actor: { person: 'per-linye-3', role: 'regulator' },
        subject: 'accounts/linye-zr',
        data: { address: '127.0.0.1' },
      },
    ]);
    const leaving = await system.as('linye-zr');
    const entries = await added(async () => {
      await leaving.inject({ method: 'DELETE', url: '/v1/sessions' });
      await leaving.inject({ method: 'DELETE', url: '/v1/sessions' });
    });
    expect(entries).toMatchObject([
      { type: 'SignedOut', actor: { person: 'per-linye-3' }, subject: 'accounts/linye-zr' },
    ]);
  });

  it('is told when a password is wrong, then that the account is locked', async () => {
    const entries = await added(async () => {
      for (let i = 0; i < 6; i += 1) await attempt(system, 'zhuanjia01', PERSONAL.name);
    });
    const data = { person: 'per-zhuanjia01', address: '127.0.0.1' };
    expect(entries).toHaveLength(7);
    expect(entries[0]).toMatchObject({
      type: 'SignInRefused',
      subject: 'accounts/zhuanjia01',
      data: { ...data, code: 'BadCredentials' },
    });
    expect(entries[5]).toMatchObject({ type: 'AccountLocked', subject: 'accounts/zhuanjia01', data });
    expect(entries[6]).toMatchObject({ data: { ...data, code: 'Locked' } });
  });

  it('is told of a name that is no account without the name, which may be a password', async () => {
    const [entry] = await added(() => attempt(system, PERSONAL.phone, 'x'));
    expect(entry).toMatchObject({
      type: 'SignInRefused',
      subject: null,
      data: { code: 'BadCredentials', address: '127.0.0.1' },
    });
    expect(entry?.data['name']).toMatch(/^[0-9a-f]{6}$/);
  });
});

describe('what is read', () => {
  it('is told when it is the history, and when an audit was ordered', async () => {
    const auditor = await system.as('shenji');
    expect((await added(() => auditor.get(`${url}/history`))).map((entry) => entry.type)).toEqual(['HistoryRead']);
    const order = auditor.inject({ method: 'POST', url: `${url}/audit`, headers: json, payload: '{}' });
    // No worker audits here: the caller would wait for half a minute.
    waiting.push(order);
    for (let audited: unknown[] = []; audited.length === 0;) {
      audited = (await trailOf()).filter(({ type, subject }) => type === 'Audited' && subject === `hazard/${id}`);
    }
  });
});

describe('who repeats themselves without end', () => {
  it('is told singly so many times in a minute, and then as a count', async () => {
    const narrow = await apiSystem({
      limits: { requestsPerMinute: 6_000, trailPerMinute: 3 },
      temporalAddress: '127.0.0.1:9',
    });
    const citizen = await narrow.as('gongzhong');
    for (let i = 0; i < 5; i += 1) await citizen.get('/v1/registers/people');
    for (let i = 0; i < 5; i += 1) await citizen.send('/v1/imports', {});
    for (let i = 0; i < 4; i += 1)
      await asked(narrow.app, { method: 'POST', url: '/v1/sessions', payload: { username: 'nobody', password: 'x' } });
    await narrow.app.close();
    const told = (await trailOf(narrow)).filter((entry) => entry.type.endsWith('Refused'));
    await narrow.close();
    expect(told.filter((entry) => entry.data['more'] === undefined)).toHaveLength(6);
    expect(
      told.flatMap(({ type, actor, data }) => (data['more'] === undefined ? [] : [{ type, actor, data }])),
    ).toMatchObject([
      { type: 'AccessRefused', actor: { person: 'per-gongzhong' }, data: { more: 2 } },
      { type: 'CommandRefused', actor: { person: 'per-gongzhong' }, data: { more: 5 } },
      { type: 'SignInRefused', data: { address: '127.0.0.1', more: 1 } },
    ]);
  });
});

describe('GET /v1/trail', () => {
  it('is for auditors and the administrator, newest first, in pages that join', async () => {
    const auditor = await system.as('shenji');
    expect((await (await system.as('admin')).get('/v1/trail?limit=1')).status).toBe(200);
    expect((await (await system.as('anweiban-zr')).get('/v1/trail')).body).toMatchObject({ code: 'Forbidden' });
    const all = await trailOf();
    const first = await auditor.get('/v1/trail?limit=7');
    expect(first.body['items']).toEqual(all.slice(-7).reverse());
    const second = await auditor.get(`/v1/trail?limit=7&cursor=${String(first.body['next'])}`);
    expect(second.body['items']).toEqual(all.slice(-14, -7).reverse());
    const end = await auditor.get('/v1/trail?limit=7&cursor=4');
    expect(end.body).toMatchObject({ items: all.slice(0, 3).reverse(), next: null });
  });

  it('is narrowed by type, subject, person and days', async () => {
    const auditor = await system.as('shenji');
    const seqs = async (query: string): Promise<unknown[]> =>
      listOf(await auditor.get(`/v1/trail?limit=500&${query}`)).map((item) => item['seq']);
    const all = (await trailOf()).reverse();
    const those = (is: (row: TrailRow) => boolean): number[] => all.filter(is).map(({ seq }) => seq);
    expect(await seqs('type=CommandRefused')).toEqual(those(({ type }) => type === 'CommandRefused'));
    expect(await seqs(`subject=hazard/${id}`)).toEqual(those(({ subject }) => subject === `hazard/${id}`));
    expect(await seqs('actor=per-chengguan-1')).toEqual(those(({ actor }) => actor['person'] === 'per-chengguan-1'));
    const today = dayOf(instantOf(Date.now()));
    const is = 'type=SignedIn';
    expect(await seqs(`${is}&from=${today}&to=${today}`)).toEqual(those(({ type }) => type === 'SignedIn'));
    expect(await seqs(`${is}&from=${plusDays(today, 1)}`)).toEqual([]);
    expect(await seqs(`${is}&to=${plusDays(today, -1)}`)).toEqual([]);
    for (const query of ['type=Other', 'cursor=x', 'limit=501', 'from=2026-02-02&to=2026-02-01', 'order=seq'])
      expect((await auditor.get(`/v1/trail?${query}`)).body).toMatchObject({ code: 'InvalidQuery' });
  });
});

describe('the trail as a whole', () => {
  it('holds nothing that people wrote', async () => {
    const texts = await system.db.sql<{ text: string }[]>`select content as text from sealed`;
    const people = await system.db.sql<{ text: string }[]>`select name as text from people`;
    const said = JSON.stringify(await trailOf());
    expect(said.length).toBeGreaterThan(5_000);
    for (const { text } of [...texts, ...people]) expect(said.includes(text), text).toBe(false);
    for (const text of Object.values(PERSONAL)) expect(said).not.toContain(text);
    expect(said).not.toMatch(/\p{Script=Han}/u);
  });

  it('is found to be whole, with every refusal in it', async () => {
    expect(await checkTrail(system.db)).toEqual([]);
  });
});
