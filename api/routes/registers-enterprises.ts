import type { FastifyInstance } from 'fastify';
import {
  changeEnterprise,
  enterEnterprise,
  enterpriseOf,
  type Enterprise,
  type EnterpriseChanges,
} from '../../db/registers/enterprises.ts';
import type { Day } from '../../workflows/kernel/instant.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import { mayMove, requireOwn } from '../access/chain-scope.ts';
import { checkBody } from '../bodies/checked.ts';
import { ENTERPRISE_CHANGE_SCHEMA, ENTERPRISE_SCHEMA } from '../bodies/supervision.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { newId, reasonedBy, written, type EntryWords } from '../registers/written.ts';

type Entered = Pick<Enterprise, 'name' | 'region' | 'sector'> &
  Partial<Pick<Enterprise, 'creditCode' | 'address' | 'regulator' | 'key'>> & {
    readonly validFrom: Day;
    readonly reason: string;
  };

const ENTERPRISE: EntryWords = { prefix: 'ent', what: '企业', unfit: 'EnterpriseUnfit' };

/** Entering and changing enterprises. */
export function enterpriseRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/enterprises', async (request, reply) => {
    checkBody(ENTERPRISE_SCHEMA, request.body);
    const { reason, ...asked } = request.body as Entered;
    const blank = { creditCode: null, address: null, regulator: null, key: false, verified: true };
    const enterprise = { ...blank, ...asked, id: newId(request, ENTERPRISE, undefined) as UnitId };
    requireOwn(signedIn(request).actor, enterprise);
    const said = await enterEnterprise(db, enterprise, reasonedBy(request, reason));
    return reply.status(201).send(written(said, ENTERPRISE, false));
  });

  app.patch<{ Params: { id: string } }>('/v1/registers/enterprises/:id', async (request) => {
    const { actor } = signedIn(request);
    checkBody(ENTERPRISE_CHANGE_SCHEMA, request.body);
    const { reason, ...changes } = request.body as EnterpriseChanges & { readonly reason: string };
    const before = await enterpriseOf(db, request.params.id);
    if (before === null) return written<Enterprise>({ not: 'absent' }, ENTERPRISE);
    requireOwn(actor, before);
    if (('region' in changes || 'regulator' in changes) && !mayMove(actor))
      throw problem('Forbidden', '企业的所属乡镇和监管部门由安委办或系统管理员变更。');
    return written(await changeEnterprise(db, before.id, changes, reasonedBy(request, reason)), ENTERPRISE);
  });
}
