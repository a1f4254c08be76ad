import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../db/client.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { importOrder } from '../../db/imports.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { booleanOf, queryOf } from '../access/query.ts';
import { idempotencyKey, isAsync, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { UPLOAD_MS, uploadedFile } from '../plugins/uploads.ts';
import { problem } from '../problems/problem.ts';
import { importReport, orderImport, type ImportReport } from '../stores/imports.ts';
import { lookFor, type Looking } from './poll.ts';

/** A caller waits so long for an import's end, then asks again at its address; with `Prefer: respond-async` at once. */
const LOOKING = { forMs: 58_000, everyMs: 250 };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Importing a ledger: the file is kept, a job does the work, the caller waits for its end up to a minute. */
export function importRoutes(app: FastifyInstance, { db, closing }: Api): void {
  app.post('/v1/imports', { handlerTimeout: UPLOAD_MS + LOOKING.forMs }, async (request, reply) => {
    const { actor } = signedIn(request);
    const dryRun = booleanOf(queryOf(request, ['dryRun']), 'dryRun') ?? false;
    const at = request.receivedAt;
    const { name, file } = await uploadedFile(request, async ({ name, content }) => {
      const type = name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
      const stored = await keepEvidence(db, content, { type, name, uploader: actor.person, at });
      return { name, file: stored.id };
    });
    const id = importIdOf(request, actor.person);
    await orderImport(db, { id, file, name, by: actor.person, at, dryRun });
    const standing = await importOrder(db, id);
    if (standing?.file !== file || standing.dryRun !== dryRun)
      throw problem('KeyUsedForOther', '这个幂等键已经用于导入另一个文件，请换一个键再提交。');
    const looking = isAsync(request.headers.prefer) ? { ...LOOKING, forMs: 0 } : LOOKING;
    return sendReport(reply, await ended(db, id, { ...looking, closing }));
  });

  app.get<{ Params: { id: string } }>('/v1/imports/:id', async (request, reply) => {
    const report = await importReport(db, request.params.id);
    if (report === null) throw problem('NotFound', '没有这次导入，或不在您的查看范围内。');
    return reply.send(report);
  });
}

/** With a key the same upload is the same import; without one each upload is its own. */
function importIdOf(request: FastifyRequest, person: PersonId): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return `imp-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  return orderIdOf('imp', 'import', person, idempotencyKey(header));
}

async function ended(db: Db, id: string, looking: Looking): Promise<ImportReport> {
  const look = async (): Promise<ImportReport> => {
    const report = await importReport(db, id);
    if (report === null) throw new Error(`import ${id} has no row`);
    return report;
  };
  return await lookFor(look, (report) => report.status !== 'running', looking);
}

function sendReport(reply: FastifyReply, report: ImportReport): FastifyReply {
  if (report.status !== 'running') return reply.code(200).send(report);
  return reply.code(202).header('location', `/v1/imports/${report.id}`).send(report);
}
