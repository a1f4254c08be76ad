import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../context.ts';

/** Each part gets so long to answer. */
const PROBE_MS = 2_500;

/**
 * `live`: this process answers. `ready`: PostgreSQL answers, so that commands can be noted and read. Temporal and its
 * workers are told but do not make it unready: without them reads go on and commands wait.
 */
export function healthRoutes(app: FastifyInstance, { db, temporal }: Api): void {
  app.get('/health/live', { config: { open: true } }, () => ({ status: 'live' }));
  app.get('/health/ready', { config: { open: true } }, async (_request, reply) => {
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
