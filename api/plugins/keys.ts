import type { FastifyInstance } from 'fastify';
import { trailActor } from '../../db/trail.ts';
import type { Api } from '../context.ts';

const READS: readonly string[] = ['GET', 'HEAD'];

/**
 * Tells the trail of everything that was done with an API key, by the key's id and the command's, before the answer
 * leaves: the ledger names the person who answers for the key, and only this says that it was not their own hand.
 */
export function keys(app: FastifyInstance, { trail }: Pick<Api, 'trail'>): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { session, method } = request;
    if (session?.method !== 'key' || READS.includes(method) || reply.statusCode >= 400) return payload;
    const commandId = reply.getHeader('command-id');
    await trail.keep({
      at: request.receivedAt,
      type: 'ApiKeyUsed',
      actor: trailActor(session.actor),
      subject: `api-keys/${session.id}`,
      data: {
        route: `${method} ${request.routeOptions.url ?? ''}`,
        ...(typeof commandId === 'string' ? { commandId } : {}),
      },
    });
    return payload;
  });
}
