import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempt, bearerOf, passwordOf, said, type Bearer } from './account-calls.ts';
import { apiSystem, listOf, textOf, type ApiSystem } from './system.ts';

let system: ApiSystem;
let admin: Bearer;
let security: Bearer;
let auditor: Bearer;

beforeAll(async () => {
  system = await apiSystem();
  [admin, security, auditor] = await Promise.all([
    bearerOf(system.app, 'admin'),
    bearerOf(system.app, 'anquan-gly'),
    bearerOf(system.app, 'shenji'),
  ]);
});
afterAll(() => system.close());

const NEW = { username: 'yj.lipeng', person: 'per-yingji-1b', post: 'p-yingji-1b' };
const CHOSEN = 'Kx7-mvTq2-bnHz';

async function trailOf(username: string): Promise<readonly unknown[]> {
  const found = await auditor.call('GET', `/v1/trail?subject=accounts/${username}&limit=50`);
  return listOf(found)
    .map(({ type, actor, data }) => ({ type, person: (actor as { person?: string }).person, data }))
    .reverse();
}

describe('an account', () => {
  it('is made by the system administrator, with a password that is shown once and can only be changed', async () => {
    const made = await admin.call('POST', '/v1/accounts', NEW);
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const password = textOf(made, 'oneTimePassword');
    expect(await admin.call('GET', `/v1/accounts/${NEW.username}`)).toMatchObject({
      body: { ...NEW, role: 'regulator', mustChange: true, disabled: false, createdBy: 'per-admin' },
    });
    expect(JSON.stringify((await admin.call('GET', '/v1/accounts?limit=500')).body)).not.toContain(password);
    // Its person has an account already.
    expect(said(await security.call('POST', `/v1/accounts/${NEW.username}/releases`))).toBe(200);
    const first = await bearerOf(system.app, NEW.username, { password });
    expect((await first.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: 'password' });
    expect(said(await first.call('GET', '/v1/hazards'))).toBe('SessionRestricted');
    expect(said(await first.call('POST', '/v1/account/totp', { password }))).toBe('SessionRestricted');
    expect(said(await first.call('POST', '/v1/account/password', { current: password, next: CHOSEN }))).toBe(204);
    expect(said(await first.call('GET', '/v1/hazards'))).toBe(200);
    expect(said(await attempt(system.app, { username: NEW.username, password }))).toBe('WrongCredentials');
    const told = await trailOf(NEW.username);
    expect(told[0]).toEqual({
      type: 'AccountMade',
      person: 'per-admin',
      data: { person: NEW.person, post: NEW.post, held: true },
    });
    expect(told).toContainEqual({ type: 'PasswordChanged', person: NEW.person, data: { by: 'owner' } });
    const [trail] = await system.db.sql<{ all: string }[]>`select string_agg(trail::text, '') as all from trail`;
    expect(trail?.all).not.toContain(password);
    expect(trail?.all).not.toContain(CHOSEN);
  });

  it('has its one-time password for three days', async () => {
    const username = 'yj.expired';
    const password = textOf(await admin.call('POST', '/v1/accounts', { ...NEW, username }), 'oneTimePassword');
    expect(said(await security.call('POST', `/v1/accounts/${username}/releases`))).toBe(200);
    await system.db.sql`update accounts set password_set_at = now() - interval '72 hours' where username = ${username}`;
    expect(said(await attempt(system.app, { username, password }))).toBe('WrongCredentials');
    await system.db.sql`update accounts set password_set_at = now() - interval '71 hours' where username = ${username}`;
    expect(said(await attempt(system.app, { username, password }))).toBe(201);
  });

  it('is nobody’s who is unknown, does not hold the post, or has the name already', async () => {
    const made = (changes: object) => admin.call('POST', '/v1/accounts', { ...NEW, username: 'yj.other', ...changes });
    expect(said(await made({ person: 'per-nobody' }))).toBe('UnknownPerson');
    expect(said(await made({ post: 'p-yingji-3' }))).toBe('PostNotHeld');
    expect(said(await made({ post: 'p-nothing' }))).toBe('PostNotHeld');
    expect(said(await made({ username: 'anweiban' }))).toBe('IdTaken');
    expect(said(await made({ username: 'No Spaces' }))).toBe('InvalidBody');
  });

  it('is made and changed by the system administrator alone, and its factor and sessions by the security administrator', async () => {
    const calls = [
      ['admin', 'POST', '/v1/accounts'],
      ['admin', 'PATCH', '/v1/accounts/yingji-jb'],
      ['admin', 'POST', '/v1/accounts/yingji-jb/password-resets'],
      ['admin', 'POST', '/v1/accounts/yingji-jb/unlock'],
      ['security', 'POST', '/v1/accounts/yingji-jb/second-factor-resets'],
      ['security', 'DELETE', '/v1/accounts/yingji-jb/sessions'],
      ['security', 'POST', '/v1/accounts/yingji-jb/releases'],
    ] as const;
    const office = await bearerOf(system.app, 'anweiban-zr');
    for (const [who, method, url] of calls)
      for (const [name, caller] of Object.entries({ admin, security, auditor, office }))
        if (name !== who)
          expect([name, url, said(await caller.call(method, url, {}))]).toEqual([name, url, 'Forbidden']);
    expect(said(await office.call('GET', '/v1/accounts'))).toBe('Forbidden');
    expect(said(await auditor.call('GET', '/v1/accounts'))).toBe(200);
  });

  it('is not administered by whose it is, not even another one of theirs', async () => {
    const url = '/v1/accounts/admin';
    expect(said(await admin.call('PATCH', url, { disabled: true, reason: 'other' }))).toBe('OwnAccount');
    expect(said(await admin.call('POST', `${url}/password-resets`))).toBe('OwnAccount');
    expect(said(await admin.call('POST', `${url}/unlock`))).toBe('OwnAccount');
    const own = { username: 'admin.two', person: 'per-admin', post: 'p-admin' };
    expect(said(await admin.call('POST', '/v1/accounts', own))).toBe('OwnAccount');
    expect(said(await security.call('POST', '/v1/accounts/anquan-gly/second-factor-resets'))).toBe('OwnAccount');
    expect(said(await security.call('DELETE', '/v1/accounts/anquan-gly/sessions'))).toBe('OwnAccount');
  });

  it('makes nobody two of the three administrators, by their posts or by another account', async () => {
    const { sql } = system.db;
    await sql`insert into tenures (post, person, valid_from) values ('p-admin', 'per-nongye-1', '2026-01-01')`;
    const second = { username: 'nongye.gly', person: 'per-nongye-1', post: 'p-admin' };
    expect(said(await admin.call('POST', '/v1/accounts', second))).toBe(201);
    await sql`insert into tenures (post, person, valid_from) values ('p-anquan-gly', 'per-nongye-1', '2026-01-01')`;
    const third = { username: 'nongye.aq', person: 'per-nongye-1', post: 'p-anquan-gly' };
    expect(said(await admin.call('POST', '/v1/accounts', third))).toBe('AdministratorsApart');
    await sql`delete from tenures where post = 'p-admin' and person = 'per-nongye-1'`;
    expect(said(await admin.call('POST', '/v1/accounts', third))).toBe('AdministratorsApart');
    const disabled = { disabled: true, reason: 'moved' };
    expect(said(await admin.call('PATCH', '/v1/accounts/nongye.gly', disabled))).toBe(200);
    expect(said(await admin.call('POST', '/v1/accounts', third))).toBe(201);
    const enabled = { disabled: false, reason: 'restored' };
    expect(said(await admin.call('PATCH', '/v1/accounts/nongye.gly', enabled))).toBe('AdministratorsApart');
  });

  it('is out with its next request when it is disabled, and in again when it is enabled', async () => {
    const url = '/v1/accounts/gongan-jb';
    const signed = await bearerOf(system.app, 'gongan-jb');
    const disabled = await admin.call('PATCH', url, { disabled: true, reason: 'left' });
    expect(disabled.body).toMatchObject({ username: 'gongan-jb', disabled: true });
    expect(said(await signed.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    const password = passwordOf('gongan-jb');
    expect(said(await attempt(system.app, { username: 'gongan-jb', password }))).toBe('WrongCredentials');
    expect(said(await admin.call('PATCH', url, { disabled: true, reason: 'left' }))).toBe('NothingToChange');
    expect(said(await admin.call('PATCH', url, { disabled: false, reason: 'restored' }))).toBe(200);
    expect(said(await signed.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    expect(said(await attempt(system.app, { username: 'gongan-jb', password }))).toBe(201);
    expect(await trailOf('gongan-jb')).toContainEqual({
      type: 'AccountChanged',
      person: 'per-admin',
      data: { disabled: true, post: 'p-gongan-1', reason: 'left' },
    });
    expect(said(await admin.call('PATCH', url, { disabled: true }))).toBe('InvalidBody');
    expect(said(await admin.call('PATCH', url, { reason: 'left' }))).toBe('InvalidBody');
    expect(said(await admin.call('PATCH', '/v1/accounts/nobody', { disabled: true, reason: 'left' }))).toBe('NotFound');
  });

  it('gets another post only where its person holds it', async () => {
    const url = '/v1/accounts/linye-jb';
    expect(said(await admin.call('PATCH', url, { post: 'p-linye-3', reason: 'moved' }))).toBe('PostNotHeld');
    await system.db
      .sql`insert into tenures (post, person, valid_from) values ('p-linye-2', 'per-linye-1', '2026-01-01')`;
    expect((await admin.call('PATCH', url, { post: 'p-linye-2', reason: 'moved' })).body).toMatchObject({
      post: 'p-linye-2',
    });
  });

  it('gets a new one-time password, which ends its sessions, its lock and the old password', async () => {
    const signed = await bearerOf(system.app, 'ziran-jb');
    const wrong = () => attempt(system.app, { username: 'ziran-jb', password: 'wrong' });
    for (let i = 0; i < 5; i += 1) await wrong();
    const password = textOf(await admin.call('POST', '/v1/accounts/ziran-jb/password-resets'), 'oneTimePassword');
    expect(said(await signed.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    expect(said(await attempt(system.app, { username: 'ziran-jb', password: passwordOf('ziran-jb') }))).toBe(
      'WrongCredentials',
    );
    const first = await bearerOf(system.app, 'ziran-jb', { password });
    const former = { current: password, next: passwordOf('ziran-jb') };
    expect(said(await first.call('POST', '/v1/account/password', { ...former, next: CHOSEN }))).toBe(204);
    expect(await trailOf('ziran-jb')).toContainEqual({
      type: 'PasswordChanged',
      person: 'per-admin',
      data: { by: 'administrator' },
    });
  });

  it('is unlocked by the system administrator, once', async () => {
    for (let i = 0; i < 5; i += 1) await attempt(system.app, { username: 'huanbao-jb', password: 'wrong' });
    const right = { username: 'huanbao-jb', password: passwordOf('huanbao-jb') };
    expect(said(await attempt(system.app, right))).toBe('WrongCredentials');
    const shown = await admin.call('GET', '/v1/accounts/huanbao-jb');
    expect(shown.body['lockedUntil']).not.toBeNull();
    expect((await admin.call('POST', '/v1/accounts/huanbao-jb/unlock')).body).toMatchObject({ lockedUntil: null });
    expect(said(await attempt(system.app, right))).toBe(201);
    expect(said(await admin.call('POST', '/v1/accounts/huanbao-jb/unlock'))).toBe('NothingToChange');
  });

  it('loses all its sessions by the security administrator’s word', async () => {
    const signed = [await bearerOf(system.app, 'jingxin-jb'), await bearerOf(system.app, 'jingxin-jb')];
    const url = '/v1/accounts/jingxin-jb/sessions';
    expect(said(await security.call('DELETE', url))).toBe(200);
    for (const one of signed) expect(said(await one.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    expect(said(await security.call('DELETE', url))).toBe('NothingToChange');
    expect(await trailOf('jingxin-jb')).toContainEqual({
      type: 'SessionRevoked',
      person: 'per-anquan-gly',
      data: { sessions: 2 },
    });
  });

  it('is found by how it stands, which is one of four', async () => {
    const names = async (state: string): Promise<unknown> =>
      listOf(await admin.call('GET', `/v1/accounts?state=${state}&q=jiaoti-`)).map(({ username }) => username);
    await system.db.sql`update accounts set disabled = true, released_at = null where username = 'jiaoti-jb'`;
    await system.db
      .sql`update accounts set released_at = null, locked_until = now() + interval '1 hour' where username = 'jiaoti-fg'`;
    await system.db.sql`update accounts set locked_until = now() + interval '1 hour' where username = 'jiaoti-zr'`;
    expect(await Promise.all(['disabled', 'held', 'locked', 'open'].map(names))).toEqual([['jiaoti-jb'], ['jiaoti-fg'], ['jiaoti-zr'], ['jiaoti-jb2']]); // prettier-ignore
    expect(said(await admin.call('GET', '/v1/accounts?state=asleep'))).toBe('InvalidQuery');
    await system.db.sql`
      update accounts set disabled = false, released_at = now(), locked_until = null where username like 'jiaoti-%'`;
    expect(await names('open')).toEqual(['jiaoti-fg', 'jiaoti-jb', 'jiaoti-jb2', 'jiaoti-zr']);
  });

  it('is found by a part of its name or its person’s, page by page', async () => {
    const all = listOf(await admin.call('GET', '/v1/accounts?limit=500')).map(({ username }) => username);
    const paged: unknown[] = [];
    for (let cursor = ''; ;) {
      const page = await admin.call('GET', `/v1/accounts?limit=40&cursor=${cursor}`);
      paged.push(...listOf(page).map(({ username }) => username));
      if (page.body['next'] === null) break;
      cursor = textOf(page, 'next');
    }
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(all.length);
    const [one] = listOf(await admin.call('GET', '/v1/accounts?q=zhujian-f'));
    expect(one).toMatchObject({ username: 'zhujian-fg', lockedUntil: null });
    const named = listOf(await admin.call('GET', `/v1/accounts?q=${encodeURIComponent(String(one?.['name']))}`));
    expect(named.map(({ username }) => username)).toContain('zhujian-fg');
  });
});
