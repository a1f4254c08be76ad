import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRAWN_AT_RANDOM, hashPassword } from '../../../db/passwords.ts';
import { attempt, bearerOf, passwordOf, said } from './account-calls.ts';
import { apiSystem, listOf, textOf, type ApiSystem } from './system.ts';

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
});
afterAll(() => system.close());

const FRESH = ['Kx7-mvTq2-bnHz1', 'Kx7-mvTq2-bnHz2', 'Kx7-mvTq2-bnHz3', 'Kx7-mvTq2-bnHz4', 'Kx7-mvTq2-bnHz6'];

async function told(type: string, username: string): Promise<number> {
  const [row] = await system.db.sql<{ n: number }[]>`
    select count(*) as n from trail where type = ${type} and subject = ${`accounts/${username}`}`;
  return row?.n ?? 0;
}

describe('six wrong passwords', () => {
  it('lock, and say so to the trail once, and nothing to the guesser', async () => {
    const username = 'zhuanjia02';
    const answers = [];
    for (let i = 0; i < 6; i += 1) answers.push(await attempt(system.app, { username, password: 'wrong' }));
    answers.push(await attempt(system.app, { username, password: passwordOf(username) }));
    answers.push(await attempt(system.app, { username: 'nobody', password: 'wrong' }));
    const bodies = answers.map(({ status, body }) => JSON.stringify({ status, ...body, requestId: '' }));
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'WrongCredentials' } });
    expect(new Set(bodies).size).toBe(1);
    const names = answers.map(({ headers }) => Object.keys(headers).sort().join());
    expect(new Set(names).size).toBe(1);
    expect(await told('AccountLocked', username)).toBe(1);
    expect(await told('SignInRefused', username)).toBe(7);
    const [entry] = await system.db.sql<{ data: object }[]>`select data from trail where type = 'AccountLocked'`;
    expect(entry?.data).toEqual({ person: 'per-zhuanjia02', address: '127.0.0.1' });
  });

  it('lock also where a session asks for its password', async () => {
    const signed = await bearerOf(system.app, 'zhuanjia03');
    for (let i = 0; i < 5; i += 1)
      expect(said(await signed.call('POST', '/v1/account/password', { current: 'wrong', next: FRESH[0] ?? '' }))).toBe(
        'WrongPassword',
      );
    expect(await told('AccountLocked', 'zhuanjia03')).toBe(1);
    const right = { current: passwordOf('zhuanjia03'), next: FRESH[0] ?? '' };
    expect(said(await signed.call('POST', '/v1/account/password', right))).toBe('WrongPassword');
    expect(said(await signed.call('POST', '/v1/account/totp', { password: right.current }))).toBe('WrongPassword');
  });
});

