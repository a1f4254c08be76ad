import type { FastifyInstance, FastifyRequest } from 'fastify';
import { responsibilityCoverage, responsibilityGaps } from '../../db/queries/responsibility.ts';
import { enterpriseOf, type Enterprise } from '../../db/registers/enterprises.ts';
import { endResponsibility, nameResponsible, type Responsibility } from '../../db/registers/responsibilities.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import { chainScopeOf, requireOwn } from '../access/chain-scope.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
import { checkBody } from '../bodies/checked.ts';
import { RESPONSIBILITY_END_SCHEMA, RESPONSIBILITY_SCHEMA } from '../bodies/supervision.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { reasonedBy, written, type OwnWords } from '../registers/written.ts';

type Named = Omit<Responsibility, 'validTo'> & { readonly reason: string };
type Ended = Pick<Responsibility, 'enterprise' | 'duty'> & { readonly validTo: Day; readonly reason: string };

/** The chain of responsibility of each enterprise (责任链): who is named, how far it reaches, where it has gaps. */
export function responsibilityRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/responsibility', async (request) => {
    const query = queryOf(request, ['cursor', 'limit']);
    const [cursor, limit] = [textOf(query, 'cursor'), integerOf(query, 'limit', 1, 500) ?? 100];
    const scope = chainScopeOf(signedIn(request).actor);
    const day = dayOf(request.receivedAt);
    const [coverage, gaps] = await Promise.all([
      responsibilityCoverage(db, day, scope),
      responsibilityGaps(db, day, scope, { limit, ...(cursor === null ? {} : { cursor }) }),
    ]);
    return { ...coverage, gaps };
  });

  app.post('/v1/registers/responsibilities', async (request, reply) => {
    checkBody(RESPONSIBILITY_SCHEMA, request.body);
    const { reason, ...named } = request.body as Named;
    await ownEnterprise(request, named.enterprise);
    const said = await nameResponsible(db, named, reasonedBy(request, reason));
    return reply.status(201).send(written(said, RESPONSIBILITY));
  });

  app.post('/v1/registers/responsibilities/end', async (request) => {
    checkBody(RESPONSIBILITY_END_SCHEMA, request.body);
    const { reason, ...ended } = request.body as Ended;
    await ownEnterprise(request, ended.enterprise);
    return written(await endResponsibility(db, ended, reasonedBy(request, reason)), RESPONSIBILITY);
  });

  async function ownEnterprise(request: FastifyRequest, id: string): Promise<void> {
    const enterprise = await enterpriseOf(db, id);
    const known = written<Enterprise>(enterprise === null ? { not: 'unit' } : { done: enterprise }, RESPONSIBILITY);
    requireOwn(signedIn(request).actor, known);
  }
}

const RESPONSIBILITY: OwnWords = {
  what: '责任人',
  unfit: 'ResponsibilityUnfit',
  says: {
    unit: '名录中没有这家企业。',
    nothing: '该人员在起始日已是这项责任的责任人。',
    period: '起始日须晚于现任责任人的起始日；当日登记有误的，当日可以更正。',
    past: '责任期最早于今天截止；补登最多早于今天 31 天，且不能改动他人已有的责任期。',
    absent: '在截止日没有这项责任的责任人。',
  },
};
