import type { FastifyRequest, onRequestHookHandler, RouteShorthandOptions } from 'fastify';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../db/canonical.ts';
import type { Secrets } from '../../db/secrets.ts';
import { codeOf } from '../../db/tips/codes.ts';
import { ANONYMOUS, type Actor } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { isAsker } from '../access/row.ts';
import { addressOf, tooMany } from '../plugins/protection.ts';
import { asksIdentity } from './identity.ts';
import { quotaOf } from './quota.ts';

/**
 * Our default: a family or a workshop behind one address has something to tell, a script that fills the desk has not. What
 * is refused counts for nothing, and what is sent again counts once: a bad line must not silence whoever stands behind it.
 */
const STRANGERS = { max: 20, windowMs: 3_600_000 };

/** What the log says of a request whose address, caller or moment would point at a person: the pattern alone. */
export const UNOBSERVED: Pick<RouteShorthandOptions, 'logSerializers'> = {
  logSerializers: {
    req: ({ method, routeOptions }: FastifyRequest) => ({ method, url: routeOptions.url }),
  },
};

/**
 * How the opening of a kind that may be told by anyone is guarded; other kinds need none of it. `next` sees nobody where
 * the access table does not recognise who is signed in: a tipster's name must stand neither in the record nor in the
 * trail, also when they happen to have an account.
 */
export function doorOf(schema: JsonSchema, next: onRequestHookHandler): RouteShorthandOptions {
  if (!asksIdentity(schema)) return { onRequest: next };
  const recognised: onRequestHookHandler = (request, _reply, done) => {
    const recognises = request.routeOptions.config.access?.recognises ?? [];
    if (request.session !== null && !isAsker(request.session.actor, recognises)) request.session = null;
    done();
  };
  const quota = quotaOf(STRANGERS);
  const taken = new WeakSet<FastifyRequest>();
  return {
    onRequest: [recognised, next],
    preHandler: (request, _reply, done) => {
      const said = request.session === null ? quota.take(addressOf(request), askedOf(request), Date.now()) : 'again';
      if (said === 'taken') taken.add(request);
      done(typeof said === 'object' ? tooMany(said.waitMs) : undefined);
    },
    onResponse: (request, reply, done) => {
      if (reply.statusCode >= 400 && taken.has(request)) quota.giveBack(addressOf(request), askedOf(request));
      done();
    },
    ...UNOBSERVED,
  };
}

/** By a digest: nothing that a tipster said is remembered here. */
function askedOf({ headers, body }: FastifyRequest): string {
  const asked = JSON.stringify([headers['idempotency-key'], body ?? null]);
  return createHash('sha256').update(asked).digest('base64url');
}

/**
 * In place of the person: one who is not signed in is told apart from others by what they say, so that two with the same
 * key neither collide nor learn of each other.
 */
export function strangerOf(secrets: Secrets, body: unknown): PersonId {
  return `${ANONYMOUS.person} ${secrets.mac('stranger', canonicalJson(body ?? null))}` as PersonId;
}

/** The code for the answer, told with the opening; a stranger asks for the outcome by it, too. */
export function codedAnswer(
  secrets: Secrets,
  commandId: string,
  actor: Actor,
): { readonly told: { readonly code: string }; readonly waitsAt?: string } {
  const code = codeOf(secrets, commandId);
  return { told: { code }, ...(actor === ANONYMOUS ? { waitsAt: `/v1/public/tips/${code}` } : {}) };
}
