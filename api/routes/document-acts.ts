import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DocumentService } from '../../db/documents/document.ts';
import { issueDocument } from '../../db/documents/issue.ts';
import { redrawDocument } from '../../db/documents/redraw.ts';
import { serveDocument } from '../../db/documents/serve.ts';
import { signDocument, type Signing } from '../../db/documents/sign.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { checkBody } from '../bodies/checked.ts';
import { ISSUE, REDRAW, SERVICE, SIGNATURE } from '../bodies/documents.ts';
import { refuseForeign } from '../commands/citations.ts';
import { idempotencyKey, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { isIssuer, requireOwn } from '../documents/acts.ts';
import { actedOn, wholeDocument } from '../documents/present.ts';
import { doneOf } from '../documents/refused.ts';
import { seenDocument } from '../documents/seen.ts';
import { signatureIn } from '../documents/signature-image.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

interface ById {
  readonly Params: { readonly id: string };
}

interface AskedSignature extends Pick<Signing, 'role' | 'hash'> {
  readonly image?: string;
  readonly refusal?: string;
  readonly name?: string;
  readonly witness?: string;
  readonly place?: { readonly lat: number; readonly lon: number };
}

/**
 * Signing, issuing, serving and redrawing. Each is done once however often the same is sent; who may do it is judged here,
 * whether it can be done under the document's lock. All answer the document as it stands then.
 */
export function documentActRoutes(app: FastifyInstance, { db }: Api): void {
  const answered = async (request: FastifyRequest<ById>): Promise<object> => {
    const { actor } = signedIn(request);
    const seen = await seenDocument(db, request.params.id, actor);
    return wholeDocument(seen, await actedOn(db, seen, request.receivedAt), actor);
  };
  const asked = async (request: FastifyRequest<ById>) => {
    const { actor } = signedIn(request);
    const key = idempotencyKey(request.headers['idempotency-key']);
    return { actor, key, at: request.receivedAt, ...(await seenDocument(db, request.params.id, actor)) };
  };

  app.post<ById>('/v1/documents/:id/signatures', async (request, reply) => {
    const { actor, at, document } = await asked(request);
    const signing = { ...(await signatureOf(request.body)), person: actor.person, post: actor.post, at };
    requireOwn(document, signing.role, actor);
    doneOf(await signDocument(db, document.id, signing));
    return reply.code(201).send(await answered(request));
  });

  app.post<ById>('/v1/documents/:id/issues', async (request) => {
    const { actor, at, document } = await asked(request);
    checkBody(ISSUE, request.body);
    const { hash } = request.body as { hash: string };
    const issuing = { hash, by: actor.person, post: actor.post, isIssuer: isIssuer(document, actor), at };
    doneOf(await issueDocument(db, document.id, issuing));
    return await answered(request);
  });

  app.post<ById>('/v1/documents/:id/services', async (request) => {
    const { actor, at, document } = await asked(request);
    checkBody(SERVICE, request.body);
    await refuseForeign(db, { schema: SERVICE, body: request.body, actor });
    requireOwn(document, 'serve', actor);
    doneOf(await serveDocument(db, document.id, serviceOf(request.body, actor), at));
    return await answered(request);
  });

  app.post<ById>('/v1/documents/:id/redraws', async (request, reply) => {
    const { actor, key, document, of } = await asked(request);
    checkBody(REDRAW, request.body);
    const { reason } = request.body as { reason: string };
    const own = { ...document, unit: document.unit ?? of.lead };
    requireOwn(own, 'redraw', actor);
    const order = orderIdOf('red', document.id, actor.person, key);
    doneOf(await redrawDocument(db, document.id, { by: actor.person, isIssuer: isIssuer(own, actor), order, reason }));
    return reply.code(202).send(await answered(request));
  });
}

function serviceOf(body: unknown, { person }: Actor): DocumentService {
  const { witness = null, ...service } = body as Omit<DocumentService, 'by' | 'witness'> & { witness?: string };
  return { ...service, witness, by: person };
}

async function signatureOf(body: unknown): Promise<Omit<Signing, 'person' | 'post' | 'at'>> {
  checkBody(SIGNATURE, body);
  const { role, hash, image, refusal = null, name = null, witness = null, place = null } = body as AskedSignature;
  if (refusal !== null && witness === null) {
    const detail = '拒签的，须写明见证人';
    throw problem('InvalidBody', `${detail}。`, { errors: [{ pointer: '/witness', code: 'required', detail }] });
  }
  return { role, hash, image: image === undefined ? null : await signatureIn(image), refusal, name, witness, place };
}
