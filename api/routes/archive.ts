import type { FastifyInstance } from 'fastify';
import type { Role } from '../../workflows/kernel/command.ts';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { archiveState } from '../stores/archive.ts';

const READERS: ReadonlySet<Role> = new Set(['auditor', 'office', 'admin', 'leader']);

/** `GET /v1/archive`: whether the history of every closed run is archived, and what is not as it should be. */
export function archiveRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/archive', async (request) => {
    if (!READERS.has(signedIn(request).actor.role))
      throw problem('Forbidden', '只有安委办、县领导、审计和系统管理员可以查看存档情况。');
    queryOf(request, []);
    const { ageSeconds: _age, oldestSeconds: _oldest, ...state } = await archiveState(db);
    return state;
  });
}
