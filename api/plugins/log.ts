import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { QUIET } from '../../config/process-log.ts';

/**
 * A logger that tells of a request its method and path, never its query, headers or body, and of an error where it was
 * thrown, not what it was thrown about: statements and rows hold what people wrote.
 */
export function quietLog(log: FastifyBaseLogger): FastifyBaseLogger {
  return log.child(
    {},
    {
      ...QUIET,
      serializers: { ...QUIET.serializers, req: requestTold, res: ({ statusCode }: FastifyReply) => ({ statusCode }) },
    },
  );
}

/** An address of nothing may be a mistyped one that holds a secret, so it is not told. Routes of tips tell less still (`UNOBSERVED`). */
function requestTold({ method, raw, ip, routeOptions: { url: pattern } }: FastifyRequest): object {
  if (pattern === undefined) return { method, remoteAddress: ip };
  const [path = ''] = (raw.url ?? '').split('?');
  return { method, url: path, remoteAddress: ip };
}
