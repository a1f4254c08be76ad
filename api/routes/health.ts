import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../context.ts';

/** Each part gets so long to answer. */
const PROBE_MS = 2_500;

/**
 * `live`: this process answers. `ready`: PostgreSQL answers, so that commands can be noted and read. Temporal is told
 * but does not make it unready: without it reads go on and commands wait.
 */
export function healthRoutes(app: FastifyInstance, { db, temporal }: Api): void {
  app.get('/health/live', { config: { open: true } }, () => ({ status: 'live' }));
  app.get('/health/ready', { config: { open: true } }, async (_request, reply) => {
    const [database, engine] = await Promise.all([
      answers(db.sql`select 1`),
      answers(
        temporal.connection.withDeadline(Date.now() + PROBE_MS, () =>
          temporal.connection.workflowService.getSystemInfo({}),
        ),
      ),
    ]);
    const body = { status: database ? 'ready' : 'unready', database, temporal: engine };
    return database ? reply.send(body) : reply.code(503).header('retry-after', '5').send(body);
  });
}

async function answers(probe: PromiseLike<unknown>): Promise<boolean> {
  const answered = Promise.resolve(probe).then(
    () => true,
    () => false,
  );
  return await Promise.race([answered, pause(PROBE_MS, false, { ref: false })]);
}
