import type { FastifyInstance, FastifyRequest } from 'fastify';
import { responsibilityCoverage, responsibilityGaps } from '../../db/queries/responsibility.ts';
import { enterpriseOf } from '../../db/registers/enterprises.ts';
import {
  endResponsibility,
  nameResponsible,
  type Responsibility,
  type ResponsibilityRefused,
} from '../../db/registers/responsibilities.ts';
import type { Hand } from '../../db/registers/write.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import { chainScopeOf, requireOwn } from '../access/chain-scope.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
import { checkBody } from '../bodies/checked.ts';
import { RESPONSIBILITY_END_SCHEMA, RESPONSIBILITY_SCHEMA } from '../bodies/supervision.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

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
    return reply.status(201).send(done(await nameResponsible(db, named, reason, handOf(request))));
  });

  app.post('/v1/registers/responsibilities/end', async (request) => {
    checkBody(RESPONSIBILITY_END_SCHEMA, request.body);
    const { reason, ...ended } = request.body as Ended;
    await ownEnterprise(request, ended.enterprise);
    return done(await endResponsibility(db, ended, reason, handOf(request)));
  });

  async function ownEnterprise(request: FastifyRequest, id: string): Promise<void> {
    const enterprise = await enterpriseOf(db, id);
    if (enterprise === null) throw REFUSED.enterprise();
    requireOwn(signedIn(request).actor, enterprise);
  }
}

const REFUSED: Readonly<Record<ResponsibilityRefused, () => Problem>> = {
  enterprise: () => problem('UnknownUnit', '名录中没有这家企业。'),
  person: () => problem('UnknownPerson', '该人员不在名录中。'),
  vacant: () => unfit('NotInPost', '该人员在起始日没有任职'),
  unfit: () =>
    unfit(
      'DutyUnfit',
      '主体责任人须是本企业人员，监管责任人须是安委办、监管部门或所属乡镇人员，领导责任人须是县领导或部门、所属乡镇的分管以上负责人',
    ),
  same: () => problem('NothingToChange', '该人员在起始日已是这项责任的责任人。'),
  period: () => problem('InvalidPeriod', '起始日须晚于现任责任人的起始日。'),
  past: () => problem('InvalidPeriod', '责任期最早于今天截止；补登最多早于今天 31 天，且不能改动他人已有的责任期。'),
  absent: () => problem('NotFound', '在截止日没有这项责任的责任人。'),
};

function unfit(code: string, detail: string): Problem {
  return problem('ResponsibilityUnfit', `${detail}。`, { errors: [{ pointer: '/person', code, detail }] });
}

function done(said: Responsibility | ResponsibilityRefused): Responsibility {
  if (typeof said === 'string') throw REFUSED[said]();
  return said;
}

function handOf(request: FastifyRequest): Hand {
  return { by: signedIn(request).actor.person, at: request.receivedAt };
}
