import type { FastifyInstance } from 'fastify';
import { signIn, signOut, type Session } from '../../db/accounts.ts';
import { msOf, type Instant } from '../../workflows/kernel/instant.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { bearer, signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** What signing in takes. */
export const SIGN_IN_SCHEMA = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: {
    username: { type: 'string', minLength: 1, maxLength: 64 },
    password: { type: 'string', minLength: 1, maxLength: 256 },
  },
} as const;

/** Signing in and out. */
export function sessionRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/sessions', { config: { open: true } }, async (request, reply) => {
    checkBody(SIGN_IN_SCHEMA, request.body);
    const { username, password } = request.body as { username: string; password: string };
    const signed = await signIn(db, username, password, request.receivedAt);
    if ('refused' in signed) throw refusedSignIn(signed.until, request.receivedAt);
    const { token, session } = signed;
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ token, ...sessionBody(session) });
  });

  app.get('/v1/sessions', (request) => sessionBody(signedIn(request)));

  app.delete('/v1/sessions', async (request, reply) => {
    await signOut(db, bearer(request.headers.authorization) ?? '');
    return reply.code(204).send();
  });
}

function sessionBody(session: Session): object {
  const { username, name, postTitle, unitName, expiresAt, actor } = session;
  return { username, name, postTitle, unitName, expiresAt, ...actor };
}

function refusedSignIn(until: Instant | null, now: Instant): Error {
  if (until === null) return problem('WrongCredentials', '用户名或密码不正确。');
  const seconds = Math.max(1, Math.ceil((msOf(until) - msOf(now)) / 1_000));
  const detail = '密码错误次数过多，账号已临时锁定，请稍后再试。';
  return problem('AccountLocked', detail, { headers: { 'retry-after': seconds.toString() } });
}
