import type { FastifyInstance } from 'fastify';
import { jurisdictionMatrix, supervisorsOf } from '../../db/queries/jurisdiction.ts';
import {
  beginJurisdiction,
  endJurisdiction,
  type Jurisdiction,
  type JurisdictionEnd,
} from '../../db/registers/jurisdictions.ts';
import { plainName } from '../../db/registers/plain-name.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { bad, queryOf, textOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import { checkBody } from '../bodies/checked.ts';
import { JURISDICTION_END_SCHEMA, JURISDICTION_SCHEMA } from '../bodies/supervision.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { reasonedBy, written, type OwnWords } from '../registers/written.ts';

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
    const asked = request.body as Omit<Jurisdiction, 'validTo'>;
    const said = await beginJurisdiction(db, asked, reasonedBy(request, asked.basis));
    return reply.status(201).send(written(said, JURISDICTION));
  });

  app.post('/v1/registers/jurisdictions/end', async (request) => {
    checkBody(JURISDICTION_END_SCHEMA, request.body);
    const { reason, ...asked } = request.body as Omit<JurisdictionEnd, 'fallsToOffice'> & { readonly reason: string };
    const end = { fallsToOffice: false, ...asked };
    return written(await endJurisdiction(db, end, reasonedBy(request, reason)), JURISDICTION);
  });
}

const JURISDICTION: OwnWords = {
  what: '监管职责',
  unfit: 'JurisdictionUnfit',
  says: {
    unit: '监管单位不在名录中，或在起始日尚未成立、已经撤销。',
    nothing: '该单位在这些日期已有这项监管职责。',
    absent: '该单位在截止日没有这项监管职责。',
    period: '监管职责最早于今天截止。',
  },
};
