import type { FastifyInstance } from 'fastify';
import { evidenceContent, keepEvidence } from '../../db/evidence.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { UPLOAD_MS, uploadedFile } from '../plugins/uploads.ts';
import { problem } from '../problems/problem.ts';
import { mayReadEvidence } from '../stores/evidence.ts';
import { checkedFile } from '../uploads/checked-file.ts';

/** Files by the hash of their content: handed in once, never changed, cited by commands. */
export function evidenceRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/evidence', { handlerTimeout: UPLOAD_MS }, async (request, reply) => {
    const { actor } = signedIn(request);
    const stored = await uploadedFile(request, async ({ name, content }) => {
      const { type, position, isStripped, content: kept } = await checkedFile(content);
      const about = { type, name, uploader: actor.person, at: request.receivedAt };
      const { id, size } = await keepEvidence(db, kept, about);
      return { id, size, type, position, stripped: isStripped };
    });
    return reply.code(201).header('location', `/v1/evidence/${stored.id}`).send(stored);
  });

  app.get<{ Params: { id: string } }>('/v1/evidence/:id', async (request, reply) => {
    const { actor } = signedIn(request);
    const mayRead = await mayReadEvidence(db, request.params.id, actor);
    const found = mayRead ? await evidenceContent(db, request.params.id) : null;
    if (found === null) throw problem('NotFound', '没有这份材料，或不在您的查看范围内。');
    return reply.type(found.type).header('content-disposition', 'attachment').send(found.content);
  });
}
