import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What the API counts. */
export interface Meters {
  readonly registry: Registry;
  /** Commands by kind, command and what became of them: `done`, `waiting`, or the refusal's code. */
  readonly commands: Counter<'kind' | 'command' | 'outcome'>;
  readonly seconds: Histogram<'method' | 'route' | 'status'>;
}

/** Meters of one app; each app has its own registry, so that two in one process do not clash. */
export function createMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    commands: new Counter({
      name: 'bihuan_commands_total',
      help: 'Commands received, by kind, command and outcome',
      labelNames: ['kind', 'command', 'outcome'],
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'bihuan_http_request_seconds',
      help: 'Time to answer, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers: [registry],
    }),
  };
}

/** `GET /metrics` in the Prometheus text format, and the time of every answer. */
export function metrics(app: FastifyInstance, meters: Meters): void {
  app.addHook('onResponse', (request, reply, done) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    meters.seconds.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
  app.get('/metrics', { config: { open: true } }, async (_request, reply) =>
    reply.type(meters.registry.contentType).send(await meters.registry.metrics()),
  );
}
