import type { FastifyInstance } from 'fastify';
import type { Api } from '../context.ts';
import { documentPage, noDocumentPage, PAGE_POLICY } from '../documents/public-page.ts';
import { toldDocument } from '../documents/told.ts';
import { PUBLISHED } from '../plugins/headers.ts';
import { problem } from '../problems/problem.ts';

interface ByCode {
  readonly Params: { readonly code: string };
}

/** Our default: an office checks a pile of papers; who tries codes finds none of 2²⁵⁶ at this pace. */
const LOOKS = { config: { unknown: { max: 120, windowMs: 60_000 } } };

/** The public page of a document, for whoever holds the paper: for people, and the same for machines. */
export function publicDocumentRoutes(app: FastifyInstance, { db }: Api): void {
  app.get<ByCode>('/v1/public/documents/:code', LOOKS, async (request, reply) => {
    const told = await toldDocument(db, request.params.code);
    if (told === null) throw problem('NotFound', '没有这份文书：核验码有误，或者文书尚未签发。');
    return reply.headers(PUBLISHED).send(told);
  });

  app.get<ByCode>('/public/documents/:code', LOOKS, async (request, reply) => {
    const told = await toldDocument(db, request.params.code);
    return reply
      .code(told === null ? 404 : 200)
      .headers({ ...(told === null ? {} : PUBLISHED), 'content-security-policy': PAGE_POLICY })
      .type('text/html; charset=utf-8')
      .send(told === null ? noDocumentPage() : documentPage(told));
  });
}
