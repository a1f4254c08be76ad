import type { FastifyInstance } from 'fastify';
import { jurisdictionMatrix, supervisorsOf } from '../../db/queries/jurisdiction.ts';
import {
  beginJurisdiction,
  endJurisdiction,
  type Jurisdiction,
  type JurisdictionEnd,
  type JurisdictionRefused,
} from '../../db/registers/jurisdictions.ts';
import { plainName } from '../../db/registers/plain-name.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { bad, queryOf, textOf } from '../access/query.ts';
import { scopeOf } from '../access/scope.ts';
import { checkBody } from '../bodies/checked.ts';
import { JURISDICTION_END_SCHEMA, JURISDICTION_SCHEMA } from '../bodies/supervision.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** Which unit supervises which sector: who it is, the matrix with its gaps, and how it changes. */
export function jurisdictionRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/jurisdiction', async (request) => {
    const query = queryOf(request, ['sector', 'region']);
    const sector = textOf(query, 'sector');
    if (sector === null) throw bad('sector', 'required', '须给出行业领域');
    const found = await supervisorsOf(db, plainName(sector), textOf(query, 'region'), dayOf(request.receivedAt));
    if (found === null) throw bad('region', 'unknown', '不是名录中的乡镇');
    return found;
  });

  app.get('/v1/jurisdiction/matrix', async (request) => {
    queryOf(request, []);
    const items = await jurisdictionMatrix(db, scopeOf(signedIn(request).actor), dayOf(request.receivedAt));
    return { items, gaps: items.filter(({ gap }) => gap).map(({ sector }) => sector) };
  });

  app.post('/v1/registers/jurisdictions', async (request, reply) => {
    checkBody(JURISDICTION_SCHEMA, request.body);
    const hand = { by: signedIn(request).actor.person, at: request.receivedAt };
    const begun = await beginJurisdiction(db, request.body as Omit<Jurisdiction, 'validTo'>, hand);
    return reply.status(201).send(done(begun));
  });

  app.post('/v1/registers/jurisdictions/end', async (request) => {
    checkBody(JURISDICTION_END_SCHEMA, request.body);
    const hand = { by: signedIn(request).actor.person, at: request.receivedAt };
    const end = { fallsToOffice: false, ...(request.body as Omit<JurisdictionEnd, 'fallsToOffice'>) };
    return done(await endJurisdiction(db, end, hand));
  });
}

const REFUSED: Readonly<Record<JurisdictionRefused, () => Problem>> = {
  unit: () => problem('UnknownUnit', '监管单位不在名录中，或在起始日尚未成立、已经撤销。'),
  unfit: () =>
    problem('JurisdictionUnfit', '直接监管须由部门或安委办承担，综合监管还可由专业委员会承担，属地监管由乡镇承担。'),
  overlaps: () => problem('NothingToChange', '该单位在这些日期已有这项监管职责。'),
  absent: () => problem('NotFound', '该单位在截止日没有这项监管职责。'),
  period: () => problem('InvalidPeriod', '监管职责最早于今天截止。'),
  gap: () =>
    problem('JurisdictionGap', '该行业领域尚有企业或在办事项，截止后将没有直接监管单位；须注明此后由安委办承接。'),
};

function done(said: Jurisdiction | JurisdictionRefused): Jurisdiction {
  if (typeof said === 'string') throw REFUSED[said]();
  return said;
}
