import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoveryHash } from '../../../db/accounts/recovery-codes.ts';
import { attempt, bearerOf, passwordOf, said, type Bearer } from './account-calls.ts';
import { apiSystem, listOf, textOf, type ApiSystem } from './system.ts';

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem({ secondFactor: 'required' });
});
afterAll(() => system.close());

/** Enrols whoever is signed in; answers the recovery codes and what shows the code of now and of the step after. */
async function enrolled(one: Bearer, username: string) {
  const pending = await one.call('POST', '/v1/account/totp', { password: passwordOf(username) });
  expect(pending.status).toBe(201);
  expect(pending.headers['cache-control']).toBe('no-store');
  const totp = new TOTP({ secret: Secret.fromBase32(textOf(pending, 'secret')) });
  const done = await one.call('POST', '/v1/account/totp/confirm', { code: totp.generate() });
  expect(done.status).toBe(200);
  const recoveryCodes = listOf(done, 'recoveryCodes') as unknown as readonly string[];
  return { recoveryCodes, next: () => totp.generate({ timestamp: Date.now() + 30_000 }) };
}

describe('outside the demonstration', () => {
  it.each(['admin', 'anquan-gly', 'shenji'])('%s does nothing before a second factor is enrolled', async (username) => {
    const one = await bearerOf(system.app, username);
    expect((await one.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: 'totp' });
    expect(said(await one.call('GET', '/v1/accounts'))).toBe('SessionRestricted');
    const { next } = await enrolled(one, username);
    expect((await one.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: null, method: 'totp' });
    expect(said(await one.call('GET', '/v1/accounts'))).toBe(200);
    const password = passwordOf(username);
    expect(said(await attempt(system.app, { username, password }))).toBe('SecondFactorRequired');
    expect(said(await attempt(system.app, { username, password, code: '12345x' }))).toBe('WrongCredentials');
    const again = await bearerOf(system.app, username, { code: next() });
    expect((await again.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: null, method: 'totp' });
  });

  it('everybody else may do without one, and none who has one may sign in without it', async () => {
    const one = await bearerOf(system.app, 'anweiban');
    expect((await one.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: null });
    const { recoveryCodes } = await enrolled(one, 'anweiban');
    const code = recoveryCodes[0] ?? '';
    const again = await bearerOf(system.app, 'anweiban', { code });
    expect(said(await attempt(system.app, { username: 'anweiban', password: passwordOf('anweiban'), code }))).toBe(
      'WrongCredentials',
    );
    const body = { password: passwordOf('anweiban'), code: recoveryCodes[1] ?? '' };
    expect(said(await again.call('DELETE', '/v1/account/totp', { ...body, password: 'wrong' }))).toBe('WrongPassword');
    expect(said(await again.call('DELETE', '/v1/account/totp', body))).toBe(204);
    expect(said(await attempt(system.app, { username: 'anweiban', password: body.password }))).toBe(201);
  });

  it('no administrator’s post is taken by a session that began without a second factor', async () => {
    await system.db.sql`
      insert into tenures (post, person, valid_from) values ('p-admin', 'per-nongye-1', '2026-01-01')`;
    const one = await bearerOf(system.app, 'nongye-jb');
    expect(said(await one.call('POST', '/v1/sessions/post', { post: 'p-admin' }))).toBe('Forbidden');
    const direct = await bearerOf(system.app, 'nongye-jb', { post: 'p-admin' });
    expect((await direct.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: 'totp', role: 'admin' });
    const { recoveryCodes } = await enrolled(one, 'nongye-jb');
    expect(said(await one.call('POST', '/v1/sessions/post', { post: 'p-admin' }))).toBe(200);
    expect(said(await one.call('GET', '/v1/accounts'))).toBe(200);
    const both = { password: passwordOf('nongye-jb'), code: recoveryCodes[0] ?? '' };
    expect(said(await one.call('DELETE', '/v1/account/totp', both))).toBe(204);
    expect(said(await one.call('GET', '/v1/accounts'))).toBe('SessionRestricted');
  });

  it('a lost device is reset by the security administrator, and the account is out and owes a new one', async () => {
    const security = await bearerOf(system.app, 'anquan-gly', { code: await freshCode('anquan-gly') });
    const one = await bearerOf(system.app, 'shenji', { code: await freshCode('shenji') });
    expect(said(await security.call('POST', '/v1/accounts/shenji/second-factor-resets'))).toBe(200);
    expect(said(await one.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    const again = await bearerOf(system.app, 'shenji');
    expect((await again.call('GET', '/v1/sessions')).body).toMatchObject({ restricted: 'totp' });
    expect(said(await security.call('POST', '/v1/accounts/shenji/second-factor-resets'))).toBe('NothingToChange');
  });
});

/** A recovery code that was not drawn by the account itself: the first test's are gone with it. */
async function freshCode(username: string): Promise<string> {
  const code = `FRESH-${username.toUpperCase()}`;
  await system.db.sql`update accounts set recovery_codes = ${[recoveryHash(code)]} where username = ${username}`;
  return code;
}
