import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentsOfMatter } from '../../db/documents/document.ts';
import type { Edition } from '../../db/documents/editions.ts';
import { documentFile } from '../../db/documents/files.ts';
import { WAITING, waitingDocuments } from '../../db/documents/waiting.ts';
import { BadCursor } from '../../db/queries/cursor.ts';
import { trailActor } from '../../db/trail.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { bad, integerOf, oneOf, queryOf, textOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { mayIssue } from '../documents/acts.ts';
import { asAttachment } from '../documents/file-name.ts';
import { actedOn, shownDocument, wholeDocument } from '../documents/present.ts';
import { readAmong, seenDocument } from '../documents/seen.ts';
import { seenMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

interface ById {
  readonly Params: { readonly id: string };
}

/** Reading documents (文书): those of a matter, those that wait for the caller, one with what may be done with it, its files. */
export function documentRoutes(app: FastifyInstance, api: Api): void {
  const { db } = api;
  for (const kind of KINDS)
    app.get<{ Params: { id: MatterId } }>(`/v1/${kind.face.path}/:id/documents`, async (request) => {
      const { actor } = signedIn(request);
      const of = await seenMatter(db, kind, request.params.id, scopeOf(actor));
      const read = await readAmong(db, of, await documentsOfMatter(db, of.id), actor);
      return { items: read.map((document) => shownDocument(document, of)), next: null };
    });

  app.get('/v1/documents', async (request) => await waitingFor(api, request));

  app.get<ById>('/v1/documents/:id', async (request) => {
    const { actor } = signedIn(request);
    const seen = await seenDocument(db, request.params.id, actor);
    return wholeDocument(seen, await actedOn(db, seen, request.receivedAt), actor);
  });

  app.get<ById>('/v1/documents/:id/file', (request, reply) => sendFile(api, request, reply));
}

async function waitingFor({ db }: Api, request: FastifyRequest): Promise<object> {
  const { actor } = signedIn(request);
  const query = queryOf(request, ['waiting', 'cursor', 'limit']);
  const waiting = oneOf(query, 'waiting', WAITING);
  if (waiting === null) throw bad('waiting', 'required', `应为 ${WAITING.join('、')} 之一`);
  const cursor = textOf(query, 'cursor');
  const page = { limit: integerOf(query, 'limit', 1, 200) ?? 50, ...(cursor === null ? {} : { cursor }) };
  const whom = { person: actor.person, unit: actor.unit, isIssuer: mayIssue(actor), scope: scopeOf(actor) };
  try {
    const { items, next } = await waitingDocuments(db, waiting, whom, page);
    const shown = items.map((it) => shownDocument(it, { id: it.matterId, kind: it.kind, number: it.matterNumber }));
    return { items: shown, next };
  } catch (error) {
    if (error instanceof BadCursor) throw bad('cursor', 'cursor', '不是本列表给出的 next');
    throw error;
  }
}

/** The file of an edition, the current one unless another is asked for; the trail hears of each download. */
async function sendFile({ db, trail }: Api, request: FastifyRequest<ById>, reply: FastifyReply): Promise<FastifyReply> {
  const { actor } = signedIn(request);
  const query = queryOf(request, ['format', 'edition']);
  const format = oneOf(query, 'format', ['pdf', 'docx']) ?? 'pdf';
  const seen = await seenDocument(db, request.params.id, actor);
  const { document, of } = seen;
  const wanted = integerOf(query, 'edition', 1, 10_000) ?? document.edition;
  const { editions } = await actedOn(db, seen, request.receivedAt);
  // To readers outside there is the edition that was issued, and no other.
  const isKept = (seen.isOutside && wanted !== document.edition) || (format === 'docx' && !seen.hasWord);
  const hash = isKept ? null : hashOf(editions, wanted, format);
  const file = hash === null ? null : await documentFile(db, hash);
  if (file === null) throw problem('NotFound', '没有这一版的文件，或者文书尚未制作完成，或者这一格式不供您使用。');
  await trail.keep({
    at: request.receivedAt,
    type: 'DocumentDownloaded',
    actor: trailActor(actor),
    subject: `${of.kind}/${of.id}`,
    data: { document: document.id, edition: wanted, hash: file.hash },
  });
  const name = `${PAPER_WORDS[document.document]}${document.number ?? ''}.${format}`;
  return reply
    .type(file.type)
    .headers({
      'content-disposition': asAttachment(`${document.id}.${format}`, name),
      'cache-control': 'private, no-store',
    })
    .send(file.content);
}

function hashOf(editions: readonly Edition[], wanted: number, format: 'pdf' | 'docx'): string | null {
  const edition = editions.find((one) => one.edition === wanted);
  return (format === 'pdf' ? edition?.pdfHash : edition?.docxHash) ?? null;
}
