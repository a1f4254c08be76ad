import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '../../db/client.ts';
import { responsibilityCoverage } from '../../db/queries/responsibility.ts';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import { secondsSince } from '../stores/age.ts';
import { archiveState } from '../stores/archive.ts';
import { auditorState } from '../stores/auditor.ts';

/** What the API counts. */
export interface Meters {
  readonly registry: Registry;
  /** Commands by kind, command and what became of them: `done`, `waiting`, or the refusal's code. */
  readonly commands: Counter<'kind' | 'command' | 'outcome'>;
  readonly seconds: Histogram<'method' | 'route' | 'status'>;
  /** Of the ladder's auditor, by scope (light, full): seconds since its last run ended, and what that left unhealed. */
  readonly auditAge: Gauge<'scope'>;
  readonly auditFindings: Gauge<'scope'>;
  /** Of the archive: seconds since it last worked, closed runs that it lacks, the age of their oldest, and 1 for an alarm. */
  readonly archive: Readonly<Record<'age' | 'unarchived' | 'oldest' | 'alarm', Gauge>>;
  /** Enterprises whose three named people stand today, in per cent. */
  readonly coverage: Gauge;
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
    archive: archiveGauges(registry),
    coverage: new Gauge({
      name: 'bihuan_responsibility_coverage',
      help: 'Enterprises with all three named people in post today, in per cent; NaN without any',
      registers: [registry],
    }),
  };
}

function archiveGauges(registry: Registry): Meters['archive'] {
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `bihuan_archive_${name}`, help, registers: [registry] });
  return {
    age: gauge('age_seconds', 'Seconds since closed runs were last archived'),
    unarchived: gauge('unarchived', 'Closed runs whose histories are not archived'),
    oldest: gauge('oldest_unarchived_seconds', 'Age of the oldest closed run whose history is not archived; 0 if none'),
    alarm: gauge('alarm', '1 when histories are lost, will be before long, or nobody looks'),
  };
}

/** Reads the archive's gauges anew: NaN before the first check and while the database is away. */
async function readArchive({ archive }: Meters, db: Db): Promise<void> {
  const state = await archiveState(db).catch(() => null);
  archive.age.set(state?.ageSeconds ?? Number.NaN);
  archive.unarchived.set(state?.unarchived ?? Number.NaN);
  archive.oldest.set(state?.oldestSeconds ?? Number.NaN);
  archive.alarm.set(state === null ? Number.NaN : Number(state.alarm));
}

/** Reads the coverage anew: NaN without enterprises and while the database is away. */
async function readCoverage({ coverage }: Meters, db: Db): Promise<void> {
  const now = await responsibilityCoverage(db, dayOf(instantOf(Date.now()))).catch(() => null);
  coverage.set(now?.rate ?? Number.NaN);
}

/** Reads the auditor's gauges anew. With the database away they are absent: an old value would say that all is well. */
async function readAuditor({ auditAge, auditFindings }: Meters, db: Db): Promise<void> {
  auditAge.reset();
  auditFindings.reset();
  const state = await auditorState(db, 'all').catch(() => null);
  for (const scope of ['light', 'full'] as const) {
    const last = state?.audit[scope] ?? null;
    if (last === null) continue;
    auditAge.set({ scope }, secondsSince(last.at));
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
  app.get('/metrics', async (_request, reply) => {
    await Promise.all([readAuditor(meters, db), readArchive(meters, db), readCoverage(meters, db)]);
    return reply.type(meters.registry.contentType).send(await meters.registry.metrics());
  });
}
