import type { FastifyInstance } from 'fastify';
import { statistics } from '../../db/queries/statistics.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { bad, dayIn, oneOf, queryOf, textOf } from '../access/query.ts';
import { scopeOf } from '../access/scope.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';

/** `GET /v1/statistics`: found by the ledger, its parts by the projection; of hazards, or the kind that is named. */
export function statisticsRoutes(app: FastifyInstance, { db }: Api): void {
  const names = KINDS.map((kind) => kind.rules.name);
  app.get('/v1/statistics', async (request) => {
    const query = queryOf(request, ['from', 'to', 'region', 'sector', 'kind']);
    const given = {
      from: dayIn(query, 'from'),
      to: dayIn(query, 'to'),
      region: textOf(query, 'region'),
      sector: textOf(query, 'sector'),
      kind: oneOf(query, 'kind', names),
    };
    if (given.from !== null && given.to !== null && given.from > given.to) throw bad('to', 'order', '不能早于 from');
    const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    return await statistics(db, filter, scopeOf(signedIn(request).actor));
  });
}
