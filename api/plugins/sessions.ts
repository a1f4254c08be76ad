import type { FastifyInstance, FastifyRequest } from 'fastify';
import { KEY_PREFIX, sessionOfKey } from '../../db/accounts/api-keys.ts';
import { sessionOf, type Session } from '../../db/accounts/session.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Api } from '../context.ts';
import { problem } from '../problems/problem.ts';
import { isOpen } from './access.ts';

/**
 * Stamps every request with its receipt, and lets nobody without a valid session past a route that is not open to anyone.
 * A database that is away is 503, never 401: a caller must not be told that a good token is bad.
 */
export function sessions(app: FastifyInstance, { db }: Pick<Api, 'db'>): void {
  app.decorateRequest('session', null);
  app.decorateRequest('receivedAt');
  app.addHook('onRequest', async (request) => {
    request.receivedAt = instantOf(Date.now());
    if (request.is404 || isOpen(request)) return;
    const token = bearer(request.headers.authorization);
    const find = token?.startsWith(KEY_PREFIX) === true ? sessionOfKey : sessionOf;
    request.session = token === null ? null : await find(db, token, request.receivedAt);
    if (request.session === null)
      throw problem('NotSignedIn', '请先登录。', { headers: { 'www-authenticate': 'Bearer' } });
  });
}

/** The session of a request on a route that is not open. */
export function signedIn(request: FastifyRequest): Session {
  if (request.session === null) throw problem('NotSignedIn', '请先登录。');
  return request.session;
}

/** The token of an `Authorization: Bearer` header; null when there is none. */
export function bearer(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,512})$/i.exec(header ?? '')?.[1] ?? null;
}
