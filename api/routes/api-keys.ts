import type { FastifyInstance } from 'fastify';
import {
  apiKeys,
  confirmApiKey,
  makeApiKey,
  revokeApiKey,
  type ApiKey,
  type NewApiKey,
} from '../../db/accounts/api-keys.ts';
import { tellOfKey } from '../../db/accounts/hold.ts';
import { appendTrail, trailActor, type TrailEntry } from '../../db/trail.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';
import { DAY_MS, parseInstant, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { API_KEY_SCHEMA } from '../bodies/api-keys.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** A key is good for so long where nothing is said, and never for longer than a year. The figures are ours. */
const DAYS = 90;
const DAYS_MAX = 366;
/** Who sees all keys; others see those that they answer for. */
const KEEPERS: readonly Role[] = ['admin', 'security', 'auditor'];

type Asked = Pick<NewApiKey, 'name' | 'person' | 'post' | 'scopes'> & { readonly expiresAt?: string };

/** Keys of departments' systems: each acts in the name of one person, in one post, within its scopes. */
export function apiKeyRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/api-keys', async (request, reply) => {
    const { actor } = signedIn(request);
    checkBody(API_KEY_SCHEMA, request.body);
    const { expiresAt, ...asked } = request.body as Asked;
    const at = request.receivedAt;
    const key = { ...asked, createdBy: actor.person, createdAt: at, expiresAt: expiryOf(expiresAt, at) };
    const made = await db.sql.begin(async (sql) => {
      const row = await makeApiKey({ sql }, key);
      if (row === null) return null;
      await tellOfKey(sql, row.key, at);
      await appendTrail({ sql }, entryOf('ApiKeyMade', row.key, actor, at));
      return row;
    });
    if (made === null)
      throw problem('KeyUnfit', '接口密钥须由在岗人员以经办岗位使用；系统、安全、审计管理员的岗位不能使用。');
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ token: made.token, ...made.key });
  });

  app.get('/v1/api-keys', async (request) => {
    const { actor } = signedIn(request);
    return { items: await apiKeys(db, KEEPERS.includes(actor.role) ? null : actor.person), next: null };
  });

  app.post<{ Params: { id: string } }>('/v1/api-keys/:id/confirmations', async (request) => {
    const { actor } = signedIn(request);
    const at = request.receivedAt;
    const confirmed = await db.sql.begin(async (sql) => {
      const key = await confirmApiKey({ sql }, request.params.id, actor.person, at);
      if (key !== null) await appendTrail({ sql }, entryOf('ApiKeyConfirmed', key, actor, at));
      return key;
    });
    if (confirmed === null) throw problem('NotFound', '没有待您确认的这个接口密钥。');
    return confirmed;
  });

  app.delete<{ Params: { id: string } }>('/v1/api-keys/:id', async (request, reply) => {
    const { actor } = signedIn(request);
    const at = request.receivedAt;
    const ended = await db.sql.begin(async (sql) => {
      const key = await revokeApiKey({ sql }, request.params.id, actor.person, at);
      if (key !== null) await appendTrail({ sql }, entryOf('ApiKeyRevoked', key, actor, at));
      return key;
    });
    if (ended === null) throw problem('NotFound', '没有这个接口密钥，或已经注销。');
    return reply.code(204).send();
  });
}

function expiryOf(asked: string | undefined, at: Instant): Instant {
  if (asked === undefined) return plusMs(at, DAYS * DAY_MS);
  const expiry = parseInstant(asked);
  if (expiry === null || expiry <= at || expiry > plusMs(at, DAYS_MAX * DAY_MS))
    throw problem('KeyUnfit', '接口密钥的有效期须晚于现在，最长一年。');
  return expiry;
}

function entryOf(
  type: 'ApiKeyMade' | 'ApiKeyConfirmed' | 'ApiKeyRevoked',
  key: ApiKey,
  actor: Actor,
  at: Instant,
): TrailEntry {
  const { id, person, post, scopes, expiresAt } = key;
  return { at, type, actor: trailActor(actor), subject: `api-keys/${id}`, data: { person, post, scopes, expiresAt } };
}
