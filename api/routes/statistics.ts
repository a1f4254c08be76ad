import type { FastifyInstance, FastifyRequest } from 'fastify';
import { cohorts, STATISTICS_BY, statisticsGroups } from '../../db/queries/statistics-groups.ts';
import { statistics, type StatisticsFilter } from '../../db/queries/statistics.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { bad, dayIn, oneOf, queryOf, textOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';

const NAMES = KINDS.map((kind) => kind.rules.name);

/**
 * `GET /v1/statistics`: found by the ledger, its parts by the projection; of hazards, or the kind that is named. Of hazards
 * also by group (`…/groups`) and by how soon each month's finds were closed (`…/cohorts`).
 */
export function statisticsRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/statistics', async (request) => {
    return await statistics(db, filterOf(request, ['kind']), scopeOf(signedIn(request).actor));
  });

  app.get('/v1/statistics/groups', async (request) => {
    const scope = scopeOf(signedIn(request).actor);
    const filter = filterOf(request, ['by']);
    const by = oneOf(request.query as Readonly<Record<string, string>>, 'by', STATISTICS_BY);
    if (by === null) throw bad('by', 'required', `应为 ${STATISTICS_BY.join('、')} 之一`);
    return { items: await statisticsGroups(db, by, filter, scope), next: null };
  });

  app.get('/v1/statistics/cohorts', async (request) => {
    const scope = scopeOf(signedIn(request).actor);
    return { items: await cohorts(db, filterOf(request, []), scope), next: null };
  });
}

function filterOf(request: FastifyRequest, besides: readonly string[]): StatisticsFilter {
  const query = queryOf(request, ['from', 'to', 'region', 'sector', ...besides]);
  const given = {
    from: dayIn(query, 'from'),
    to: dayIn(query, 'to'),
    region: textOf(query, 'region'),
    sector: textOf(query, 'sector'),
    kind: oneOf(query, 'kind', NAMES),
  };
  if (given.from !== null && given.to !== null && given.from > given.to) throw bad('to', 'order', '不能早于 from');
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}
