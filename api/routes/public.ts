import type { FastifyInstance } from 'fastify';
import { BadCursor } from '../../db/queries/cursor.ts';
import { publicListings, type PublicListing } from '../../db/queries/public-listings.ts';
import { LIST_WORDS } from '../../workflows/hazard/region-words.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { bad, integerOf, queryOf, textOf } from '../access/query.ts';
import type { Api } from '../context.ts';
import { PUBLISHED } from '../plugins/headers.ts';

/** `GET /v1/public/listings`: publicly listed hazards (挂牌督办公告), for everyone, without signing in. */
export function publicRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/public/listings', async (request, reply) => {
    const query = queryOf(request, ['cursor', 'limit']);
    const cursor = textOf(query, 'cursor');
    const limit = integerOf(query, 'limit', 1, 200) ?? 50;
    try {
      const { items, next } = await publicListings(db, { limit, ...(cursor === null ? {} : { cursor }) });
      return await reply.headers(PUBLISHED).send({ items: items.map(worded), next });
    } catch (error) {
      if (error instanceof BadCursor) throw bad('cursor', 'cursor', '不是本列表给出的 next');
      throw error;
    }
  });
}

/** With the words for its codes. */
function worded(listing: PublicListing) {
  const { statuses } = kindByName('hazard').face;
  const { level, status } = listing;
  return { ...listing, levelLabel: LIST_WORDS[level], statusLabel: statuses[status]?.label ?? status };
}
