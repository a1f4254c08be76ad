import type { FastifyInstance } from 'fastify';

/**
 * Lets the app close as soon as its calls are answered: a connection that is busy when closing begins would else stay
 * open, kept alive, for a minute. The signal tells calls that wait for something to answer what they have.
 */
export function closing(app: FastifyInstance): AbortSignal {
  const controller = new AbortController();
  app.addHook('preClose', (done) => {
    controller.abort();
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (controller.signal.aborted) void reply.header('connection', 'close');
    done();
  });
  return controller.signal;
}
