import type { FastifyInstance } from 'fastify';
import { publicListings } from '../../db/queries/public-listings.ts';
import type { Api } from '../context.ts';

/** `GET /v1/public/listings`: listed major hazards (挂牌督办公告), for everyone, without signing in. */
export function publicRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/public/listings', { config: { open: true } }, async () => ({
    items: await publicListings(db),
    next: null,
  }));
}
