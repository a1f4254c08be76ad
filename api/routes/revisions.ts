import type { FastifyInstance } from 'fastify';
import { revisionsBy, revisionStanding } from '../../db/registers/revisions.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { problem } from '../problems/problem.ts';

/** How far new terms are on their way to running matters. */
export function revisionRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/revisions', async (request) => {
    const query = queryOf(request, ['subject', 'limit']);
    const limit = integerOf(query, 'limit', 1, 50) ?? 20;
    return { items: await revisionsBy(db, textOf(query, 'subject'), limit), next: null };
  });

  app.get<{ Params: { id: string } }>('/v1/revisions/:id', async (request) => {
    const standing = await revisionStanding(db, request.params.id);
    if (standing === null) throw problem('NotFound', '没有这次修订。');
    return standing;
  });
}
