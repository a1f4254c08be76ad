import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identityId } from '../../../db/accounts/identities.ts';
import { CLIENT, freePort, platformAt, throughPages, type Platform } from '../../support/oidc-platform.ts';
import { seededAccounts } from '../../support/system.ts';
import { passwordOf } from './account-calls.ts';
import { apiSystem, asked, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

const CALLBACK = 'http://127.0.0.1:9/v1/oidc/callback';
const DESK = { username: 'yingji-jb', person: 'per-yingji-1' };
let platform: Platform;
let system: ApiSystem;
let admin: Caller;
let links = 0;

beforeAll(async () => {
  platform = platformAt(await freePort(), CALLBACK);
  const { issuer } = platform;
  const { id: clientId, secret: clientSecret } = CLIENT;
  const oidc = { issuer, clientId, clientSecret, redirectUrl: CALLBACK, audience: clientId, secondFactors: ['otp'] };
  system = await apiSystem({ oidc });
  admin = await system.as('admin');
});
afterAll(async () => {
  await system.close();
  await platform.stop();
});

const start = () => asked(system.app, { method: 'GET', url: '/v1/oidc/start' });
const cookieOf = (answer: Answered) => String(answer.headers['set-cookie']).split(';')[0] ?? '';

function back(url: URL, cookie: string): Promise<Answered> {
  return asked(system.app, { method: 'GET', url: `${url.pathname}${url.search}`, headers: { cookie } });
}

/** From our start through the platform's pages back to us. */
async function signIn(subject: string): Promise<Answered> {
  const begun = await start();
  expect(begun.status).toBe(302);
  return await back(await throughPages(String(begun.headers['location']), subject), cookieOf(begun));
}

/** An identity of its own that the administrator linked to an account. */
async function linked(username: string): Promise<string> {
  links += 1;
  const subject = `person-${links.toString()}`;
  const { issuer } = platform;
  const answer = await admin.send(`/v1/accounts/${username}/identities`, { issuer, subject });
  expect(answer.status).toBe(201);
  return subject;
}

const refused = (status: number, code: string) => ({ status, body: { code } });
const withToken = (answer: Answered, url: string, body?: object) =>
  asked(system.app, {
    method: body === undefined ? 'GET' : 'POST',
    url,
    headers: { authorization: `Bearer ${textOf(answer, 'token')}` },
    ...(body === undefined ? {} : { payload: body }),
  });

describe('a platform that is away', () => {
  it('when the process starts is there without a restart as soon as it is back', async () => {
    expect(await start()).toMatchObject({ ...refused(503, 'OidcAway'), headers: { 'retry-after': '5' } });
    await platform.start();
    expect((await start()).status).toBe(302);
  });

  it('when the browser comes back, or fails by itself, is no refusal', async () => {
    const subject = await linked(DESK.username);
    platform.isBroken = true;
    expect(await signIn(subject)).toMatchObject(refused(503, 'OidcAway'));
    platform.isBroken = false;
    const begun = await start();
    const url = await throughPages(String(begun.headers['location']), subject);
    await platform.stop();
    expect(await back(url, cookieOf(begun))).toMatchObject(refused(503, 'OidcAway'));
    await platform.start();
    expect((await signIn(subject)).status).toBe(200);
  });
});

describe('signing in by the platform', () => {
  beforeAll(async () => {
    await platform.stop();
    await platform.start();
  });
  beforeEach(() => {
    platform.forges = false;
    platform.amr = ['pwd'];
  });

  it('opens a session as the linked account, whose token stands in the body alone', async () => {
    const answer = await signIn(await linked(DESK.username));
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      body: { ...DESK, method: 'oidc', restricted: null },
    });
    expect(cookieOf(answer)).toBe('bihuan-oidc=');
    expect((await withToken(answer, '/v1/sessions')).body).toMatchObject({ ...DESK, method: 'oidc' });
    const [last] = await system.db.sql`select type, subject, data from trail order by seq desc limit 1`;
    expect(last).toMatchObject({ type: 'SignedIn', subject: 'accounts/yingji-jb', data: { method: 'oidc' } });
  });

  it('takes a browser on to the console, whose page asks the same again; nothing is used up by that', async () => {
    const begun = await start();
    const at = await throughPages(String(begun.headers['location']), await linked(DESK.username));
    const cookie = cookieOf(begun);
    const url = `${at.pathname}${at.search}`;
    const opened = await asked(system.app, { method: 'GET', url, headers: { cookie, accept: 'text/html,*/*;q=0.8' } });
    const { location, vary, ...headers } = opened.headers;
    expect([opened.status, headers['cache-control'], vary]).toEqual([303, 'no-store', 'accept']);
    expect(headers['set-cookie']).toBeUndefined();
    const page = new URL(String(location), 'http://console');
    expect([page.host, page.pathname, page.search]).toEqual(['console', '/console/sign-in', '']);
    expect(await back(new URL(`${at.pathname}?${page.hash.slice(1)}`, at), cookie)).toMatchObject({
      status: 200,
      body: DESK,
    });
  });

  it('is offered to whoever comes', async () => {
    expect((await asked(system.app, { url: '/v1/public/sign-in' })).body).toEqual({ platform: true });
  });

  it('begins with PKCE, state, nonce and a cookie that scripts cannot read, of which hashes stand', async () => {
    const begun = await start();
    const sent = new URL(String(begun.headers['location'])).searchParams;
    expect(sent.get('code_challenge_method')).toBe('S256');
    expect(sent.get('scope')).toBe('openid');
    const cookie = String(begun.headers['set-cookie']);
    expect(cookie).toMatch(/^bihuan-oidc=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    const rows = JSON.stringify(await system.db.sql`select * from oidc_flows`);
    expect(rows).toContain(sent.get('nonce'));
    expect(rows).not.toContain(sent.get('state'));
    expect(rows).not.toContain(cookieOf(begun).split('=')[1]);
  });

  it('takes a state once, and only from the browser that began it', async () => {
    const subject = await linked(DESK.username);
    const begun = await start();
    const url = await throughPages(String(begun.headers['location']), subject);
    const another = cookieOf(await start());
    expect(await back(url, another)).toMatchObject(refused(401, 'OidcFlowUnknown'));
    expect(await back(url, '')).toMatchObject(refused(401, 'OidcFlowUnknown'));
    expect((await back(url, `a=1; ${cookieOf(begun)}; b=2`)).status).toBe(200);
    expect(await back(url, cookieOf(begun))).toMatchObject(refused(401, 'OidcFlowUnknown'));
  });

  it('takes no state after ten minutes', async () => {
    const begun = await start();
    const url = await throughPages(String(begun.headers['location']), await linked(DESK.username));
    const [row] = await system.db
      .sql`select max(expires_at) - now() between interval '9 minutes' and interval '10 minutes' as fits from oidc_flows`;
    expect(row).toEqual({ fits: true });
    await system.db.sql`update oidc_flows set expires_at = now() - interval '1 second'`;
    expect(await back(url, cookieOf(begun))).toMatchObject(refused(401, 'OidcFlowUnknown'));
  });

  it.each([
    ['nonce', `update oidc_flows set nonce = 'another'`],
    ['verifier of PKCE', `update oidc_flows set verifier = repeat('x', 43)`],
  ])('refuses an answer to another %s', async (_name, change) => {
    const begun = await start();
    const url = await throughPages(String(begun.headers['location']), await linked(DESK.username));
    await system.db.sql.unsafe(change);
    expect(await back(url, cookieOf(begun))).toMatchObject(refused(401, 'OidcRefused'));
  });

  it('refuses an ID token that the platform did not sign', async () => {
    platform.forges = true;
    expect(await signIn(await linked(DESK.username))).toMatchObject(refused(401, 'OidcRefused'));
  });

  it('refuses a code that the platform did not give, and its refusals', async () => {
    for (const change of [{ code: 'invented' }, { code: '', error: 'access_denied' }, { iss: 'http://127.0.0.1:1' }]) {
      const begun = await start();
      const url = await throughPages(String(begun.headers['location']), await linked(DESK.username));
      for (const [name, value] of Object.entries(change))
        if (value === '') url.searchParams.delete(name);
        else url.searchParams.set(name, value);
      expect(await back(url, cookieOf(begun))).toMatchObject(refused(401, 'OidcRefused'));
    }
  });

  it('knows nobody by their e-mail address: another subject with the same one is refused, and told to the trail', async () => {
    await linked(DESK.username);
    expect(await signIn('a-stranger')).toMatchObject(refused(403, 'IdentityNotLinked'));
    const [last] = await system.db.sql`select type, subject, data from trail order by seq desc limit 1`;
    const identity = identityId({ issuer: platform.issuer, subject: 'a-stranger' });
    expect(last).toMatchObject({ type: 'SignInRefused', subject: null, data: { code: 'NotLinked', identity } });
  });

  it.each([
    ['is disabled', `update accounts set disabled = true where username = 'linye-jb'`],
    [
      'is locked',
      `update accounts set failures = 5, locked_until = now() + interval '1 minute' where username = 'linye-jb'`,
    ],
    ['is of a post that has ended', `update posts set valid_to = '2026-01-02' where id = 'p-linye-1'`],
    ['is of a person who has left', `update tenures set valid_to = '2026-01-02' where post = 'p-linye-1'`],
  ])('refuses an account that %s as if it were not linked', async (_how, change) => {
    const subject = await linked('linye-jb');
    expect((await signIn(subject)).status).toBe(200);
    await system.db.sql.unsafe(change);
    expect(await signIn(subject)).toMatchObject(refused(403, 'IdentityNotLinked'));
    await system.db.sql.unsafe(`
      update accounts set disabled = false, failures = 0, locked_until = null where username = 'linye-jb';
      update posts set valid_to = null where id = 'p-linye-1';
      update tenures set valid_to = null where post = 'p-linye-1'`);
  });
});

