import swagger, { type StaticDocumentSpec } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../context.ts';
import { filledIn } from '../openapi/demo.ts';
import { openApiDocument } from '../openapi/document.ts';
import { DOCS_POLICY } from './headers.ts';

/** `/openapi.json`, and `/docs` that shows it without asking anything of the outside. */
export async function pages(app: FastifyInstance, { demo }: Pick<Api, 'demo'>): Promise<void> {
  const document = openApiDocument();
  app.get('/openapi.json', () => filledIn(document, demo()));
  // The plugin's types know version 3.0 only; it passes the document on as it is.
  const specification = { document: JSON.parse(JSON.stringify(document)) as StaticDocumentSpec['document'] };
  await app.register(swagger, { mode: 'static', specification });
  await app.register(async (docs) => {
    docs.addHook('onRequest', (_request, reply, done) => {
      void reply.header('content-security-policy', DOCS_POLICY);
      done();
    });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { validatorUrl: null, url: '/openapi.json' },
      theme: { title: '闭环 接口说明' },
    });
  });
}
