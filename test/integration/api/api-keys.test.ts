import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys, sessionOfKey } from '../../../db/accounts/api-keys.ts';
import { KEY_SCOPES } from '../../../db/accounts/key-scopes.ts';
import { sha256 } from '../../../db/chain.ts';
import { ACCESS } from '../../../api/access/table.ts';
import { DAY_MS, instantOf, plusMs } from '../../../workflows/kernel/instant.ts';
import { exampleOf, handInPicture } from './hazard-bodies.ts';
import { apiSystem, asked, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

const DESK = { person: 'per-yingji-1', post: 'p-yingji-1' };
const TOWN = { person: 'per-chengguan-1', post: 'p-chengguan-1' };
let system: ApiSystem;
let admin: Caller;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  admin = await system.as('admin');
});
afterAll(() => system.close());

const ask = (more: object = {}) =>
  admin.send('/v1/api-keys', { name: '执法系统', ...DESK, scopes: ['matters:read', 'registers:read'], ...more });

/** A key that its person has confirmed. */
async function make(more: object = {}): Promise<Answered> {
  const made = await ask(more);
  if (made.status === 201)
    await system.db.sql`update api_keys set confirmed_at = now() where id = ${textOf(made, 'id')}`;
  return made;
}

function withKey(token: string, method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown): Promise<Answered> {
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': sha256(`${token}${url}${JSON.stringify(body)}`),
    'content-type': 'application/json',
  };
  return asked(system.app, { method, url, headers, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) });
}

const trailOf = (subject: string) => system.db.sql<{ type: string; actor: object; data: object }[]>`
  select type, actor, data from trail where subject = ${subject} order by seq`;

describe('making an API key', () => {
  it('answers the token once and keeps its hash alone', async () => {
    const made = await make({ expiresAt: new Date(Date.now() + 30 * DAY_MS).toISOString() });
    expect(made).toMatchObject({ status: 201, headers: { 'cache-control': 'no-store' } });
    const token = textOf(made, 'token');
    expect(token).toMatch(/^bhk_[\w-]{43}$/);
    const [row] = await system.db.sql`select * from api_keys where id = ${textOf(made, 'id')}`;
    expect(row?.['token_hash']).toBe(sha256(token));
    expect(JSON.stringify([row, (await admin.get('/v1/api-keys')).body])).not.toContain(token);
    expect(await trailOf(`api-keys/${textOf(made, 'id')}`)).toMatchObject([
      { type: 'ApiKeyMade', actor: { person: 'per-admin' }, data: DESK },
    ]);
  });

  it.each([
    ['a person who does not hold the post', { person: 'per-yingji-2' }],
    ['a person whom nobody knows', { person: 'nobody' }],
    ['an administrator', { person: 'per-admin', post: 'p-admin' }],
    ['an auditor', { person: 'per-shenji-1', post: 'p-shenji-1' }],
    ['a post that decides', { person: 'per-yingji-2', post: 'p-yingji-2' }],
    ['more than a year', { expiresAt: new Date(Date.now() + 367 * DAY_MS).toISOString() }],
    ['the past', { expiresAt: new Date(Date.now() - 1).toISOString() }],
  ])('refuses one for %s', async (_for, body) => {
    expect(await make(body)).toMatchObject({ status: 422, body: { code: 'KeyUnfit' } });
  });

  it('is for the administrator alone, and its scopes are from the list', async () => {
    const desk = await system.as('anweiban');
    expect((await desk.send('/v1/api-keys', {})).status).toBe(403);
    expect((await make({ scopes: ['everything'] })).status).toBe(400);
    expect((await make({ scopes: [] })).status).toBe(400);
  });

  it('expires after ninety days unless told otherwise', async () => {
    const { body } = await make();
    expect(Date.parse(String(body['expiresAt'])) - Date.parse(String(body['createdAt']))).toBe(90 * DAY_MS);
  });
});

