import { afterEach, describe, expect, it } from 'vitest';
import { PACED, PACES, type PaceName } from '../../../api/access/limits.ts';
import { LIMITS, type Limits } from '../../../api/plugins/protection.ts';
import { confirmApiKey, makeApiKey } from '../../../db/accounts/api-keys.ts';
import { DAY_MS, instantOf, plusMs } from '../../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../../workflows/kernel/terms.ts';
import { tokenOf } from '../access/people.ts';
import { apiSystem, asked, type Answered, type ApiSystem } from '../api/system.ts';

let system: ApiSystem;
afterEach(() => system.close());

const begin = async (limits: Partial<Limits>, more: object = {}): Promise<void> => {
  system = await apiSystem({ limits: { ...LIMITS, ...limits }, temporalAddress: '127.0.0.1:9', ...more });
};
const of = (pace: PaceName, max: number): Partial<Limits> => ({
  paces: { signIn: 100, secret: 100, order: 100, upload: 100, [pace]: max },
});
const read = (token: string, url = '/v1/inbox', remoteAddress = '10.0.0.1') =>
  asked(system.app, { url, headers: { authorization: `Bearer ${token}` }, remoteAddress });
const signIn = (username: string, remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  asked(system.app, {
    method: 'POST',
    url: '/v1/sessions',
    payload: { username, password: 'wrong' },
    remoteAddress,
    headers,
  });

async function statuses(times: number, call: () => Promise<Answered>): Promise<readonly number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const { status, headers } = await call();
    all.push(status);
    if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  }
  return all;
}

describe('a person', () => {
  it('is one caller, whatever their sessions and addresses; their key and others are not them', async () => {
    await begin({ requestsPerMinute: 4 });
    const [one, two, other] = [
      await tokenOf(system.db, 'yingji-jb'),
      await tokenOf(system.db, 'yingji-jb'),
      await tokenOf(system.db, 'chengguan-jb'),
    ];
    const at = instantOf(Date.now());
    const key = await makeApiKey(system.db, {
      name: '测试',
      person: 'per-yingji-1' as PersonId,
      post: 'p-yingji-1' as PostId,
      scopes: ['inbox'],
      createdBy: 'per-admin' as PersonId,
      createdAt: at,
      expiresAt: plusMs(at, DAY_MS),
    });
    await confirmApiKey(system.db, key?.key.id ?? '', 'per-yingji-1' as PersonId, at);
    expect(await statuses(2, () => read(one))).toEqual([200, 200]);
    expect(await statuses(3, () => read(two, '/v1/inbox', '10.0.0.2'))).toEqual([200, 200, 429]);
    expect(await statuses(1, () => read(one))).toEqual([429]);
    expect(await statuses(5, () => read(key?.token ?? ''))).toEqual([200, 200, 200, 200, 429]);
    expect(await statuses(1, () => read(other))).toEqual([200]);
  });
});

describe('those whom nobody knows', () => {
  it('are counted by address, on open pages, without a token and with invented ones, and then ask the database nothing', async () => {
    await begin({ requestsPerMinute: 4 });
    const from = '10.0.0.3';
    expect(await statuses(1, () => asked(system.app, { url: '/openapi.json', remoteAddress: from }))).toEqual([200]);
    expect(await statuses(1, () => asked(system.app, { url: '/v1/inbox', remoteAddress: from }))).toEqual([401]);
    expect(await statuses(1, () => asked(system.app, { url: '/nowhere', remoteAddress: from }))).toEqual([404]);
    let drawn = 0;
    const invented = () => read(`invented-${(drawn += 1).toString()}`, '/v1/inbox', from);
    expect(await statuses(2, invented)).toEqual([401, 429]);
    expect(await statuses(2, () => asked(system.app, { url: '/openapi.json', remoteAddress: '10.0.0.4' }))).toEqual([
      200, 200,
    ]);
  });

  it('of IPv6 are one by their network, and probes are always answered', async () => {
    await begin({ requestsPerMinute: 2 });
    let drawn = 0;
    const call = () =>
      asked(system.app, { url: '/openapi.json', remoteAddress: `2001:db8:1:2::${(drawn += 1).toString()}` });
    expect(await statuses(3, call)).toEqual([200, 200, 429]);
    expect(await statuses(4, () => asked(system.app, { url: '/health/live' }))).toEqual([200, 200, 200, 200]);
    expect(await statuses(3, () => asked(system.app, { url: '/health/none' }))).toEqual([404, 404, 429]);
  });
});

