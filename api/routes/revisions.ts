import type { FastifyInstance } from 'fastify';
import { revisionStanding } from '../../db/registers/revisions.ts';
import type { Api } from '../context.ts';
import { problem } from '../problems/problem.ts';

/** How far new terms are on their way to running matters. */
export function revisionRoutes(app: FastifyInstance, { db }: Api): void {
  app.get<{ Params: { id: string } }>('/v1/revisions/:id', async (request) => {
    const standing = await revisionStanding(db, request.params.id);
    if (standing === null) throw problem('NotFound', '没有这次修订。');
    return standing;
  });
}