describe('an API key', () => {
  it('opens nothing before its person confirmed it in a session of their own, and they are told of it', async () => {
    const made = await ask();
    const id = textOf(made, 'id');
    const url = `/v1/api-keys/${id}/confirmations`;
    const used = async () => (await withKey(textOf(made, 'token'), 'GET', '/v1/hazards')).status;
    expect(await used()).toBe(401);
    const owner = await system.as('yingji-jb');
    expect(listOf(await owner.get('/v1/inbox')).map(({ data }) => data)).toContainEqual({ id, person: DESK.person });
    for (const one of [admin, await system.as('shuili-jb')]) expect((await one.send(url, {})).status).toBe(404);
    expect(await used()).toBe(401);
    expect(await owner.send(url, {})).toMatchObject({
      status: 200,
      body: { id, confirmedAt: expect.any(String) as unknown },
    });
    expect(await used()).toBe(200);
    expect((await owner.send(url, {})).status).toBe(404);
    expect((await trailOf(`api-keys/${id}`)).map(({ type }) => type)).toEqual(['ApiKeyMade', 'ApiKeyConfirmed']);
  });

  it('opens what its scopes name and its post may, and nothing else', async () => {
    const token = textOf(await make(), 'token');
    expect((await withKey(token, 'GET', '/v1/hazards')).status).toBe(200);
    expect((await withKey(token, 'GET', '/v1/registers')).status).toBe(200);
    expect(await withKey(token, 'GET', '/v1/statistics')).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
    expect((await withKey(token, 'POST', '/v1/hazards', exampleOf('Report'))).status).toBe(403);
    const imports = textOf(await make({ scopes: ['imports'] }), 'token');
    expect((await withKey(imports, 'POST', '/v1/imports')).status).toBe(403);
  });

  it('with every scope reaches no account, session, key, identity or register to write', async () => {
    const token = textOf(await make({ scopes: KEY_SCOPES }), 'token');
    for (const url of ['/v1/sessions', '/v1/api-keys', '/v1/account/identities'])
      expect((await withKey(token, 'GET', url)).status, url).toBe(403);
    expect((await withKey(token, 'DELETE', '/v1/api-keys/key-1')).status).toBe(403);
    const opened = ACCESS.filter((row) => row.key !== undefined).map((row) => row.route);
    expect(
      opened.filter((route) => /\/v1\/(accounts?|sessions|api-keys|oidc)(\/|$)|identit|opening/.test(route)),
    ).toEqual([]);
    expect(opened.filter((route) => /^(POST|PATCH|PUT|DELETE) \/v1\/registers/.test(route))).toEqual([]);
  });

  it('acts in the name of its person, and the trail says by which key', async () => {
    const made = await make({ ...TOWN, scopes: ['matters:open', 'matters:read'] });
    const opened = await withKey(textOf(made, 'token'), 'POST', '/v1/hazards', exampleOf('Report'));
    expect(opened.status).toBe(201);
    const events = await withKey(textOf(made, 'token'), 'GET', `/v1/hazards/${textOf(opened, 'id')}/events`);
    expect(listOf(events)[0]).toMatchObject({ actor: TOWN });
    const refused = await withKey(textOf(made, 'token'), 'POST', '/v1/hazards', { nonsense: true });
    expect(refused.status).toBe(400);
    expect((await trailOf(`api-keys/${textOf(made, 'id')}`)).slice(1)).toEqual([
      {
        type: 'ApiKeyUsed',
        actor: { ...TOWN, unit: 'u-chengguan', role: 'township' },
        data: { route: 'POST /v1/hazards', commandId: opened.headers['command-id'] },
      },
    ]);
    const [told] = await system.db.sql`select data from trail where type = 'CommandRefused' order by seq desc limit 1`;
    expect(told?.['data']).toMatchObject({ code: 'InvalidBody', key: textOf(made, 'id') });
  });

  it('is out at once when it is revoked, and is revoked once', async () => {
    const made = await make();
    const url = `/v1/api-keys/${textOf(made, 'id')}`;
    const other = await system.as('yingji-jb');
    expect((await other.inject({ method: 'DELETE', url })).status).toBe(403);
    expect((await admin.inject({ method: 'DELETE', url })).status).toBe(204);
    expect((await withKey(textOf(made, 'token'), 'GET', '/v1/hazards')).status).toBe(401);
    expect((await admin.inject({ method: 'DELETE', url })).status).toBe(404);
    expect((await trailOf(`api-keys/${textOf(made, 'id')}`)).map(({ type }) => type)).toEqual([
      'ApiKeyMade',
      'ApiKeyRevoked',
    ]);
  });

  it('is seen by the administrators and by who answers for it', async () => {
    const id = textOf(await make(), 'id');
    const idsOf = async (username: string) =>
      listOf(await (await system.as(username)).get('/v1/api-keys')).map((key) => key['id']);
    expect(await idsOf('admin')).toContain(id);
    expect(await idsOf('yingji-jb')).toContain(id);
    expect(await idsOf('shuili-jb')).toEqual([]);
  });
});

