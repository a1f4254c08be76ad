import type { FastifyInstance } from 'fastify';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { streamsOf } from '../stores/streams.ts';

/** `GET /v1/stream`: says what has changed in the reader's scope as long as their session lasts (server-sent events). */
export function streamRoutes(app: FastifyInstance, { db, log, closing }: Api): void {
  const streams = streamsOf(db, log);
  closing.addEventListener('abort', () => void streams.end(), { once: true });
  app.get('/v1/stream', { exposeHeadRoute: false }, async (request, reply) => {
    const session = signedIn(request);
    queryOf(request, []);
    await streams.listen();
    streams.admit(session);
    if (closing.aborted) throw problem('Overloaded', '系统正在重启，请稍后再试。');
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // It ends with the session: nothing else is sent on this connection, which so lets the server close at once.
      connection: 'close',
      // Proxies that gather answers would keep it back.
      'x-accel-buffering': 'no',
    });
    streams.add(session, reply.raw);
  });
}
