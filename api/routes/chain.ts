import type { FastifyInstance } from 'fastify';
import { chain } from '../../db/queries/chain.ts';
import { queryOf } from '../access/query.ts';
import { scopeOf } from '../access/scope.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { auditorState, withBreaks } from '../stores/auditor.ts';

/**
 * `GET /v1/chain`: whether every open matter in the reader's scope has its holder, its deadline and its wake, and when that was last checked;
 * and what the auditor of the ladder found at its last runs.
 */
export function chainRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/chain', async (request) => {
    queryOf(request, []);
    const scope = scopeOf(signedIn(request).actor);
    const [links, { audit, breaks }] = await Promise.all([chain(db, scope), auditorState(db, scope)]);
    return { ...links, breaks: withBreaks(links.breaks, breaks), audit };
  });
}
