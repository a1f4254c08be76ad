import type { FastifyInstance, FastifyReply } from 'fastify';
import { isDeepStrictEqual } from 'node:util';
import { latestRehearsals, orderRehearsal, rehearsal, type RehearsalStanding } from '../../db/rehearsals.ts';
import { integerOf, queryOf } from '../access/query.ts';
import { checkBody } from '../bodies/checked.ts';
import { idempotencyKey, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { checkPeriod, REHEARSAL_SCHEMA, type AskedRehearsal } from '../rehearsals/asked.ts';
import { rehearsedPolicy } from '../rehearsals/policy.ts';

/** Rehearsing a policy on a past period: a job does the work, its end stands at the address that is answered. */
export function rehearsalRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/rehearsals', async (request, reply) => {
    const { actor } = signedIn(request);
    const key = idempotencyKey(request.headers['idempotency-key']);
    checkBody(REHEARSAL_SCHEMA, request.body);
    const { policy, from, to } = request.body as AskedRehearsal;
    const at = request.receivedAt;
    checkPeriod(from, to, at);
    const id = orderIdOf('reh', 'rehearsal', actor.person, key);
    const asked = { policy: await rehearsedPolicy(db, policy), from, to };
    await orderRehearsal(db, { id, by: actor.person, at, ...asked });
    const standing = await rehearsal(db, id);
    if (standing === null || !isSame(standing, asked))
      throw problem('KeyUsedForOther', '这个幂等键已经用于另一次预演，请换一个键再提交。');
    return sendStanding(reply, standing);
  });

  app.get('/v1/rehearsals', async (request) => {
    const limit = integerOf(queryOf(request, ['limit']), 'limit', 1, 200) ?? 50;
    return { items: (await latestRehearsals(db, limit)).map(shown), next: null };
  });

  app.get<{ Params: { id: string } }>('/v1/rehearsals/:id', async (request) => {
    const standing = await rehearsal(db, request.params.id);
    if (standing === null) throw problem('NotFound', '没有这次预演。');
    return shown(standing);
  });
}

function isSame(standing: RehearsalStanding, asked: Pick<RehearsalStanding, 'policy' | 'from' | 'to'>): boolean {
  const named = ({ policy: { name, changes }, from, to }: typeof asked) => ({ name, changes, from, to });
  return isDeepStrictEqual(named(standing), named(asked));
}

function sendStanding(reply: FastifyReply, standing: RehearsalStanding): FastifyReply {
  return reply
    .code(standing.status === 'running' ? 202 : 200)
    .header('location', `/v1/rehearsals/${standing.id}`)
    .send(shown(standing));
}

function shown({ policy, done, total, ...standing }: RehearsalStanding): object {
  const { name, changes } = policy;
  return { ...standing, policy: { name, changes }, progress: { done, total } };
}
