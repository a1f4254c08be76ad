import type { FastifyInstance } from 'fastify';
import { REGISTER_NAMES, registerEntry, registerPage, type RegisterName } from '../../db/registers/read.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
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
    return await registerPage(db, name, {
      limit: integerOf(query, 'limit', 1, 500) ?? 100,
      ...(q === null ? {} : { q }),
      ...(cursor === null ? {} : { cursor }),
    });
  });

  app.get<{ Params: { name: string; id: string } }>('/v1/registers/:name/:id', async (request) => {
    const name = readable(request.params.name, signedIn(request).actor);
    const found = await registerEntry(db, name, request.params.id);
    if (found === null) throw problem('NotFound', '名录中没有这一条。');
    return { ...found.entry, versions: found.versions };
  });
}

/** The public sees what bodies there are and what the rules say, not who works where. */
function readable(name: string, actor: Actor): RegisterName {
  const found = REGISTER_NAMES.find((it) => it === name);
  if (found === undefined) throw problem('NotFound', `没有“${name}”这个名录。`);
  if (actor.role === 'public' && (found === 'people' || found === 'posts'))
    throw problem('Forbidden', '人员和岗位名录不对公众开放。');
  return found;
}
