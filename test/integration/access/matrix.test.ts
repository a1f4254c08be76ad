import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAsker, type AccessRow } from '../../../api/access/row.ts';
import { ACCESS } from '../../../api/access/table.ts';
import { confirmApiKey, makeApiKey } from '../../../db/accounts/api-keys.ts';
import { KEY_SCOPES, type KeyScope } from '../../../db/accounts/key-scopes.ts';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import { instantOf, plusMs } from '../../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { apiSystem, asked, type Answered, type ApiSystem } from '../api/system.ts';
import { orderImport } from '../../../api/stores/imports.ts';
import { enrolled, tokenOf } from './people.ts';

const ROLES: readonly Role[] = [
  'leader',
  'office',
  'regulator',
  'department',
  'township',
  'enterprise',
  'supervisor',
  'expert',
  'auditor',
  'admin',
  'security',
  'public',
];
const RANKS = [0, 1, 2, 3, 4, 5] as const;
const DENIED = '您的岗位不能使用这项功能。';
const HIDDEN = '没有这条记录，或不在您的查看范围内。';
const NO_SCOPE = '接口密钥的权限范围不包括这项功能。';

let system: ApiSystem;
const actors: Actor[] = [];

beforeAll(async () => {
  system = await apiSystem({ limits: { requestsPerMinute: 1_000_000, trailPerMinute: 1_000_000 } });
  for (const role of ROLES)
    for (const rank of RANKS) {
      const actor = actorOf(role, rank);
      await enrolled(system.app, system.db, actor);
      actors.push(actor);
    }
  const at = instantOf(Date.now());
  const about = { file: 'none', name: 'a.csv', by: 'nobody' as PersonId, at, dryRun: true };
  await orderImport(system.db, { id: 'imp-there', ...about });
});
afterAll(() => system.close());

function actorOf(role: Role, rank: number): Actor {
  const id = `${role}${rank.toString()}`;
  return { person: `mx-${id}` as PersonId, post: `mx-post-${id}` as PostId, unit: `mx-${role}` as UnitId, rank, role };
}

/** A call that harms nothing: what it names is not there and its body says nothing. */
async function call({ route }: AccessRow, token: string | null): Promise<Answered> {
  const [method = '', pattern = ''] = route.split(' ');
  const isImport = pattern === '/v1/imports/:id';
  const url = pattern.replaceAll(/:[a-zA-Z]+/g, isImport ? 'imp-there' : 'nothing-there').replace('*', 'none');
  return await asked(system.app, {
    method,
    url,
    headers: {
      'idempotency-key': randomUUID(),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' || method === 'DELETE' ? {} : { payload: '[]' }),
  });
}

/** What the row tells whom it does not name. */
function refusalOf({ otherwise, code, says }: AccessRow): object {
  if (otherwise === 'hidden') return { status: 404, code: 'NotFound', detail: says ?? HIDDEN };
  return { status: 403, code: code ?? 'Forbidden', detail: says ?? DENIED };
}

function said({ status, body }: Answered): object {
  return { status, code: body['code'], detail: body['detail'] };
}

function isIn({ who }: AccessRow, actor: Actor): boolean {
  return typeof who === 'string' || isAsker(actor, who);
}

/** Once for each call, since some calls end the session that they are made with. */
function freshToken({ person, post }: Actor): Promise<string> {
  return tokenOf(system.db, `of-${person}-${post}`);
}

describe('the access table', () => {
  it('has one row for each route and no other', () => {
    expect(new Set(ACCESS.map(({ route }) => route)).size).toBe(ACCESS.length);
    expect(ACCESS.length).toBeGreaterThan(80);
  });

  it.each(ACCESS.map((row) => [row.route, row] as const))(
    '%s is walked by every role at every rank',
    async (_, row) => {
      const stranger = await call(row, null);
      if (row.who !== 'anyone') expect(said(stranger)).toMatchObject({ status: 401, code: 'NotSignedIn' });
      else expect(stranger.body['code']).not.toBe('NotSignedIn');
      for (const actor of row.who === 'anyone' ? [] : actors) {
        const answered = said(await call(row, await freshToken(actor)));
        const where = `${actor.role}:${actor.rank.toString()}`;
        if (isIn(row, actor)) {
          expect(answered, where).not.toEqual(refusalOf(row));
          expect(answered, where).not.toMatchObject({ status: 401 });
        } else expect(answered, where).toEqual(refusalOf(row));
      }
    },
  );

  it('opens a HEAD to whom it opens the GET, and knows no other method', async () => {
    const token = await freshToken(actorOf('public', 0));
    const headers = { authorization: `Bearer ${token}` };
    const statusAt = async (method: 'HEAD' | 'OPTIONS' | 'PUT', url: string) =>
      (await system.app.inject({ method, url, headers })).statusCode;
    expect(await statusAt('HEAD', '/v1/kinds')).toBe(200);
    expect(await statusAt('HEAD', '/v1/trail')).toBe(403);
    expect(await statusAt('OPTIONS', '/v1/trail')).toBe(404);
    expect(await statusAt('PUT', '/v1/trail')).toBe(404);
  });
});

describe('an API key', () => {
  const keyOf = async (scopes: readonly KeyScope[]): Promise<string> => {
    const at = instantOf(Date.now());
    const { person, post } = actorOf('department', 1);
    const times = { createdAt: at, expiresAt: plusMs(at, 3_600_000) };
    const made = await makeApiKey(system.db, { name: 'k', person, post, scopes, createdBy: person, ...times });
    if (made === null) throw new Error('no key was made');
    await confirmApiKey(system.db, made.key.id, person, at);
    return made.token;
  };
  const isBarred = (answered: Answered): boolean => answered.status === 403 && answered.body['detail'] === NO_SCOPE;

  it('opens the rows of its scopes to whom its post does, and no other row', async () => {
    const [every, ...single] = await Promise.all([keyOf(KEY_SCOPES), ...KEY_SCOPES.map((scope) => keyOf([scope]))]);
    for (const row of ACCESS.filter(({ who }) => who !== 'anyone')) {
      expect(isBarred(await call(row, every)), row.route).toBe(row.key === undefined);
      for (const [i, scope] of KEY_SCOPES.entries())
        expect(isBarred(await call(row, single[i] ?? '')), `${row.route} by ${scope}`).toBe(row.key !== scope);
      if (row.key !== undefined && !isIn(row, actorOf('department', 1)))
        expect(said(await call(row, every)), row.route).toEqual(refusalOf(row));
    }
  });
});

describe('a session that must first be set right', () => {
  it.each(['password', 'totp'] as const)('is let past the rows that say so only: %s', async (restricted) => {
    const { person, post } = actorOf('admin', 3);
    for (const row of ACCESS.filter(({ who }) => who !== 'anyone')) {
      const token = await freshToken(actorOf('admin', 3));
      await system.db.sql`
        update sessions set restricted = ${restricted} where username = ${`of-${person}-${post}`}`;
      const isHeld = (await call(row, token)).body['code'] === 'SessionRestricted';
      expect(isHeld, row.route).toBe(row.restricted !== true);
    }
  });
});
