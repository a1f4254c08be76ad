import type { FastifyRequest, onRequestHookHandler, RouteShorthandOptions } from 'fastify';
import { canonicalJson } from '../../db/canonical.ts';
import type { Secrets } from '../../db/secrets.ts';
import { codeOf } from '../../db/tips/codes.ts';
import { ANONYMOUS, type Actor } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { isAsker } from '../access/row.ts';
import { asksIdentity } from './identity.ts';

/** Our default: a family or a workshop behind one address has something to tell, a script that fills the desk has not. */
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
  return { onRequest: [recognised, next], config: { unknown: STRANGERS }, ...UNOBSERVED };
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
