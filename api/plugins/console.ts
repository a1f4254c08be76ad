import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { problem } from '../problems/problem.ts';

/** What the set-up built of `web/`. */
const BUILT = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** The console loads what lies beside it and nothing else; antd puts its styles into the page as it needs them. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "frame-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'";

/** What the console is allowed on a phone: its camera, and where it stands. */
const PERMISSIONS = 'camera=(self), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()';

/** The name of a file that never changes: it has its content's hash in it. */
const NAMED_BY_CONTENT = /^assets\/[\w.-]+$/;
const BESIDE = /^[\w-]+\.(?:svg|webmanifest|js)$/;

/** Serves the console below `/console/`; every address there that is no file is the page, which finds its way itself. */
export async function webConsole(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: BUILT, serve: false, preCompressed: true });
  app.get('/', (_request, reply) => reply.redirect('/console/'));
  app.get('/console', (_request, reply) => reply.redirect('/console/'));
  app.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const path = request.params['*'];
    void reply.header('content-security-policy', POLICY).header('permissions-policy', PERMISSIONS);
    if (NAMED_BY_CONTENT.test(path)) return kept(reply).sendFile(path, { maxAge: '365d', immutable: true });
    return reply
      .header('cache-control', 'no-cache')
      .sendFile(BESIDE.test(path) ? path : page(), { cacheControl: false });
  });
}

function kept(reply: FastifyReply): FastifyReply {
  return reply.removeHeader('cache-control');
}

function page(): string {
  if (!existsSync(`${BUILT}index.html`)) throw problem('NotFound', '控制台尚未构建：请运行 npm run console。');
  return 'index.html';
}
