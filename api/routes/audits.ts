import type { FastifyInstance } from 'fastify';
import { isDeepStrictEqual } from 'node:util';
import {
  auditRun,
  countAuditRuns,
  latestAuditRuns,
  orderAuditRun,
  unknownMatters,
  type AuditRun,
} from '../../db/audit-runs.ts';
import type { Db } from '../../db/client.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { auditing } from '../access/auditors.ts';
import { integerOf, queryOf } from '../access/query.ts';
import { checkBody } from '../bodies/checked.ts';
import { idempotencyKey, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** What an audit of many matters is asked for with; without `matters`, of all. */
export const AUDIT_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    matters: {
      type: ['array', 'null'],
      title: '事项编码；缺省为全部',
      minItems: 1,
      maxItems: 10_000,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 64 },
    },
  },
};

/** So many audits may be under way: each waits for the one before it, and more would only make a queue. */
const RUNNING_MAX = 3;

/** Audits of many matters: a job does the work, its end stands at the address that is answered. */
export function auditsRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/audits', async (request, reply) => {
    const { person } = auditing(signedIn(request).actor);
    const key = idempotencyKey(request.headers['idempotency-key']);
    checkBody(AUDIT_SCHEMA, request.body);
    const { matters = null } = request.body as { readonly matters?: readonly MatterId[] | null };
    const id = orderIdOf('aud', 'audits', person, key);
    const known = await auditRun(db, id);
    if (known === null) {
      await mayBeOrdered(db, matters);
      await orderAuditRun(db, { id, by: person, at: request.receivedAt, matters });
    } else if (!isDeepStrictEqual(known.matters, matters))
      throw problem('KeyUsedForOther', '这个幂等键已经用于另一次核验，请换一个键再提交。');
    return reply.code(202).header('location', `/v1/audits/${id}`).send({ id });
  });

  app.get('/v1/audits', async (request) => {
    auditing(signedIn(request).actor);
    const limit = integerOf(queryOf(request, ['limit']), 'limit', 1, 200) ?? 50;
    return { items: (await latestAuditRuns(db, limit)).map(shown), next: null };
  });

  app.get<{ Params: { id: string } }>('/v1/audits/:id', async (request) => {
    auditing(signedIn(request).actor);
    const run = await auditRun(db, request.params.id);
    if (run === null) throw problem('NotFound', '没有这次核验。');
    return shown(run);
  });
}

async function mayBeOrdered(db: Db, matters: readonly MatterId[] | null): Promise<void> {
  const unknown = new Set(matters === null ? [] : await unknownMatters(db, matters));
  const faults = (matters ?? []).flatMap((id, i) =>
    unknown.has(id) ? [{ pointer: `/matters/${i.toString()}`, code: 'UnknownMatter', detail: `没有事项 ${id}` }] : [],
  );
  if (faults.length > 0) throw problem('UnknownMatter', '有的事项不存在。', { errors: faults });
  if ((await countAuditRuns(db)) >= RUNNING_MAX)
    throw problem('TooManyRequests', `已有 ${RUNNING_MAX.toString()} 次核验尚未结束，请等其结束后再提交。`);
}

function shown({ done, total, result, matters, ...run }: AuditRun): object {
  const { checked = null, differs = null, differing = null } = result ?? {};
  return { ...run, asked: matters?.length ?? null, progress: { done, total }, checked, differs, differing };
}
