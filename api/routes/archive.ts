import type { FastifyInstance } from 'fastify';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { archiveState } from '../stores/archive.ts';

/** `GET /v1/archive`: whether the history of every closed run is archived, and what is not as it should be. */
export function archiveRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/archive', async (request) => {
    queryOf(request, []);
    const { ageSeconds: _age, oldestSeconds: _oldest, ...state } = await archiveState(db);
    return state;
  });
}
