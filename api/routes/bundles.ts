import type { FastifyInstance } from 'fastify';
import type { Role } from '../../workflows/kernel/command.ts';
import { bundlesKept } from '../../db/bundles.ts';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

const READERS: ReadonlySet<Role> = new Set(['auditor', 'office', 'admin', 'leader']);

/** `GET /v1/bundles`: the code that ran here, the newest first, by the hash that histories name as their build. */
export function bundleRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/bundles', async (request) => {
    if (!READERS.has(signedIn(request).actor.role))
      throw problem('Forbidden', '只有安委办、县领导、审计和系统管理员可以查看规则代码包。');
    queryOf(request, []);
    return { items: await bundlesKept(db) };
  });
}
