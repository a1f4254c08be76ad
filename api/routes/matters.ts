import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isHistoryArchived } from '../../db/archive/matters.ts';
import { asOf } from '../../db/queries/as-of.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { BadCursor } from '../../db/queries/cursor.ts';
import { listMatters, type Page } from '../../db/queries/list-matters.ts';
import type { MatterDetail } from '../../db/queries/matter.ts';
import type { MatterRow } from '../../db/queries/row.ts';
import { askLoop } from '../../delivery/ask.ts';
import { parseInstant, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { bad, oneOf, queryOf, textOf, type Query } from '../access/query.ts';
import { LIST_FILTERS, listFilterOf } from '../access/list-filter.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { availableCommands } from '../matters/lifecycle.ts';
import { filledIn } from '../openapi/demo.ts';
import { presentEvents } from '../matters/events.ts';
import { presentRow, presentRows, presentTold, type Told } from '../matters/present.ts';
import { seenMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

interface Params {
  readonly id: MatterId;
}

/** Reading matters of every kind. None of it asks a workflow, but `?source=workflow`, which is there to compare. */
export function matterRoutes(app: FastifyInstance, api: Api): void {
  for (const kind of KINDS) {
    const base = `/v1/${kind.face.path}`;
    app.get(base, (request) => list(api, kind, request));
    app.get<{ Params: Params }>(`${base}/:id`, (request, reply) => one(api, kind, request.params.id, request, reply));
    app.get<{ Params: Params }>(`${base}/:id/events`, async (request) => {
      const { actor } = signedIn(request);
      const found = await seenMatter(api.db, kind, request.params.id, scopeOf(actor));
      const events = await eventsOf(api.db, found.id);
      return { items: await presentEvents(api.db, kind, events, found.state, actor), next: null };
    });
    app.get<{ Params: Params }>(`${base}/:id/commands`, async (request, reply) => {
      const { actor } = signedIn(request);
      const found = await seenMatter(api.db, kind, request.params.id, scopeOf(actor));
      const { version, state, status } = found;
      const commands = filledIn(availableCommands(kind, state, actor, status), api.demo());
      return await tagged(reply, version).send({ version, commands });
    });
  }
}

async function list(api: Api, kind: Kind, request: FastifyRequest): Promise<Page<MatterRow>> {
  const { actor } = signedIn(request);
  const filter = listFilterOf(kind, queryOf(request, [...LIST_FILTERS, 'cursor', 'limit']));
  try {
    const page = await listMatters(api.db, filter, scopeOf(actor));
    return { ...page, items: await presentRows(api.db, page.items, actor) };
  } catch (error) {
    if (error instanceof BadCursor) throw bad('cursor', 'cursor', '不是本列表给出的 next');
    throw error;
  }
}

async function one(
  api: Api,
  kind: Kind,
  id: MatterId,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { actor } = signedIn(request);
  const query = queryOf(request, ['asOf', 'source']);
  const at = instantIn(query, 'asOf');
  const source = oneOf(query, 'source', ['projection', 'workflow']) ?? 'projection';
  if (at !== null && source === 'workflow')
    throw bad('asOf', 'conflict', '流程只知道现在，不能与 source=workflow 同时使用');
  const found = await seenMatter(api.db, kind, id, scopeOf(actor));
  if (at === null && source === 'projection') {
    const [row, historyArchived] = await Promise.all([
      presentRow(api, kind, found, actor),
      isHistoryArchived(api.db, id),
    ]);
    return tagged(reply, found.version).send({ ...row, historyArchived });
  }
  const told = at === null ? await toldByRun(api, found, request.receivedAt) : await toldByLedger(api, id, at);
  return tagged(reply, told.version).send(await presentTold(api, kind, told, actor));
}

async function toldByLedger(api: Api, id: MatterId, at: Instant): Promise<Told> {
  const stood = await asOf(api.db, id, at);
  if (stood === null) throw problem('NotFound', '当时还没有这个事项。');
  return { id, number: stood.number, version: stood.version, state: stood.state, at };
}

async function toldByRun(api: Api, found: MatterDetail, at: Instant): Promise<Told> {
  try {
    const loop = await askLoop(api, found.id, RUN_ASK_MS);
    return { id: found.id, number: found.number, version: loop.seq, state: loop.state, at };
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError')
      throw problem('NotFound', '流程引擎中没有这个事项的运行。');
    throw error;
  }
}

/** Shorter than the time in which every caller must hear. */
const RUN_ASK_MS = 4_000;

function instantIn(query: Query, name: string): Instant | null {
  const text = textOf(query, name);
  if (text === null) return null;
  // A `+` that was not escaped arrives as a blank.
  const instant = parseInstant(text.replace(/ (\d{2}:\d{2})$/, '+$1'));
  if (instant === null) throw bad(name, 'format', '不是带时区的有效时间');
  return instant;
}

function tagged(reply: FastifyReply, version: number): FastifyReply {
  return reply.header('etag', `"${version.toString()}"`);
}
