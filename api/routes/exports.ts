import type { FastifyInstance } from 'fastify';
import {
  countExports,
  exportedFile,
  exportedMatter,
  orderExport,
  type ExportedMatter,
} from '../../db/exported-matters.ts';
import { trailActor } from '../../db/trail.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { kindByName, KINDS } from '../../workflows/kinds.ts';
import { idempotencyKey, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { wholeMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** So many bundles may be waiting: they are made one after another. */
const RUNNING_MAX = 8;
/** A file has up to 100 MB and then some. */
const FILE_MS = 30_000;

/**
 * Evidence bundles: a job makes each, its end and its file stand at the address that is answered,
 * the file for seven days. The trail hears of each download.
 */
export function exportRoutes(app: FastifyInstance, { db, trail }: Api): void {
  for (const kind of KINDS)
    app.post<{ Params: { id: MatterId } }>(`/v1/${kind.face.path}/:id/exports`, async (request, reply) => {
      const { actor } = signedIn(request);
      const key = idempotencyKey(request.headers['idempotency-key']);
      const { id: matterId } = await wholeMatter(db, kind, request.params.id, actor);
      const id = orderIdOf('exp', 'exports', actor.person, key);
      const known = await exportedMatter(db, id);
      if (known === null) {
        if ((await countExports(db)) >= RUNNING_MAX)
          throw problem('TooManyRequests', `已有 ${RUNNING_MAX.toString()} 个证据包正在制作，请稍后再提交。`);
        await orderExport(db, kind.rules.name, { id, matterId, by: actor.person, at: request.receivedAt });
      } else if (known.matterId !== matterId)
        throw problem('KeyUsedForOther', '这个幂等键已经用于另一事项的证据包，请换一个键再提交。');
      return reply.code(202).header('location', `/v1/exports/${id}`).send({ id });
    });

  // Who ordered it may not be who asks for it now, and what stood open then may be kept from them since.
  const found = async (id: string, reader: Actor): Promise<ExportedMatter> => {
    const bundle = await exportedMatter(db, id);
    if (bundle === null) throw problem('NotFound', '没有这个证据包。');
    await wholeMatter(db, kindByName(bundle.kind), bundle.matterId, reader);
    return bundle;
  };

  app.get<{ Params: { id: string } }>('/v1/exports/:id', async (request) => {
    return shown(await found(request.params.id, signedIn(request).actor));
  });

  app.get<{ Params: { id: string } }>('/v1/exports/:id/file', { handlerTimeout: FILE_MS }, async (request, reply) => {
    const { actor } = signedIn(request);
    const { id, kind, number, matterId, hash } = await found(request.params.id, actor);
    const content = await exportedFile(db, id);
    if (content === null) throw problem('NotFound', '证据包尚未制成，或已清理。');
    await trail.keep({
      at: request.receivedAt,
      type: 'EvidenceExported',
      actor: trailActor(actor),
      subject: `${kind}/${matterId}`,
      data: { export: id, hash, download: true },
    });
    return reply
      .type('application/zip')
      .headers({
        'content-disposition': `attachment; filename="${number ?? matterId}.zip"`,
        'cache-control': 'private, no-store',
      })
      .send(content);
  });
}

function shown({ matterId, kind, number, ...bundle }: ExportedMatter): object {
  return { ...bundle, matter: { id: matterId, kind, number } };
}
