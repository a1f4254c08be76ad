import type { FastifyInstance } from 'fastify';
import { coverage } from '../../db/registers/calendars.ts';
import { REGISTER_NAMES, registerEntry, registerPage } from '../../db/registers/read.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
import { readable, seesDrafts } from '../access/registers.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** Reading registers, each entry with its versions. */
export function registerRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/registers', () => ({ items: REGISTER_NAMES, next: null }));

  app.get<{ Params: { name: string } }>('/v1/registers/:name', async (request) => {
    const name = readable(request.params.name, signedIn(request).actor);
    const query = queryOf(request, ['q', 'cursor', 'limit']);
    const q = textOf(query, 'q');
    const cursor = textOf(query, 'cursor');
    const page = await registerPage(db, name, {
      drafts: seesDrafts(signedIn(request).actor),
      limit: integerOf(query, 'limit', 1, 500) ?? 100,
      ...(q === null ? {} : { q }),
      ...(cursor === null ? {} : { cursor }),
    });
    return name === 'calendars' ? { ...page, coverage: await coverage(db, dayOf(request.receivedAt)) } : page;
  });

  app.get<{ Params: { name: string; '*': string } }>('/v1/registers/:name/*', async (request) => {
    const { actor } = signedIn(request);
    const name = readable(request.params.name, actor);
    // Years and policies are known by paths, such as `hazard/standard/2`.
    const found = await registerEntry(db, name, request.params['*'], seesDrafts(actor));
    if (found === null) throw problem('NotFound', '名录中没有这一条。');
    return { ...found.entry, versions: found.versions };
  });
}
