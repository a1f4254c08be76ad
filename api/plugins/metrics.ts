import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '../../db/client.ts';
import { ageSeconds, auditorState } from '../stores/auditor.ts';

/** What the API counts. */
export interface Meters {
  readonly registry: Registry;
  /** Commands by kind, command and what became of them: `done`, `waiting`, or the refusal's code. */
  readonly commands: Counter<'kind' | 'command' | 'outcome'>;
  readonly seconds: Histogram<'method' | 'route' | 'status'>;
  /** Of the ladder's auditor, by scope (light, full): seconds since its last run ended, and what that left unhealed. */
  readonly auditAge: Gauge<'scope'>;
  readonly auditFindings: Gauge<'scope'>;
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
    auditAge: new Gauge({
      name: 'bihuan_ladder_audit_age_seconds',
      help: 'Seconds since the last audit of the ladder ended, by scope',
      labelNames: ['scope'],
      registers: [registry],
    }),
    auditFindings: new Gauge({
      name: 'bihuan_ladder_audit_findings',
      help: 'What the last audit of the ladder found and could not heal, by scope',
      labelNames: ['scope'],
      registers: [registry],
    }),
  };
}

/** Reads the auditor's gauges anew. With the database away they are absent: an old value would say that all is well. */
async function readAuditor({ auditAge, auditFindings }: Meters, db: Db): Promise<void> {
  auditAge.reset();
  auditFindings.reset();
  const state = await auditorState(db).catch(() => null);
  for (const scope of ['light', 'full'] as const) {
    const last = state?.audit[scope] ?? null;
    if (last === null) continue;
    auditAge.set({ scope }, ageSeconds(last));
    auditFindings.set({ scope }, last.findings);
  }
}

/** `GET /metrics` in the Prometheus text format, and the time of every answer. */
export function metrics(app: FastifyInstance, meters: Meters, db: Db): void {
  app.addHook('onResponse', (request, reply, done) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    meters.seconds.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
  app.get('/metrics', { config: { open: true } }, async (_request, reply) => {
    await readAuditor(meters, db);
    return reply.type(meters.registry.contentType).send(await meters.registry.metrics());
  });
}
