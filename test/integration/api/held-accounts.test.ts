import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rescueAccount } from '../../../db/accounts/rescue.ts';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import { attempt, bearerOf, passwordOf, said, type Bearer } from './account-calls.ts';
import { entriesOf, postBody } from './register-entries.ts';
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

const signIn = (username: string, password: string) => attempt(system.app, { username, password });

async function made(username: string, person: string, post: string): Promise<string> {
  return textOf(await admin.call('POST', '/v1/accounts', { username, person, post }), 'oneTimePassword');
}

async function isHeld(username: string): Promise<boolean> {
  const { body } = await auditor.call('GET', `/v1/accounts/${username}`);
  return body['releasedAt'] === null;
}

describe('an account that somebody else could act by', () => {
  it.each([
    ['the security administrator', 'per-anquan-gly', 'p-anquan-gly'],
    ['the auditor', 'per-shenji-1', 'p-shenji-1'],
    ['the head of 安委办', 'per-anweiban-3', 'p-anweiban-3'],
    ['a county leader', 'per-fenguan', 'p-fenguan'],
    ['a desk that has an account already', 'per-shuili-1', 'p-shuili-1'],
  ])('is held when it is a second one of %s', async (_whose, person, post) => {
    const username = `second.${post.slice(2)}`;
    const password = await made(username, person, post);
    expect(said(await signIn(username, password))).toBe('WrongCredentials');
    expect(await isHeld(username)).toBe(true);
  });

  it('is held when it is the first of somebody in a high post, and not when it is a desk’s first', async () => {
    const { sql } = system.db;
    await sql`insert into people (id, name) values ('per-new-head', '新任'), ('per-new-desk', '新手')`;
    await sql`
      insert into tenures (post, person, valid_from)
      values ('p-shuili-3', 'per-new-head', '2026-01-01'), ('p-shuili-1', 'per-new-head', '2026-01-01'),
        ('p-shuili-1', 'per-new-desk', '2026-01-01')`;
    // As another post of theirs they would be the head all the same.
    const head = await made('new.head', 'per-new-head', 'p-shuili-1');
    expect(said(await signIn('new.head', head))).toBe('WrongCredentials');
    const desk = await made('new.desk', 'per-new-desk', 'p-shuili-1');
    expect(said(await signIn('new.desk', desk))).toBe(201);
  });

  it('opens when the security administrator released it, once, and is told to its person and the auditor', async () => {
    const password = await made('second.linye', 'per-linye-1', 'p-linye-1');
    const url = '/v1/accounts/second.linye/releases';
    for (const one of [admin, auditor]) expect(said(await one.call('POST', url))).toBe('Forbidden');
    expect(said(await security.call('POST', url))).toBe(200);
    expect(said(await security.call('POST', url))).toBe('NothingToChange');
    expect(said(await signIn('second.linye', password))).toBe(201);
    for (const username of ['linye-jb', 'shenji']) {
      const reader = await system.as(username);
      const told = listOf(await reader.get('/v1/inbox')).map(({ notice, data }) => [notice, data]);
      expect(told).toContainEqual(['AccountTouched', { username: 'second.linye', did: 'made' }]);
      expect(told).toContainEqual(['AccountTouched', { username: 'second.linye', did: 'released' }]);
    }
    const told = listOf(await auditor.call('GET', '/v1/trail?subject=accounts/second.linye&limit=50'));
    expect(told.map(({ data }) => data)).toContainEqual({ released: true });
    expect(told.map(({ data }) => data)).toContainEqual({ person: 'per-linye-1', post: 'p-linye-1', held: true });
  });

  it('is released by the auditor where it is the security administrator’s', async () => {
    await made('second.security', 'per-anquan-gly', 'p-anquan-gly');
    const url = '/v1/accounts/second.security/releases';
    expect(said(await security.call('POST', url))).toBe('OwnAccount');
    expect(said(await auditor.call('POST', url))).toBe(200);
  });
});

