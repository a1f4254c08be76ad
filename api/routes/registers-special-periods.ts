import type { FastifyInstance } from 'fastify';
import {
  addSpecialPeriod,
  revokeSpecialPeriod,
  type SpecialPeriodParts,
  type SpecialPeriodRow,
} from '../../db/registers/special-periods.ts';
import { dayOf, plusDays, type Day } from '../../workflows/kernel/instant.ts';
import { checkBody } from '../bodies/checked.ts';
import { PUBLISH, SPECIAL_PERIOD } from '../bodies/registers.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** The longest that one may last: three months of 31, 30 and 31 days. No law sets it: it is our own limit. */
const DAYS_MAX = 92;

/** Entering and revoking special periods (特殊时段). They count for new matters; running ones by a policy that is applied. */
export function specialPeriodRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/special-periods', async (request, reply) => {
    const { actor } = signedIn(request);
    checkBody(SPECIAL_PERIOD, request.body);
    const parts = request.body as SpecialPeriodParts;
    if (parts.to < parts.from) throw unfit('/to', 'DaysReversed', '截止日早于起始日');
    if (parts.from < dayOf(request.receivedAt))
      throw unfit('/from', 'PeriodInPast', '起始日不能早于今天，不能追溯设定');
    if (plusDays(parts.from as Day, DAYS_MAX - 1) < parts.to)
      throw unfit('/to', 'PeriodTooLong', `特殊时段最长 ${DAYS_MAX.toString()} 天，须更长的请分段登记`);
    const added = await addSpecialPeriod(db, parts, { by: actor.person, at: request.receivedAt });
    if ('overlaps' in added) throw unfit('/from', 'PeriodsOverlap', `与特殊时段${saidOf(added.overlaps)}重叠`);
    return reply.code(201).send(added);
  });

  app.post<{ Params: { id: string } }>('/v1/registers/special-periods/:id/revoke', async (request) => {
    const { actor } = signedIn(request);
    checkBody(PUBLISH, request.body);
    const { reason } = request.body as { reason: string };
    const hand = { by: actor.person, at: request.receivedAt, reason };
    const row = await revokeSpecialPeriod(db, request.params.id, hand);
    if (row === null) throw problem('NotFound', '没有这个特殊时段，或已经撤销。');
    return row;
  });
}

function saidOf({ name, from, to }: SpecialPeriodRow): string {
  return `“${name}”（${from} 至 ${to}）`;
}

function unfit(pointer: string, code: string, detail: string): Problem {
  return problem('InvalidPeriod', `${detail}。`, { errors: [{ pointer, code, detail }] });
}
