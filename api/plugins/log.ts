import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';

/** What no line holds, whoever writes it. */
const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret', 'parameters', 'rawPacket'];
const REDACTED = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * A logger that tells of a request its method and path, never its query, headers or body, and of an error where it was
 * thrown, not what it was thrown about: statements and rows hold what people wrote.
 */
export function quietLog(log: FastifyBaseLogger): FastifyBaseLogger {
  return log.child(
    {},
    {
      serializers: { req: requestTold, res: ({ statusCode }: FastifyReply) => ({ statusCode }), err: errorTold },
      redact: { paths: REDACTED, remove: true },
    },
  );
}

/** An address of nothing may be a mistyped one that holds a secret, so it is not told. Routes of tips tell less still (`UNOBSERVED`). */
function requestTold({ method, raw, ip, routeOptions: { url: pattern } }: FastifyRequest): object {
  if (pattern === undefined) return { method, remoteAddress: ip };
  const [path = ''] = (raw.url ?? '').split('?');
  return { method, url: path, remoteAddress: ip };
}

/** Of the message the first line: drizzle puts the parameters on the second. Other fields are the database's, with rows. */
function errorTold(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? 'an object was thrown' : error;
  const { name: type, message, cause } = error;
  const { code } = error as { readonly code?: unknown };
  return {
    type,
    ...(typeof code === 'string' ? { code } : {}),
    message: message.split('\n')[0] ?? '',
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause instanceof Error && depth < 5 ? { cause: errorTold(cause, depth + 1) } : {}),
  };
}
