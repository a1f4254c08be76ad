import type { FastifyInstance } from 'fastify';
import { tipByCode } from '../../db/tips/codes.ts';
import type { Api } from '../context.ts';
import { problem } from '../problems/problem.ts';
import { opened } from '../stores/sealed.ts';
import { UNOBSERVED } from '../tips/door.ts';
import { toldOf } from '../tips/told.ts';

/** Our default: who looks after a tip looks a few times; who tries codes finds none of 2⁸⁰ at this pace. */
const LOOKS = { max: 30, windowMs: 60_000 };

/** `GET /v1/public/tips/:code`: how a tip stands, for whoever holds its code. */
export function tipRoutes(app: FastifyInstance, { db }: Api): void {
  app.get<{ Params: { code: string } }>(
    '/v1/public/tips/:code',
    { config: { unknown: LOOKS }, ...UNOBSERVED },
    async (request, reply) => {
      const tip = await tipByCode(db, request.params.code);
      if (tip === null) throw problem('NotFound', '没有这个查询码，请核对后再试。');
      // It is theirs to read: the trail is told of readers who have a post.
      const told = await opened(db, toldOf(tip), () => Promise.resolve());
      return reply.header('cache-control', 'no-store').send(told);
    },
  );
}
