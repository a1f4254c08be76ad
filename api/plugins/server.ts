import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { documentOf, problem } from '../problems/problem.ts';
import { HEADERS } from './headers.ts';

/** How long connections are waited for, in milliseconds, and how many there may be. */
export interface Patience {
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** To the end of its body: 20 MB at 1.5 Mbit/s. */
  readonly requestMs: number;
  /** Without a byte in either direction; longer than an import is waited for. */
  readonly idleMs: number;
  /** Between two requests; longer than a proxy keeps its connections to us, so that it is the one who ends them. */
  readonly keepAliveMs: number;
  /** How often it is looked. */
  readonly everyMs: number;
  readonly connections: number;
  readonly requestsPerConnection: number;
}

/** Our defaults. */
export const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 120_000,
  idleMs: 90_000,
  keepAliveMs: 75_000,
  everyMs: 5_000,
  connections: 2_000,
  requestsPerConnection: 10_000,
};

/** Request line and headers together, in bytes; an address is no longer than that. */
const HEADERS_MAX_BYTES = 16_384;

/** What the server is made with. Slow senders and broken requests are answered and put out before a route hears of them. */
export function serverOptions(patience: Patience) {
  return {
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.everyMs,
      maxHeaderSize: HEADERS_MAX_BYTES,
      insecureHTTPParser: false,
    },
    requestTimeout: patience.requestMs,
    connectionTimeout: patience.idleMs,
    keepAliveTimeout: patience.keepAliveMs,
    maxRequestsPerSocket: patience.requestsPerConnection,
    clientErrorHandler: refuseBroken,
  } satisfies FastifyHttpOptions<Server>;
}

/** Further connections are closed at once. */
export function limitConnections(app: FastifyInstance, { connections }: Patience): void {
  app.server.maxConnections = connections;
}

/** What was sent is not logged: the error holds it with its headers. */
function refuseBroken(this: FastifyInstance, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  this.log.debug({ code: error.code }, 'a broken request was refused');
  if (socket.writable) socket.end(answerTo(error.code));
  else socket.destroy();
}

function answerTo(code: string | undefined): string {
  const requestId = randomUUID();
  const body = JSON.stringify(documentOf(problem('MalformedRequest', '请求格式有误，或发送过慢。'), requestId));
  const status = STATUS[code ?? ''] ?? '400 Bad Request';
  const headers = {
    ...HEADERS,
    connection: 'close',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body).toString(),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n');
}

const STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};
