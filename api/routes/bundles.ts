import type { FastifyInstance } from 'fastify';
import { bundlesKept } from '../../db/bundles.ts';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';

/** `GET /v1/bundles`: the code that ran here, the newest first, by the hash that histories name as their build. */
export function bundleRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/bundles', async (request) => {
    queryOf(request, []);
    return { items: await bundlesKept(db) };
  });
}
