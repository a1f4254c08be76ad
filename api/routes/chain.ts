import type { FastifyInstance } from 'fastify';
import { chain } from '../../db/queries/chain.ts';
import { queryOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { auditorState, withBreaks } from '../stores/auditor.ts';

/**
 * `GET /v1/chain`: whether every open matter has its holder, its deadline and its wake, and when that was last checked;
 * and what the auditor of the ladder found at its last runs.
 */
export function chainRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/chain', async (request) => {
    queryOf(request, []);
    const [links, { audit, breaks }] = await Promise.all([chain(db), auditorState(db)]);
    return { ...links, breaks: withBreaks(links.breaks, breaks), audit };
  });
}