describe('signing in', () => {
  it('is held by address, beyond what is asked of everything else', async () => {
    await begin(of('signIn', 3));
    let drawn = 0;
    const call = () => signIn(`nobody-${(drawn += 1).toString()}`, '10.0.0.5');
    expect(await statuses(4, call)).toEqual([401, 401, 401, 429]);
    expect(await statuses(1, () => signIn('nobody', '10.0.0.6'))).toEqual([401]);
    expect(await statuses(1, () => asked(system.app, { url: '/openapi.json', remoteAddress: '10.0.0.5' }))).toEqual([
      200,
    ]);
  });

  it('is held by name, alike for names that are accounts and names that are not', async () => {
    await begin({});
    for (const name of ['anweiban', 'nobody-at-all']) {
      let drawn = 0;
      const all = await statuses(31, () => signIn(name, `10.1.0.${(drawn += 1).toString()}`));
      expect(
        all.slice(0, 30).every((status) => status === 401),
        name,
      ).toBe(true);
      expect(all[30], name).toBe(429);
    }
  });
});

describe('who guesses', () => {
  it('is kept off one name from one address, whoever has it; others there, and the owner elsewhere, are not', async () => {
    await begin({});
    for (const name of ['anweiban', 'nobody-at-all']) {
      expect(await statuses(11, () => signIn(name, '10.2.0.1'))).toEqual([...Array<number>(10).fill(401), 429]);
      expect(await statuses(1, () => signIn(name, '10.2.0.2'))).toEqual([401]);
    }
    expect(await statuses(1, () => signIn('shenji', '10.2.0.1'))).toEqual([401]);
  });
});

describe('what is dear or dangerous', () => {
  it.each(['secret', 'order', 'upload'] as const)('has the pace “%s”, which its routes share', async (pace) => {
    await begin(of(pace, 2));
    const token = await tokenOf(system.db, 'shenji');
    const routes = Object.keys(PACED).filter((route) => PACED[route] === pace);
    expect(routes.length).toBeGreaterThan(0);
    const call = (route: string) => {
      const [method = '', pattern = ''] = route.split(' ');
      const url = pattern.replaceAll(/:[a-z]+/g, 'none');
      return asked(system.app, { method: method, url, headers: { authorization: `Bearer ${token}` } });
    };
    expect((await call(routes[0] ?? '')).status).not.toBe(429);
    expect((await call(routes[0] ?? '')).status).not.toBe(429);
    for (const route of routes) expect((await call(route)).status, route).toBe(429);
    expect((await read(token, '/v1/kinds')).status).toBe(200);
  });

  it('is slower than everything', () => {
    for (const { max, windowMs } of Object.values(PACES))
      expect((max * 60_000) / windowMs).toBeLessThan(LIMITS.requestsPerMinute / 10);
  });
});

describe('behind a proxy', () => {
  const told = { 'x-forwarded-for': '203.0.113.7' };

  it('nobody is believed about who they are, unless they are trusted', async () => {
    await begin(of('signIn', 2));
    let drawn = 0;
    const spoofing = () => signIn('a', '10.0.0.7', { 'x-forwarded-for': `203.0.113.${(drawn += 1).toString()}` });
    expect(await statuses(3, spoofing)).toEqual([401, 401, 429]);
    const [entry] = await system.db.sql`select data from trail where type = 'SignInRefused' limit 1`;
    expect(entry).toMatchObject({ data: { address: '10.0.0.7' } });
  });

  it('a trusted one says who asks; what the client wrote before it counts for nothing', async () => {
    await begin(of('signIn', 2), { trustedProxies: ['10.9.0.0/16'] });
    let drawn = 0;
    const forwarded = () =>
      signIn('a', '10.9.1.1', { 'x-forwarded-for': `198.51.100.${(drawn += 1).toString()}, 203.0.113.7` });
    expect(await statuses(3, forwarded)).toEqual([401, 401, 429]);
    const [entry] = await system.db.sql`select data from trail where type = 'SignInRefused' limit 1`;
    expect(entry).toMatchObject({ data: { address: '203.0.113.7' } });
    expect(await statuses(1, () => signIn('a', '10.9.1.1', { 'x-forwarded-for': '203.0.113.8' }))).toEqual([401]);
    expect(await statuses(3, () => signIn('a', '10.8.1.1', told))).toEqual([401, 401, 429]);
  });
});
