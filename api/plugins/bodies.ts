import type { FastifyInstance } from 'fastify';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { refuseInvisible, refuseKeptApart, refuseUnstorable } from '../bodies/text.ts';
import { problem } from '../problems/problem.ts';
import { plainWords } from '../registers/plain-words.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON only, in strict UTF-8, without text that cannot be stored; anything else is 415 or 400 before a handler sees it. Registers have their own spelling. */
export function bodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decoded(body as Buffer);
    if (text === null) done(problem('InvalidText', '请求内容不是有效的 UTF-8 文字。'), undefined);
    else void parse(request, text, done);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    refuseUnstorable(request.body);
    refuseUnstorable(request.query);
    refuseUnstorable(request.params);
    refuseInvisible(request.body);
    refuseKeptApart(request.body);
    if (request.routeOptions.url?.startsWith('/v1/registers/') === true)
      request.body = plainWords(request.body, dayOf(request.receivedAt));
    done();
  });
}

function decoded(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}
