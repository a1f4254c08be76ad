import type { FastifyInstance } from 'fastify';
import { chain } from '../../db/queries/chain.ts';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';

/** `GET /v1/chain`: whether every open matter has its holder, its deadline and its wake, and when that was last checked. */
export function chainRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/chain', async (request) => {
    queryOf(request, []);
    return await chain(db);
  });
}
