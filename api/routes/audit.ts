import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { trailActor } from '../../db/trail.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { seenMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { lookFor } from './poll.ts';
import { auditVerdict, orderAudit, type Verdict } from '../stores/audits.ts';

/** A caller waits so long for a verdict, then asks again at its address. */
const LOOKING = { forMs: 29_000, everyMs: 200 };

/** An audit of one matter: asked for by a job, so that whoever answers callers never recomputes what it wrote itself. */
export function auditRoutes(app: FastifyInstance, { db, closing, trail }: Api): void {
  for (const kind of KINDS) {
    const base = `/v1/${kind.face.path}/:id`;
    app.post<{ Params: { id: MatterId } }>(
      `${base}/audit`,
      { handlerTimeout: LOOKING.forMs + 4_000 },
      async (request, reply) => {
        const { actor } = signedIn(request);
        const { id } = await seenMatter(db, kind, request.params.id, scopeOf(actor));
        const key = `audit-${randomUUID()}`;
        await orderAudit(db, id, kind.rules.name, key, actor.person);
        await trail.keep({
          at: request.receivedAt,
          type: 'Audited',
          actor: trailActor(actor),
          subject: `${kind.rules.name}/${id}`,
          data: { key },
        });
        const verdict = await lookFor(() => auditVerdict(db, id, key), isGiven, { ...LOOKING, closing });
        if (isGiven(verdict)) return reply.send(verdict);
        return reply
          .code(202)
          .header('location', `/v1/${kind.face.path}/${id}/audit/${key}`)
          .send({ outcome: 'waiting' });
      },
    );

    app.get<{ Params: { id: MatterId; key: string } }>(`${base}/audit/:key`, async (request, reply) => {
      const { id } = await seenMatter(db, kind, request.params.id, scopeOf(signedIn(request).actor));
      const verdict = await auditVerdict(db, id, request.params.key);
      if (verdict === undefined) throw problem('NotFound', '没有这次核验。');
      return verdict === null ? reply.code(202).send({ outcome: 'waiting' }) : reply.send(verdict);
    });
  }
}

function isGiven(verdict: Verdict | null | undefined): verdict is Verdict {
  return verdict !== null && verdict !== undefined;
}
