import type { FastifyInstance } from 'fastify';
import { coverage } from '../../db/registers/calendars.ts';
import { responsibleFor } from '../../db/queries/responsibility.ts';
import { FILTERS, type RegisterFilter } from '../../db/registers/filter.ts';
import { POST_ROLES, UNIT_KINDS } from '../../db/registers/fitness.ts';
import { plainName } from '../../db/registers/plain-name.ts';
import { REGISTER_NAMES, registerEntry, registerPage } from '../../db/registers/read.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { bad, dayIn, integerOf, queryOf, textOf, type Query } from '../access/query.ts';
import { contactsOf, readable, readsPeople, seesDrafts, seesHands } from '../access/registers.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** Reading registers, each entry with its versions. */
export function registerRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/registers', () => ({ items: REGISTER_NAMES, next: null }));

  app.get<{ Params: { name: string } }>('/v1/registers/:name', async (request) => {
    const name = readable(request.params.name, signedIn(request).actor);
    const filters = FILTERS[name] ?? [];
    const query = queryOf(request, ['q', 'cursor', 'limit', ...filters]);
    const q = textOf(query, 'q');
    const cursor = textOf(query, 'cursor');
    const page = await registerPage(db, name, {
      ...filterOf(query),
      contacts: contactsOf(signedIn(request).actor),
      drafts: seesDrafts(signedIn(request).actor),
      limit: integerOf(query, 'limit', 1, 500) ?? 100,
      ...(q === null ? {} : { q: plainName(q) }),
      ...(cursor === null ? {} : { cursor }),
    });
    return name === 'calendars' ? { ...page, coverage: await coverage(db, dayOf(request.receivedAt)) } : page;
  });

  app.get<{ Params: { name: string; '*': string } }>('/v1/registers/:name/*', async (request) => {
    const { actor } = signedIn(request);
    const name = readable(request.params.name, actor);
    // Years and policies are known by paths, such as `hazard/standard/2`.
    const seen = { drafts: seesDrafts(actor), contacts: contactsOf(actor), hands: seesHands(actor) };
    const found = await registerEntry(db, name, request.params['*'], seen);
    if (found === null) throw problem('NotFound', '名录中没有这一条。');
    const named = name === 'enterprises' && readsPeople(actor);
    const day = dayOf(request.receivedAt);
    const people = named ? { people: await responsibleFor(db, found.entry.id, day) } : {};
    return { ...found.entry, ...people, versions: found.versions };
  });
}

/** What is not given narrows nothing; which of them a register knows was checked by their names. */
function filterOf(query: Query): RegisterFilter {
  const words = (['kind', 'parent', 'unit', 'role'] as const).flatMap((name) => {
    const word = textOf(query, name);
    const known: readonly string[] | null = name === 'kind' ? UNIT_KINDS : name === 'role' ? POST_ROLES : null;
    if (word !== null && known?.includes(word) === false) throw bad(name, 'unknown', `只能是 ${known.join('、')} 之一`);
    return word === null ? [] : [[name, word]];
  });
  const validOn = dayIn(query, 'validOn');
  return { ...(Object.fromEntries(words) as RegisterFilter), ...(validOn === null ? {} : { validOn }) };
}