describe('a second factor of one’s own', () => {
  const password = () => seededAccounts().find(({ username }) => username === 'shuili-jb')?.password ?? '';
  let totp: TOTP;
  let subject: string;
  let step = 0;
  /** Each code counts once, so every next one is of a later step, as far as the window lets it. */
  const code = () => totp.generate({ timestamp: Date.now() + (step++ - 1) * 30_000 });
  const show = (answer: Answered, shown: string) => withToken(answer, '/v1/sessions/second-factor', { code: shown });

  beforeAll(async () => {
    subject = await linked('shuili-jb');
    const desk = await system.as('shuili-jb');
    const drawn = await desk.send('/v1/account/totp', { password: password() });
    totp = new TOTP({ secret: textOf(drawn, 'secret') });
    expect((await desk.send('/v1/account/totp/confirm', { code: code() })).status).toBeLessThan(300);
  });

  it('is asked for after the platform, until a code is shown, once', async () => {
    platform.amr = ['pwd'];
    const answer = await signIn(subject);
    expect(answer.body).toMatchObject({ restricted: 'totp' });
    expect(await withToken(answer, '/v1/hazards')).toMatchObject(refused(403, 'SessionRestricted'));
    expect(await show(answer, '000000')).toMatchObject(refused(401, 'WrongCredentials'));
    const right = code();
    expect((await show(answer, right)).status).toBe(204);
    expect((await withToken(answer, '/v1/hazards')).status).toBe(200);
    expect(await show(answer, right)).toMatchObject(refused(409, 'NothingToChange'));
    expect(await show(await signIn(subject), right)).toMatchObject(refused(401, 'WrongCredentials'));
  });

  it('is not asked for when the platform says that it did, by a value that the county trusts', async () => {
    platform.amr = ['pwd', 'otp'];
    // Whoever linked the identity of another might be asked for their own.
    expect((await signIn(subject)).body).toMatchObject({ restricted: 'totp' });
    await system.db.sql`update account_identities set linked_by = 'per-shuili-1' where subject = ${subject}`;
    expect((await signIn(subject)).body).toMatchObject({ restricted: null });
    platform.amr = ['face'];
    expect((await signIn(subject)).body).toMatchObject({ restricted: 'totp' });
  });

  it('cannot be guessed: five wrong codes lock the account', async () => {
    const answer = await signIn(subject);
    for (let i = 0; i < 5; i += 1) await show(answer, '000000');
    expect(await show(answer, code())).toMatchObject(refused(401, 'WrongCredentials'));
    const [told] = await system.db
      .sql`select count(*) from trail where type = 'AccountLocked' and subject = 'accounts/shuili-jb'`;
    expect(told).toEqual({ count: 1 });
    expect(await signIn(subject)).toMatchObject(refused(403, 'IdentityNotLinked'));
  });

  it('is nothing to show for who has none', async () => {
    expect(await show(await signIn(await linked(DESK.username)), '000000')).toMatchObject(
      refused(409, 'NothingToChange'),
    );
  });
});

