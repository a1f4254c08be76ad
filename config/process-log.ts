import { pino, type DestinationStream, type Logger } from 'pino';

/** What no line holds, whoever writes it. */
const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret', 'parameters', 'rawPacket'];
/** Who somebody is, how they are reached, and what they wrote: lines name people by their ids. */
const PERSONAL = ['phone', 'email', 'idNumber', 'contact', 'witness', 'refusal', 'body', 'payload'];
const REDACTED = [...SECRET, ...PERSONAL].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** What every process keeps out of its log: an error says where it was thrown, not what it was thrown about. */
export const QUIET = { serializers: { err: errorTold }, redact: { paths: REDACTED, remove: true } };

/** The log of a process, as API and worker keep it. */
export function processLog(process: 'api' | 'worker', level: string, to?: DestinationStream): Logger {
  const options = { level, base: { process }, ...QUIET };
  return to === undefined ? pino(options) : pino(options, to);
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
