import type { FastifyInstance } from 'fastify';
import { accountOf, signIn, signOut, type Session } from '../../db/accounts.ts';
import { sha256 } from '../../db/chain.ts';
import { trailActor, type TrailEntry } from '../../db/trail.ts';
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
export function sessionRoutes(app: FastifyInstance, { db, trail }: Api): void {
  app.post('/v1/sessions', { config: { open: true } }, async (request, reply) => {
    checkBody(SIGN_IN_SCHEMA, request.body);
    const { username, password } = request.body as { username: string; password: string };
    const signed = await signIn(db, username, password, request.receivedAt);
    const { ip, receivedAt: at } = request;
    if ('refused' in signed) {
      const of = await accountOf(db, username);
      await trail.keepOfMany(`address ${ip}`, signInRefused(signed.refused, username, of, ip, at));
      throw refusedSignIn(signed.until, at);
    }
    const { token, session } = signed;
    await trail.keep(ofSession('SignedIn', session, ip, at));
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ token, ...sessionBody(session) });
  });

  app.get('/v1/sessions', (request) => sessionBody(signedIn(request)));

  app.delete('/v1/sessions', async (request, reply) => {
    await signOut(db, bearer(request.headers.authorization) ?? '');
    await trail.keep(ofSession('SignedOut', signedIn(request), request.ip, request.receivedAt));
    return reply.code(204).send();
  });
}

function sessionBody(session: Session): object {
  const { username, name, postTitle, unitName, expiresAt, actor } = session;
  return { username, name, postTitle, unitName, expiresAt, ...actor };
}

function ofSession(type: 'SignedIn' | 'SignedOut', session: Session, address: string, at: Instant): TrailEntry {
  const { actor, username } = session;
  return { at, type, actor: trailActor(actor), subject: `accounts/${username}`, data: { address } };
}

/** People type passwords where names belong: of a name that is no account only a few bits stand, to tell it again. */
function signInRefused(
  code: string,
  username: string,
  person: string | null,
  address: string,
  at: Instant,
): TrailEntry {
  const known = { subject: `accounts/${username}`, data: { code, person, address } };
  const unknown = { subject: null, data: { code, name: sha256(`name\n${username}`).slice(0, 6), address } };
  return { at, type: 'SignInRefused', actor: { process: 'api' }, ...(person === null ? unknown : known) };
}

function refusedSignIn(until: Instant | null, now: Instant): Error {
  if (until === null) return problem('WrongCredentials', '用户名或密码不正确。');
  const seconds = Math.max(1, Math.ceil((msOf(until) - msOf(now)) / 1_000));
  const detail = '密码错误次数过多，账号已临时锁定，请稍后再试。';
  return problem('AccountLocked', detail, { headers: { 'retry-after': seconds.toString() } });
}