describe('one’s own sessions', () => {
  it('are two, one revokes the other, and the other is out at its next request', async () => {
    const [one, other] = [await bearerOf(system.app, 'xiaofang-jb'), await bearerOf(system.app, 'xiaofang-jb')];
    const listed = listOf(await one.call('GET', '/v1/account/sessions'));
    expect(listed).toHaveLength(2);
    expect(listed.find(({ current }) => current === true)).toMatchObject({
      method: 'password',
      address: '127.0.0.1',
      agent: 'test browser',
    });
    expect(JSON.stringify(listed)).not.toContain(one.token);
    const id = String(listed.find(({ current }) => current === false)?.['id']);
    expect(said(await other.call('GET', '/v1/sessions'))).toBe(200);
    expect(said(await one.call('DELETE', `/v1/account/sessions/${id}`))).toBe(204);
    expect(said(await other.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    expect(said(await one.call('GET', '/v1/sessions'))).toBe(200);
    expect(said(await one.call('DELETE', `/v1/account/sessions/${id}`))).toBe('NotFound');
    expect(await told('SessionRevoked', 'xiaofang-jb')).toBe(1);
  });

  it('are nobody else’s to revoke', async () => {
    const [own, stranger] = [await bearerOf(system.app, 'weijian-jb'), await bearerOf(system.app, 'shichang-jb')];
    const [session] = listOf(await own.call('GET', '/v1/account/sessions'));
    expect(said(await stranger.call('DELETE', `/v1/account/sessions/${String(session?.['id'])}`))).toBe('NotFound');
    expect(said(await own.call('GET', '/v1/sessions'))).toBe(200);
  });

  it('end all at once but the one that asks', async () => {
    const [one, two, three] = [
      await bearerOf(system.app, 'jiaoti-jb'),
      await bearerOf(system.app, 'jiaoti-jb'),
      await bearerOf(system.app, 'jiaoti-jb'),
    ];
    expect((await one.call('DELETE', '/v1/account/sessions')).body).toEqual({ ended: 2 });
    for (const gone of [two, three]) expect(said(await gone.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    expect(said(await one.call('GET', '/v1/sessions'))).toBe(200);
    expect((await one.call('DELETE', '/v1/account/sessions')).body).toEqual({ ended: 0 });
    expect(await told('SessionRevoked', 'jiaoti-jb')).toBe(1);
  });

  it('do not show those that lie idle or have run out', async () => {
    const one = await bearerOf(system.app, 'wenlv-jb');
    await bearerOf(system.app, 'wenlv-jb');
    await system.db.sql`
      update sessions set last_seen_at = last_seen_at - interval '31 minutes'
      where id in (select id from sessions where username = 'wenlv-jb' order by created_at desc limit 1)`;
    expect(listOf(await one.call('GET', '/v1/account/sessions'))).toHaveLength(1);
  });
});

describe('a post', () => {
  it('is the account’s own, another that is asked for at the sign-in, or one that the session goes on as', async () => {
    const { sql } = system.db;
    await sql`insert into tenures (post, person, valid_from) values ('p-nongye-2', 'per-nongye-1', '2026-01-01')`;
    const signed = await bearerOf(system.app, 'nongye-jb');
    const posts = listOf(await signed.call('GET', '/v1/account/posts'));
    expect(posts.map(({ post, isOwn }) => [post, isOwn])).toEqual([
      ['p-nongye-1', true],
      ['p-nongye-2', false],
    ]);
    const switched = await signed.call('POST', '/v1/sessions/post', { post: 'p-nongye-2' });
    expect(switched.body).toMatchObject({ post: 'p-nongye-2', rank: 2, person: 'per-nongye-1' });
    expect((await signed.call('GET', '/v1/sessions')).body).toMatchObject({ post: 'p-nongye-2' });
    expect(said(await signed.call('POST', '/v1/sessions/post', { post: 'p-linye-2' }))).toBe('PostNotHeld');
    const direct = await bearerOf(system.app, 'nongye-jb', { post: 'p-nongye-2' });
    expect((await direct.call('GET', '/v1/sessions')).body).toMatchObject({ post: 'p-nongye-2' });
    const password = passwordOf('nongye-jb');
    expect(said(await attempt(system.app, { username: 'nongye-jb', password, post: 'p-linye-2' }))).toBe('PostNotHeld');
    const guess = { username: 'nongye-jb', password: 'wrong', post: 'p-linye-2' };
    expect(said(await attempt(system.app, guess))).toBe('WrongCredentials');
    await sql`update tenures set valid_to = '2026-01-02' where post = 'p-nongye-2' and person = 'per-nongye-1'`;
    expect(said(await direct.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
  });
});

describe('one’s own password', () => {
  it('is changed by whoever knows it, to one that is fit, and the other sessions end', async () => {
    const [one, other] = [await bearerOf(system.app, 'linye-zr'), await bearerOf(system.app, 'linye-zr')];
    const current = passwordOf('linye-zr');
    const [next = ''] = FRESH;
    const change = (body: object) => one.call('POST', '/v1/account/password', body);
    expect(said(await change({ current: 'wrong', next }))).toBe('WrongPassword');
    const unfit = await change({ current, next: 'linye-zr' });
    expect(said(unfit)).toBe('PasswordUnfit');
    expect(listOf(unfit, 'errors').map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/next', 'TooShort'],
      ['/next', 'TooFewKinds'],
      ['/next', 'NamesOwner'],
    ]);
    expect(said(await change({ current, next }))).toBe(204);
    expect(said(await other.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    expect(said(await one.call('GET', '/v1/sessions'))).toBe(200);
    expect(said(await attempt(system.app, { username: 'linye-zr', password: current }))).toBe('WrongCredentials');
    expect(said(await attempt(system.app, { username: 'linye-zr', password: next }))).toBe(201);
  });

  it('of two changes at once is one of them, and the other is told so', async () => {
    const one = await bearerOf(system.app, 'ziran-fg');
    const current = passwordOf('ziran-fg');
    const changes = await Promise.all(
      FRESH.slice(0, 2).map((next) => one.call('POST', '/v1/account/password', { current, next })),
    );
    expect(changes.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('is none of the last five', async () => {
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = FRESH;
    const former = await Promise.all([first, second, third, fourth].map((one) => hashPassword(one, DRAWN_AT_RANDOM)));
    await system.db.sql`update accounts set former_passwords = ${former} where username = 'linye-fg'`;
    const one = await bearerOf(system.app, 'linye-fg');
    let current = passwordOf('linye-fg');
    const change = async (next: string): Promise<unknown> => {
      const answer = await one.call('POST', '/v1/account/password', { current, next });
      if (answer.status === 204) current = next;
      return answer.status === 204 ? 204 : listOf(answer, 'errors').map(({ code }) => code);
    };
    for (const used of [first, second, third, fourth]) expect(await change(used)).toEqual(['UsedBefore']);
    expect(await change(fifth)).toBe(204);
    expect(await change(fifth)).toEqual(['UsedBefore']);
    expect(await change(third)).toEqual(['UsedBefore']);
    expect(await change(fourth)).toBe(204);
  }, 30_000);

  it('is to be changed after 90 days, before anything else', async () => {
    const age = (days: number) => system.db.sql`
      update accounts set password_set_at = now() - make_interval(days => ${days}) where username = 'huanbao-zr'`;
    await age(89);
    expect(said(await (await bearerOf(system.app, 'huanbao-zr')).call('GET', '/v1/hazards'))).toBe(200);
    await age(90);
    const old = await bearerOf(system.app, 'huanbao-zr');
    expect(said(await old.call('GET', '/v1/hazards'))).toBe('SessionRestricted');
    const body = { current: passwordOf('huanbao-zr'), next: FRESH[1] ?? '' };
    expect(said(await old.call('POST', '/v1/account/password', body))).toBe(204);
    expect(said(await old.call('GET', '/v1/hazards'))).toBe(200);
  });

  it('stays out of logs and answers: what is handed back names neither', async () => {
    const one = await bearerOf(system.app, 'ziran-zr');
    const answer = await one.call('POST', '/v1/account/password', {
      current: 'wrong-Secret-1',
      next: 'other-Secret-2',
    });
    expect(answer.raw.toString()).not.toMatch(/Secret/);
    expect(textOf(answer, 'code')).toBe('WrongPassword');
  });
});
