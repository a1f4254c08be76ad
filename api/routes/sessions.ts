import type { FastifyInstance } from 'fastify';
import { switchPost } from '../../db/accounts/own-sessions.ts';
import { sessionOf, signOut, type Session } from '../../db/accounts/session.ts';
import { accountOf, signIn, type Asked, type Refused } from '../../db/accounts/sign-in.ts';
import type { PostId } from '../../workflows/kernel/terms.ts';
import { SIGN_IN_SCHEMA, SWITCH_SCHEMA } from '../bodies/accounts.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { bearer, signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { doorOf } from '../stores/door.ts';
import { accountLocked, sessionTold, signInRefused } from '../stores/sign-ins.ts';

/** Signing in, going on as another post, signing out. */
export function sessionRoutes(app: FastifyInstance, api: Api): void {
  const { db, trail } = api;
  const door = doorOf(api);

  app.post('/v1/sessions', async (request, reply) => {
    checkBody(SIGN_IN_SCHEMA, request.body);
    const { username, password, code, post } = request.body as Pick<Asked, 'username' | 'password'> & Partial<Asked>;
    const { ip, receivedAt: at } = request;
    const from = { address: ip, agent: request.headers['user-agent'] ?? null };
    const signed = await signIn(door, { username, password, code: code ?? null, post: post ?? null, ...from }, at);
    if ('refused' in signed) {
      const person = await accountOf(db, username);
      await trail.keepOfMany(`address ${ip}`, signInRefused(signed.refused, username, person, ip, at));
      if (signed.locked) await trail.keep(accountLocked(username, person, ip, at));
      throw refusedSignIn(signed.refused);
    }
    const { token, session } = signed;
    await trail.keep(sessionTold('SignedIn', session, ip, at));
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ token, ...sessionBody(session) });
  });

  app.get('/v1/sessions', (request) => sessionBody(signedIn(request)));

  app.post('/v1/sessions/post', async (request) => {
    checkBody(SWITCH_SCHEMA, request.body);
    const { post } = request.body as { readonly post: PostId };
    const before = signedIn(request);
    const { ip, receivedAt: at } = request;
    const became = await switchPost(door, before, post, at);
    if (became === 'NotHeld') throw notHeld();
    if (became === 'FactorMissing')
      throw problem('Forbidden', '这个岗位须以动态口令登录：请绑定动态口令后重新登录，再切换岗位。');
    const session = await sessionOf(db, bearer(request.headers.authorization) ?? '', at);
    if (session === null) throw problem('NotSignedIn', '请先登录。');
    await trail.keep(sessionTold('SignedIn', session, ip, at, { before: before.actor.post }));
    return sessionBody(session);
  });

  app.delete('/v1/sessions', async (request, reply) => {
    await signOut(db, bearer(request.headers.authorization) ?? '');
    await trail.keep(sessionTold('SignedOut', signedIn(request), request.ip, request.receivedAt));
    return reply.code(204).send();
  });
}

function sessionBody({ actor, ...session }: Session): object {
  return { ...session, ...actor };
}

/** Only what nobody but whoever has the right password can meet is told; all else is one answer. */
function refusedSignIn(refused: Refused): Problem {
  if (refused === 'CodeMissing') return problem('SecondFactorRequired', '请输入动态口令或备用码。');
  return refused === 'PostNotHeld' ? notHeld() : problem('WrongCredentials', '用户名、密码或动态口令不正确。');
}

function notHeld(): Problem {
  return problem('PostNotHeld', '今天不在这个岗位任职，不能以该岗位登录。');
}
