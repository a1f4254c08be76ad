import type { FastifyInstance } from 'fastify';
import { addSpecialPeriod, revokeSpecialPeriod, type SpecialPeriodParts } from '../../db/registers/special-periods.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { requireCounty } from '../access/registers.ts';
import { checkBody } from '../bodies/checked.ts';
import { PUBLISH, SPECIAL_PERIOD } from '../bodies/registers.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** Entering and revoking special periods (特殊时段). They count for new matters; running ones by a policy that is applied. */
export function specialPeriodRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/special-periods', async (request, reply) => {
    const { actor } = signedIn(request);
    requireCounty(actor);
    checkBody(SPECIAL_PERIOD, request.body);
    const parts = request.body as SpecialPeriodParts;
    if (parts.to < parts.from) throw unfit('/to', 'DaysReversed', '截止日早于起始日');
    if (parts.to < dayOf(request.receivedAt)) throw unfit('/to', 'PeriodOver', '截止日已过，不能追溯设定');
    return reply.code(201).send(await addSpecialPeriod(db, parts, { by: actor.person, at: request.receivedAt }));
  });

  app.post<{ Params: { id: string } }>('/v1/registers/special-periods/:id/revoke', async (request) => {
    const { actor } = signedIn(request);
    requireCounty(actor);
    checkBody(PUBLISH, request.body);
    const { reason } = request.body as { reason: string };
    const hand = { by: actor.person, at: request.receivedAt, reason };
    const row = await revokeSpecialPeriod(db, request.params.id, hand);
    if (row === null) throw problem('NotFound', '没有这个特殊时段，或已经撤销。');
    return row;
  });
}

function unfit(pointer: string, code: string, detail: string): Problem {
  return problem('InvalidPeriod', `${detail}。`, { errors: [{ pointer, code, detail }] });
}
