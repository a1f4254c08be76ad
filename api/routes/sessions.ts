import type { FastifyInstance } from 'fastify';
import { signOut, type Session } from '../../db/accounts/session.ts';
import { accountOf, signIn, type Asked } from '../../db/accounts/sign-in.ts';
import { sha256 } from '../../db/chain.ts';
import { trailActor, type TrailEntry } from '../../db/trail.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { SIGN_IN_SCHEMA } from '../bodies/accounts.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { bearer, signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** Signing in and out. */
export function sessionRoutes(app: FastifyInstance, { db, secrets, environment, trail }: Api): void {
  const door = { db, secrets, secondFactor: environment.trialAllowed ? 'optional' : 'required' } as const;

  app.post('/v1/sessions', { config: { open: true } }, async (request, reply) => {
    checkBody(SIGN_IN_SCHEMA, request.body);
    const { username, password, code, post } = request.body as Pick<Asked, 'username' | 'password'> & Partial<Asked>;
    const { ip, receivedAt: at } = request;
    const from = { address: ip, agent: request.headers['user-agent'] ?? null };
    const signed = await signIn(door, { username, password, code: code ?? null, post: post ?? null, ...from }, at);
    if ('refused' in signed) {
      const person = await accountOf(db, username);
      await trail.keepOfMany(`address ${ip}`, signInRefused(signed.refused, username, person, ip, at));
      if (signed.locked) await trail.keep(accountLocked(username, person, ip, at));
      throw problem('WrongCredentials', '用户名或密码不正确。');
    }
    const { token, session } = signed;
    await trail.keep(ofSession('SignedIn', session, ip, at));
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ token, ...sessionBody(session) });
  });

  app.get('/v1/sessions', (request) => sessionBody(signedIn(request)));

  app.delete('/v1/sessions', async (request, reply) => {
    await signOut(db, bearer(request.headers.authorization) ?? '');
    await trail.keep(ofSession('SignedOut', signedIn(request), request.ip, request.receivedAt));
    return reply.code(204).send();
  });
}

function sessionBody({ actor, ...session }: Session): object {
  return { ...session, ...actor };
}

function ofSession(type: 'SignedIn' | 'SignedOut', session: Session, address: string, at: Instant): TrailEntry {
  const { actor, username } = session;
  return { at, type, actor: trailActor(actor), subject: `accounts/${username}`, data: { address } };
}

function accountLocked(username: string, person: string | null, address: string, at: Instant): TrailEntry {
  const subject = `accounts/${username}`;
  return { at, type: 'AccountLocked', actor: { process: 'api' }, subject, data: { person, address } };
}

/** People type passwords where names belong: of a name that is no account only a few bits stand, to tell it again. */
function signInRefused(
  code: string,
  username: string,
  person: string | null,
  address: string,
  at: Instant,
): TrailEntry {
  const known = { subject: `accounts/${username}`, data: { code, person, address } };
  const unknown = { subject: null, data: { code, name: sha256(`name\n${username}`).slice(0, 6), address } };
  return { at, type: 'SignInRefused', actor: { process: 'api' }, ...(person === null ? unknown : known) };
}
