import type { FastifyInstance } from 'fastify';
import { coverage } from '../../db/registers/calendars.ts';
import { REGISTER_NAMES, registerEntry, registerPage, type RegisterName } from '../../db/registers/read.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
import { seesDrafts } from '../access/registers.ts';
import { scopeOf } from '../access/scope.ts';
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

const OF_PEOPLE: readonly RegisterName[] = ['people', 'posts', 'tenures'];

/** The public sees what bodies there are and what the rules say, not who works where. */
function readable(name: string, actor: Actor): RegisterName {
  const found = REGISTER_NAMES.find((it) => it === name);
  if (found === undefined) throw problem('NotFound', `没有“${name}”这个名录。`);
  if (actor.role === 'public' && OF_PEOPLE.includes(found))
    throw problem('Forbidden', '人员、岗位和任职名录不对公众开放。');
  // Why someone is away is nobody's business but theirs who answer for the chain.
  if (found === 'leaves' && scopeOf(actor) !== 'all') throw problem('Forbidden', '请假名录不对本岗位开放。');
  return found;
}
