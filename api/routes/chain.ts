import type { FastifyInstance } from 'fastify';
import { CHAIN_BY, chainGroups } from '../../db/queries/chain-groups.ts';
import { chain } from '../../db/queries/chain.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { bad, oneOf, queryOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { auditorState, withBreaks } from '../stores/auditor.ts';

/**
 * `GET /v1/chain`: whether every open matter in the reader's scope has its holder, its deadline and its wake, and when that was last checked;
 * and what the auditor of the ladder found at its last runs. `…/groups`: the same matters by who holds them.
 */
export function chainRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/chain', async (request) => {
    queryOf(request, []);
    const scope = scopeOf(signedIn(request).actor);
    const [links, { audit, breaks }] = await Promise.all([chain(db, scope), auditorState(db, scope)]);
    return { ...links, breaks: withBreaks(links.breaks, breaks), audit };
  });

  app.get('/v1/chain/groups', async (request) => {
    const query = queryOf(request, ['by', 'kind']);
    const by = oneOf(query, 'by', CHAIN_BY);
    if (by === null) throw bad('by', 'required', `应为 ${CHAIN_BY.join('、')} 之一`);
    const kind = oneOf(
      query,
      'kind',
      KINDS.map(({ rules }) => rules.name),
    );
    return { items: await chainGroups(db, { by, kind }, scopeOf(signedIn(request).actor)), next: null };
  });
}