describe('linking an identity', () => {
  it('is done by who signed in with a password, through the platform, and signs in from then on', async () => {
    const desk = await system.as('gongan-jb');
    const begun = await desk.send('/v1/account/identities', { password: passwordOf('gongan-jb') });
    const url = await throughPages(textOf(begun, 'url'), 'gongan-1');
    expect(await back(url, cookieOf(begun))).toMatchObject({ status: 200, body: { linked: { subject: 'gongan-1' } } });
    expect((await signIn('gongan-1')).body).toMatchObject({ username: 'gongan-jb' });
    const [item] = listOf(await desk.get('/v1/account/identities'));
    expect(item).toMatchObject({ subject: 'gongan-1', linkedBy: 'per-gongan-1' });
  });

  it('asks for the password again, and a wrong one counts as at the sign-in', async () => {
    const desk = await system.as('jiaotong-jb');
    const tried = (password: string) => desk.send('/v1/account/identities', { password });
    for (let i = 0; i < 5; i += 1) expect(await tried('wrong')).toMatchObject(refused(422, 'WrongPassword'));
    expect(await tried(passwordOf('jiaotong-jb'))).toMatchObject(refused(422, 'WrongPassword'));
    const [told] = await system.db
      .sql`select count(*) from trail where type = 'AccountLocked' and subject = 'accounts/jiaotong-jb'`;
    expect(told).toEqual({ count: 1 });
  });

  it('takes no identity that is another’s, and none from a session by the platform', async () => {
    const desk = await system.as('linye-jb');
    const taken = await linked(DESK.username);
    const begun = await desk.send('/v1/account/identities', { password: passwordOf('linye-jb') });
    expect(await back(await throughPages(textOf(begun, 'url'), taken), cookieOf(begun))).toMatchObject(
      refused(409, 'IdentityTaken'),
    );
    expect(
      await admin.send('/v1/accounts/linye-jb/identities', { issuer: `${platform.issuer}/`, subject: taken }),
    ).toMatchObject(refused(409, 'IdentityTaken'));
    expect(await withToken(await signIn(taken), '/v1/account/identities', {})).toMatchObject(refused(403, 'Forbidden'));
  });

  it('comes to nothing where the account was disabled meanwhile', async () => {
    const desk = await system.as('minzheng-jb');
    const begun = await desk.send('/v1/account/identities', { password: passwordOf('minzheng-jb') });
    const url = await throughPages(textOf(begun, 'url'), 'minzheng-1');
    await system.db.sql`update accounts set disabled = true where username = 'minzheng-jb'`;
    expect(await back(url, cookieOf(begun))).toMatchObject(refused(409, 'IdentityTaken'));
  });

  it.each([
    ['signed out', 'huanbao-jb', (desk: Caller) => desk.inject({ method: 'DELETE', url: '/v1/sessions' })],
    [
      'changed the password',
      'wenlv-jb',
      (desk: Caller) =>
        desk.send('/v1/account/password', { current: passwordOf('wenlv-jb'), next: 'Kx7-mvTq2-bnHz-qqW' }),
    ],
    [
      'got a new password by the administrator',
      'nongye-jb',
      () => admin.send('/v1/accounts/nongye-jb/password-resets', {}),
    ],
  ])('comes to nothing where whoever began it %s meanwhile', async (_what, username, act) => {
    const desk = await system.as(username);
    const begun = await desk.send('/v1/account/identities', { password: passwordOf(username) });
    const url = await throughPages(textOf(begun, 'url'), `late-${username}`);
    expect((await act(desk)).status).toBeLessThan(300);
    expect((await back(url, cookieOf(begun))).status).toBeGreaterThan(400);
    const kept = await system.db.sql`select 1 from account_identities where username = ${username}`;
    expect(kept).toHaveLength(0);
  });

  it('that another made ends when the account gets a new password, one’s own stays', async () => {
    const [other, own] = [await linked('jingxin-jb'), await linked('jingxin-jb')];
    await system.db.sql`
      update account_identities set linked_by = (select person from accounts where username = 'jingxin-jb')
      where subject = ${own}`;
    expect((await admin.send('/v1/accounts/jingxin-jb/password-resets', {})).status).toBe(201);
    expect(await signIn(other)).toMatchObject(refused(403, 'IdentityNotLinked'));
    expect((await signIn(own)).body).toMatchObject({ username: 'jingxin-jb' });
  });

  it('by the administrator is not for who may act as one of the three or leads, whichever post the account is of', async () => {
    const identity = { issuer: platform.issuer, subject: 'not-mine' };
    const { sql } = system.db;
    await sql`insert into tenures (post, person, valid_from) values ('p-linye-2', 'per-shenji-1', '2026-01-01')`;
    await sql`update accounts set post = 'p-linye-2' where username = 'shenji'`;
    for (const username of ['shenji', 'xianzhang', 'anweiban-zr'])
      expect(await admin.send(`/v1/accounts/${username}/identities`, identity)).toMatchObject(
        refused(403, 'Forbidden'),
      );
    await sql`update accounts set post = 'p-shenji-1' where username = 'shenji'`;
  });

  it('ends with its sessions, at once, for the owner and for the administrator', async () => {
    const desk = await system.as(DESK.username);
    const subject = await linked(DESK.username);
    const id = identityId({ issuer: platform.issuer, subject });
    const answer = await signIn(subject);
    const other = await system.as('gongan-jb');
    expect((await other.inject({ method: 'DELETE', url: `/v1/account/identities/${id}` })).status).toBe(404);
    expect((await desk.inject({ method: 'DELETE', url: `/v1/account/identities/${id}` })).status).toBe(204);
    expect((await withToken(answer, '/v1/sessions')).status).toBe(401);
    expect(await signIn(subject)).toMatchObject(refused(403, 'IdentityNotLinked'));
    const again = identityId({ issuer: platform.issuer, subject: await linked(DESK.username) });
    const url = `/v1/accounts/${DESK.username}/identities`;
    expect(listOf(await admin.get(url)).map((item) => item['id'])).toContain(again);
    expect((await admin.inject({ method: 'DELETE', url: `${url}/${again}` })).status).toBe(204);
    const told = await system.db
      .sql`select actor ->> 'person' as who, data from trail where type = 'IdentityLinked' order by seq desc limit 3`;
    expect(told.map(({ data }) => data as object)).toMatchObject([
      { change: 'unlinked', identity: again },
      { change: 'linked', identity: again },
      { change: 'unlinked', identity: id },
    ]);
  });

  it('by the administrator is not for the accounts of the three administrators, nor for one that is not there', async () => {
    const identity = { issuer: platform.issuer, subject: 'mine' };
    expect(await admin.send('/v1/accounts/shenji/identities', identity)).toMatchObject(refused(403, 'Forbidden'));
    expect(await admin.send('/v1/accounts/nobody/identities', identity)).toMatchObject(refused(404, 'NotFound'));
    expect((await (await system.as('anweiban')).send('/v1/accounts/shenji/identities', identity)).status).toBe(403);
    expect((await admin.send('/v1/accounts/anweiban/identities', { ...identity, issuer: 'somewhere' })).status).toBe(
      400,
    );
  });
});

it('there is no platform where none is set', async () => {
  const plain = await apiSystem();
  expect((await asked(plain.app, { method: 'GET', url: '/v1/oidc/start' })).status).toBe(404);
  expect((await asked(plain.app, { method: 'GET', url: '/v1/oidc/callback?state=x' })).status).toBe(404);
  expect((await asked(plain.app, { url: '/v1/public/sign-in' })).body).toEqual({ platform: false });
  await plain.close();
});

it('over TLS the cookie is for this host and TLS alone', async () => {
  const { id: clientId } = CLIENT;
  const oidc = { issuer: platform.issuer, clientId, clientSecret: null, audience: clientId, secondFactors: [] };
  const secure = await apiSystem({ oidc: { ...oidc, redirectUrl: 'https://county.example/v1/oidc/callback' } });
  const begun = await asked(secure.app, { method: 'GET', url: '/v1/oidc/start' });
  expect(String(begun.headers['set-cookie'])).toMatch(
    /^__Host-bihuan-oidc=.*; Path=\/; .*; HttpOnly; SameSite=Lax; Secure$/,
  );
  await secure.close();
});