describe('the session of an API key', () => {
  const at = instantOf(Date.parse('2026-11-22T09:00:00+08:00'));
  const later = (ms: number) => plusMs(at, ms);
  const used = async (id: string) => (await apiKeys(system.db, null)).find((key) => key.id === id)?.lastUsedAt ?? null;
  async function made(): Promise<{ id: string; token: string }> {
    const answer = await make();
    await system.db
      .sql`update api_keys set created_at = ${at}, expires_at = ${later(DAY_MS)} where id = ${textOf(answer, 'id')}`;
    return { id: textOf(answer, 'id'), token: textOf(answer, 'token') };
  }

  it('lasts until the key expires', async () => {
    const { id, token } = await made();
    expect(await sessionOfKey(system.db, token, later(DAY_MS - 1))).toMatchObject({
      id,
      username: id,
      method: 'key',
      restricted: null,
      scopes: ['matters:read', 'registers:read'],
      actor: { ...DESK, unit: 'u-yingji', rank: 1, role: 'regulator' },
    });
    expect(await sessionOfKey(system.db, token, later(DAY_MS))).toBeNull();
    expect(await sessionOfKey(system.db, `${token}x`, at)).toBeNull();
  });

  it('notes its use at most once a minute', async () => {
    const { id, token } = await made();
    expect(await used(id)).toBeNull();
    await sessionOfKey(system.db, token, at);
    await sessionOfKey(system.db, token, later(59_999));
    expect(await used(id)).toBe(at);
    await sessionOfKey(system.db, token, later(60_000));
    expect(await used(id)).toBe(later(60_000));
  });

  it.each([
    ['the tenure', `update tenures set valid_to = '2026-11-21' where person = '${DESK.person}'`],
    ['the post', `update posts set valid_to = '2026-11-21' where id = '${DESK.post}'`],
    ['the post’s beginning', `update posts set valid_from = '2026-11-23' where id = '${DESK.post}'`],
    ['a low rank', `update posts set rank = 2 where id = '${DESK.post}'`],
    ['a role that acts by key', `update posts set role = 'security' where id = '${DESK.post}'`],
    ['the last account of its person', `update accounts set disabled = true where person = '${DESK.person}'`],
  ])('ends with %s', async (_what, change) => {
    const { token } = await made();
    const seen: unknown[] = [];
    const trying = system.db.sql.begin(async (sql) => {
      seen.push(await sessionOfKey({ sql }, token, at));
      await sql.unsafe(change);
      seen.push(await sessionOfKey({ sql }, token, at));
      throw new Error('taken back');
    });
    await expect(trying).rejects.toThrow('taken back');
    expect(seen).toEqual([expect.objectContaining({ method: 'key' }), null]);
  });
});
