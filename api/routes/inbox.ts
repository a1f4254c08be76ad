import type { FastifyInstance } from 'fastify';
import { inbox, markRead } from '../../db/inbox.ts';
import { booleanOf, integerOf, queryOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

const ID_MAX = 999_999_999;

/** Notices to the caller's post, newest first. */
export function inboxRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/inbox', async (request) => {
    const { actor } = signedIn(request);
    const query = queryOf(request, ['cursor', 'limit', 'unread']);
    const before = integerOf(query, 'cursor', 1, ID_MAX);
    const { items, next, unread } = await inbox(db, actor.post, scopeOf(actor), {
      limit: integerOf(query, 'limit', 1, 200) ?? 50,
      unread: booleanOf(query, 'unread') ?? false,
      ...(before === null ? {} : { before }),
    });
    return { items, next: next === null ? null : next.toString(), unread };
  });

  app.post<{ Params: { id: string } }>('/v1/inbox/:id/read', async (request) => {
    const { actor } = signedIn(request);
    const id = /^\d{1,9}$/.test(request.params.id) ? Number(request.params.id) : null;
    if (id === null || !(await markRead(db, id, actor, scopeOf(actor), request.receivedAt)))
      throw problem('NotFound', '本岗位没有这条通知。');
    return { id, readAt: request.receivedAt };
  });
}
