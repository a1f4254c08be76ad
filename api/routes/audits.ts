import type { FastifyInstance } from 'fastify';
import { isDeepStrictEqual } from 'node:util';
import {
  auditRun,
  countAuditRuns,
  latestAuditRuns,
  orderAuditRun,
  mattersNamed,
  type AuditRun,
} from '../../db/audit-runs.ts';
import type { Db } from '../../db/client.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
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
      title: '事项的编号或编码；缺省为全部',
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
    const { person } = signedIn(request).actor;
    const key = idempotencyKey(request.headers['idempotency-key']);
    checkBody(AUDIT_SCHEMA, request.body);
    const { matters: names = null } = request.body as { readonly matters?: readonly string[] | null };
    const found = names === null ? null : await mattersNamed(db, names);
    const matters = names === null || found === null ? null : known(names, found);
    const id = orderIdOf('aud', 'audits', person, key);
    const before = await auditRun(db, id);
    if (before === null) {
      await mayBeOrdered(db);
      await orderAuditRun(db, { id, by: person, at: request.receivedAt, matters });
    } else if (!isDeepStrictEqual(before.matters, matters))
      throw problem('KeyUsedForOther', '这个幂等键已经用于另一次核验，请换一个键再提交。');
    return reply.code(202).header('location', `/v1/audits/${id}`).send({ id });
  });

  app.get('/v1/audits', async (request) => {
    const limit = integerOf(queryOf(request, ['limit']), 'limit', 1, 200) ?? 50;
    return { items: (await latestAuditRuns(db, limit)).map(shown), next: null };
  });

  app.get<{ Params: { id: string } }>('/v1/audits/:id', async (request) => {
    const run = await auditRun(db, request.params.id);
    if (run === null) throw problem('NotFound', '没有这次核验。');
    return shown(run);
  });
}

/** The matters that were named, each once. Refuses names that nobody knows, each by its place. */
function known(names: readonly string[], found: readonly (MatterId | null)[]): readonly MatterId[] {
  const faults = names.flatMap((name, i) =>
    found[i] === null
      ? [{ pointer: `/matters/${i.toString()}`, code: 'UnknownMatter', detail: `没有事项 ${name}` }]
      : [],
  );
  if (faults.length > 0) throw problem('UnknownMatter', '有的事项不存在。', { errors: faults });
  return [...new Set(found.flatMap((id) => id ?? []))];
}

async function mayBeOrdered(db: Db): Promise<void> {
  if ((await countAuditRuns(db)) >= RUNNING_MAX)
    throw problem('TooManyRequests', `已有 ${RUNNING_MAX.toString()} 次核验尚未结束，请等其结束后再提交。`);
}

function shown({ done, total, result, matters: _, asked, ...run }: AuditRun): object {
  const { checked = null, differs = null, differing = null } = result ?? {};
  return { ...run, asked, progress: { done, total }, checked, differs, differing };
}