describe('who is promoted', () => {
  it('is signed out and held until another administrator releases the account; who stays a desk is not', async () => {
    const chief = await system.as('anweiban-zr');
    const today = dayOf(instantOf(Date.now()));
    const [owner, aside] = [await bearerOf(system.app, 'qixiang-jb'), await bearerOf(system.app, 'minzheng-jb')];
    const promote = async (person: string, post: string) =>
      said(await chief.send('/v1/registers/tenures', { person, post, validFrom: today, reason: '任命' }));
    expect(await promote('per-minzheng-1', 'p-qixiang-1')).toBe(201);
    expect(said(await aside.call('GET', '/v1/sessions'))).toBe(200);
    expect(await promote('per-qixiang-1', 'p-qixiang-3')).toBe(201);
    expect(said(await owner.call('GET', '/v1/sessions'))).toBe('NotSignedIn');
    const password = passwordOf('qixiang-jb');
    expect(said(await signIn('qixiang-jb', password))).toBe('WrongCredentials');
    const told = listOf(await auditor.call('GET', '/v1/trail?subject=accounts/qixiang-jb&limit=50'));
    expect(told.map(({ data }) => data)).toContainEqual({ held: true });
    expect(said(await security.call('POST', '/v1/accounts/qixiang-jb/releases'))).toBe(200);
    expect(said(await signIn('qixiang-jb', password))).toBe(201);
    // Once at the height, no further post of it holds anybody again.
    expect(await promote('per-qixiang-1', 'p-minzheng-3')).toBe(201);
    expect(await isHeld('qixiang-jb')).toBe(false);
  });

  it('is so also where the post itself becomes a head’s', async () => {
    const chief = entriesOf(await system.as('anweiban-zr'));
    const entered = await chief.add('posts', postBody({ rank: 2, unit: 'u-minzheng' }));
    const post = textOf(entered, 'id');
    const { sql } = system.db;
    await sql`insert into tenures (post, person, valid_from) values (${post}, 'per-minzheng-2', '2026-01-01')`;
    expect(said(await chief.change('posts', post, { title: '分管' }))).toBe(200);
    expect(await isHeld('minzheng-fg')).toBe(false);
    expect(said(await chief.change('posts', post, { rank: 3 }))).toBe(200);
    expect(await isHeld('minzheng-fg')).toBe(true);
  });
});

describe('the last account of one of the three administrators', () => {
  it('is neither disabled nor moved, another one is', async () => {
    const { sql } = system.db;
    await sql`update accounts set disabled = true where username like 'second.%'`;
    await sql`insert into tenures (post, person, valid_from) values ('p-linye-2', 'per-shenji-1', '2026-01-01')`;
    for (const username of ['shenji', 'anquan-gly']) {
      const disabled = await admin.call('PATCH', `/v1/accounts/${username}`, { disabled: true, reason: 'left' });
      expect([disabled.status, said(disabled)]).toEqual([409, 'LastAdministrator']);
    }
    const moved = { post: 'p-linye-2', reason: 'moved' };
    expect(said(await admin.call('PATCH', '/v1/accounts/shenji', moved))).toBe('LastAdministrator');
    await sql`update accounts set disabled = false, released_at = now() where username = 'second.shenji-1'`;
    expect(said(await admin.call('PATCH', '/v1/accounts/second.shenji-1', { ...moved }))).toBe(200);
  });
});

describe('a password that the system administrator drew', () => {
  it('opens no high post’s account before it is released, and its person and the auditor are told', async () => {
    const password = textOf(await admin.call('POST', '/v1/accounts/anweiban-zr/password-resets'), 'oneTimePassword');
    expect(said(await signIn('anweiban-zr', password))).toBe('WrongCredentials');
    expect(said(await security.call('POST', '/v1/accounts/anweiban-zr/releases'))).toBe(200);
    expect(said(await signIn('anweiban-zr', password))).toBe(201);
    const told = listOf(await auditor.call('GET', '/v1/inbox')).map(({ data }) => data);
    expect(told).toContainEqual({ username: 'anweiban-zr', did: 'passwordReset' });
  });

  it('opens a desk’s at once', async () => {
    const password = textOf(await admin.call('POST', '/v1/accounts/gongan-jb/password-resets'), 'oneTimePassword');
    expect(said(await signIn('gongan-jb', password))).toBe(201);
  });

  it('is not drawn for the last who could release it', async () => {
    await system.db.sql`update accounts set disabled = true where username like 'second.%'`;
    expect(said(await admin.call('POST', '/v1/accounts/anquan-gly/password-resets'))).toBe(201);
    expect(said(await admin.call('POST', '/v1/accounts/shenji/password-resets'))).toBe('LastAdministrator');
    expect(said(await auditor.call('POST', '/v1/accounts/anquan-gly/releases'))).toBe(200);
  });
});

describe('when security administrator and auditor are both shut out', () => {
  it('one of them is let in again on the server, and no other account is', async () => {
    const { db } = system;
    const at = instantOf(Date.now());
    await db.sql`update accounts set released_at = null where username = 'anquan-gly'`;
    for (const username of ['admin', 'anweiban-zr', 'nobody']) expect(await rescueAccount(db, username, at)).toBeNull();
    const password = await rescueAccount(db, 'anquan-gly', at);
    expect(said(await signIn('anquan-gly', password ?? ''))).toBe(201);
    const told = listOf(await auditor.call('GET', '/v1/trail?subject=accounts/anquan-gly&limit=50'));
    expect(told).toContainEqual(expect.objectContaining({ actor: { process: 'accounts' }, data: { rescued: true } }));
    await db.sql`update tenures set valid_to = '2026-01-01' where person = 'per-anquan-gly'`;
    expect(await rescueAccount(db, 'anquan-gly', at)).toBeNull();
  });
});
