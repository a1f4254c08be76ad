import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../context.ts';
import { secondsSince } from '../stores/age.ts';
import { archiveState } from '../stores/archive.ts';
import { auditorState } from '../stores/auditor.ts';

/** Each part gets so long to answer. */
const PROBE_MS = 2_500;
/** It audits every minute; after three it has missed two. */
const AUDIT_MAX_AGE_SECONDS = 180;

/**
 * `live`: this process answers. `ready`: PostgreSQL answers, so that commands can be noted and read. Temporal and its
 * workers are told but do not make it unready: without them reads go on and commands wait. `auditor`: the heartbeat.
 * `archive`: whether histories are exported, and in time.
 */
export function healthRoutes(app: FastifyInstance, api: Api): void {
  const { db, temporal } = api;
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const [database, pollers] = await Promise.all([answerOf(db.sql`select 1`), answerOf(pollersOf(temporal))]);
    const ready = database !== null;
    const body = {
      status: ready ? 'ready' : 'unready',
      database: ready,
      temporal: pollers !== null,
      worker: pollers !== null && pollers > 0,
    };
    return ready ? reply.send(body) : reply.code(503).header('retry-after', '5').send(body);
  });
  app.get('/health/auditor', async (_request, reply) => {
    const { isAlive, body } = await auditorHealth(api);
    return isAlive ? reply.send(body) : reply.code(503).header('retry-after', '60').send(body);
  });
  app.get('/health/archive', async (_request, reply) => {
    const { alarm, checkedAt, ageSeconds: age, unarchived, oldestUnarchivedAt } = await archiveState(db);
    const body = { alarm, checkedAt, ageSeconds: age, unarchived, oldestUnarchivedAt };
    return alarm ? reply.code(503).header('retry-after', '60').send(body) : reply.send(body);
  });
}

/**
 * The heartbeat of the ladder's auditor, for something else to watch: 503 when its last light run is older than three
 * minutes, or there was none.
 */
async function auditorHealth({ db }: Api): Promise<{ readonly isAlive: boolean; readonly body: object }> {
  const {
    audit: { light },
  } = await auditorState(db, 'all');
  if (light === null) return { isAlive: false, body: { lastLight: null, ageSeconds: null } };
  const age = secondsSince(light.at);
  return { isAlive: age <= AUDIT_MAX_AGE_SECONDS, body: { lastLight: light.at, ageSeconds: age } };
}

/** How many workers poll for the loops' tasks. */
async function pollersOf({ connection, namespace, taskQueue }: Api['temporal']): Promise<number> {
  const { pollers } = await connection.withDeadline(Date.now() + PROBE_MS, () =>
    connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue } }),
  );
  return pollers.length;
}

async function answerOf<Value>(probe: PromiseLike<Value>): Promise<Value | null> {
  const answered = Promise.resolve(probe).catch(() => null);
  return await Promise.race([answered, pause(PROBE_MS, null, { ref: false })]);
}
