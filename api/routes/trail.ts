import type { FastifyInstance } from 'fastify';
import { trailPage, type TrailFilter } from '../../db/queries/trail.ts';
import { TRAIL_TYPES } from '../../db/trail.ts';
import { plusDays, startOf } from '../../workflows/kernel/instant.ts';
import { bad, dayIn, integerOf, oneOf, queryOf, textOf, type Query } from '../access/query.ts';
import type { Api } from '../context.ts';

/** `GET /v1/trail`: the audit trail, the newest first, by ids only. */
export function trailRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/trail', async (request) => {
    const query = queryOf(request, ['type', 'subject', 'actor', 'from', 'to', 'cursor', 'limit']);
    const limit = integerOf(query, 'limit', 1, 500) ?? 100;
    const items = await trailPage(db.sql, filterOf(query), limit);
    const last = items.at(-1);
    return { items, next: items.length < limit || last === undefined ? null : last.seq.toString() };
  });
}

function filterOf(query: Query): TrailFilter {
  const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')];
  if (from !== null && to !== null && from > to) throw bad('to', 'order', '不能早于 from');
  return {
    type: oneOf(query, 'type', TRAIL_TYPES),
    subject: textOf(query, 'subject'),
    actor: textOf(query, 'actor'),
    from: from === null ? null : startOf(from),
    until: to === null ? null : startOf(plusDays(to, 1)),
    before: cursorIn(query),
  };
}

function cursorIn(query: Query): number | null {
  const cursor = textOf(query, 'cursor');
  if (cursor === null) return null;
  if (!/^\d{1,15}$/.test(cursor)) throw bad('cursor', 'cursor', '不是本列表给出的 next');
  return Number(cursor);
}
