import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  changeEnterprise,
  enterEnterprise,
  enterpriseOf,
  type Enterprise,
  type EnterpriseChanges,
  type EnterpriseRefused,
} from '../../db/registers/enterprises.ts';
import type { Hand } from '../../db/registers/write.ts';
import type { Day } from '../../workflows/kernel/instant.ts';
import { mayMove, requireOwn } from '../access/chain-scope.ts';
import { checkBody } from '../bodies/checked.ts';
import { ENTERPRISE_CHANGE_SCHEMA, ENTERPRISE_SCHEMA } from '../bodies/supervision.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

type Entered = Pick<Enterprise, 'name' | 'region' | 'sector'> &
  Partial<Pick<Enterprise, 'creditCode' | 'address' | 'regulator' | 'key'>> & {
    readonly validFrom: Day;
    readonly reason: string;
  };
type Changed = EnterpriseChanges & { readonly reason: string };

/** Entering and changing enterprises. */
export function enterpriseRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/enterprises', async (request, reply) => {
    checkBody(ENTERPRISE_SCHEMA, request.body);
    const blank = { creditCode: null, address: null, regulator: null, key: false, verified: true };
    const asked = { ...blank, ...(request.body as Entered) };
    requireOwn(signedIn(request).actor, asked);
    return reply.status(201).send(done(await enterEnterprise(db, asked, handOf(request))));
  });

  app.patch<{ Params: { id: string } }>('/v1/registers/enterprises/:id', async (request) => {
    const { actor } = signedIn(request);
    checkBody(ENTERPRISE_CHANGE_SCHEMA, request.body);
    const { reason, ...changes } = request.body as Changed;
    const before = await enterpriseOf(db, request.params.id);
    if (before === null) throw REFUSED.absent();
    requireOwn(actor, before);
    if (('region' in changes || 'regulator' in changes) && !mayMove(actor))
      throw problem('Forbidden', '企业的所属乡镇和监管部门由安委办或系统管理员变更。');
    return done(await changeEnterprise(db, before.id, { changes, reason }, handOf(request)));
  });
}

const REFUSED: Readonly<Record<EnterpriseRefused, () => Problem>> = {
  code: () => unfit('/creditCode', 'CreditCodeWrong', '统一社会信用代码的校验位不符'),
  region: () => unfit('/region', 'NotATownship', '所属乡镇不在名录中，或已经撤销'),
  regulator: () => unfit('/regulator', 'NotARegulator', '监管部门不在名录中，或已经撤销'),
  taken: () => problem('EnterpriseKnown', '同名或同一统一社会信用代码的企业已经登记。'),
  absent: () => problem('NotFound', '名录中没有这家企业。'),
  nothing: () => problem('NothingToChange', '名录中已经如此。'),
};

function unfit(pointer: string, code: string, detail: string): Problem {
  return problem('EnterpriseUnfit', `${detail}。`, { errors: [{ pointer, code, detail }] });
}

function done(said: Enterprise | EnterpriseRefused): Enterprise {
  if (typeof said === 'string') throw REFUSED[said]();
  return said;
}

function handOf(request: FastifyRequest): Hand {
  return { by: signedIn(request).actor.person, at: request.receivedAt };
}
