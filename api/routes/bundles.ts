import type { FastifyInstance } from 'fastify';
import { bundlesKept } from '../../db/bundles.ts';
import { overseeing } from '../access/auditors.ts';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';

/** `GET /v1/bundles`: the code that ran here, the newest first, by the hash that histories name as their build. */
export function bundleRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/bundles', async (request) => {
    overseeing(signedIn(request).actor, '查看规则代码包');
    queryOf(request, []);
    return { items: await bundlesKept(db) };
  });
}
