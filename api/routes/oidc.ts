import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attempt, clearAttempts, forgiveAttempt } from '../../db/accounts/attempts.ts';
import type { Door } from '../../db/accounts/door.ts';
import { accountOfIdentity, identityId, liftFactor, linkIdentity } from '../../db/accounts/identities.ts';
import { owesFactor } from '../../db/accounts/restriction.ts';
import { takeCode } from '../../db/accounts/second-factor.ts';
import { beginSession, ownerOfSession, type Begun, type Session } from '../../db/accounts/session.ts';
import { appendTrail, trailActor, type TrailEntry } from '../../db/trail.ts';
import { CODE_SCHEMA } from '../bodies/identities.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import type { Identity } from '../oidc/provider.ts';
import { backFromPlatform, sendToPlatform } from '../oidc/round-trip.ts';
import { signedIn } from '../plugins/sessions.ts';
import { Problem, problem } from '../problems/problem.ts';

/** What a query string brings back is good for one use and stays out of the log all the same. */
const QUIET = { logLevel: 'warn' } as const;

/** The console's page for whoever comes from the platform. */
const PAGE = '/console/sign-in';

/** Signing in by a government platform. The token is answered in a body, never in an address. */
export function oidcRoutes(app: FastifyInstance, api: Api): void {
  const { db, secrets, environment } = api;
  const door: Door = { db, secrets, secondFactor: environment.secondFactor };

  app.get('/v1/public/sign-in', () => ({ platform: api.oidc !== null }));

  app.get('/v1/oidc/start', async (request, reply) => {
    const platform = sendToPlatform(api, request, reply, null).catch((error: unknown) => {
      if (isNavigation(request) && error instanceof Problem && error.code === 'OidcAway') return `${PAGE}#away`;
      throw error;
    });
    return reply.redirect(await platform, 302);
  });

  app.get('/v1/oidc/callback', QUIET, async (request, reply) => {
    void reply.header('vary', 'accept');
    if (isNavigation(request)) return reply.header('cache-control', 'no-store').redirect(pageOf(request), 303);
    const { identity, linking } = await backFromPlatform(api, request, reply);
    if (linking !== null) return await linked(api, request, identity, linking);
    const { token, session } = await begun(api, door, request, identity);
    const { actor, ...rest } = session;
    return { token, ...rest, ...actor };
  });

  app.post('/v1/sessions/second-factor', async (request, reply) => {
    checkBody(CODE_SCHEMA, request.body);
    await showCode(api, door, request, (request.body as { code: string }).code);
    return reply.code(204).send();
  });
}

/** Whether a browser opens the address itself, rather than a page asks for it. */
function isNavigation({ headers: { accept } }: FastifyRequest): boolean {
  return accept?.includes('text/html') === true;
}

/**
 * The page that asks for the same again and keeps the token. What the platform said goes along behind a `#`,
 * which no server is told and no log has; without this browser's cookie it is good for nothing.
 */
function pageOf({ url }: FastifyRequest): string {
  return `${PAGE}#${new URL(url, 'http://localhost').searchParams.toString()}`;
}

async function begun({ db, trail }: Api, door: Door, request: FastifyRequest, identity: Identity): Promise<Begun> {
  const { ip: address, receivedAt: at } = request;
  const account = await accountOfIdentity(db, identity, at);
  const agent = request.headers['user-agent'] ?? null;
  const isOpen = account !== null && !account.isShut;
  const owes = isOpen && (account.isEnrolled || owesFactor(account.role, door.secondFactor));
  // Whoever linked somebody else's account could have the platform ask them for their own factor.
  const hasShown = identity.showedSecondFactor && account?.isOwnLink === true;
  const restricted = owes && !hasShown ? 'totp' : null;
  const from = { post: null, method: 'oidc', restricted, address, agent, at } as const;
  const session = isOpen ? await beginSession(db, { username: account.username, ...from }) : null;
  if (session === null) {
    const subject = account === null ? null : `accounts/${account.username}`;
    const data = { code: account === null ? 'NotLinked' : 'AccountShut', identity: identityId(identity), address };
    await trail.keepOfMany(`address ${address}`, {
      at,
      type: 'SignInRefused',
      actor: { process: 'api' },
      subject,
      data,
    });
    throw problem('IdentityNotLinked', '这个身份没有可用的关联账号：请用密码登录后自行关联，或联系系统管理员。');
  }
  await trail.keep(entered(session.session, request, {}));
  return session;
}

/** The browser that began the linking is back; the session that began it must still stand. */
async function linked({ db }: Api, request: FastifyRequest, identity: Identity, session: string): Promise<object> {
  const at = request.receivedAt;
  const id = identityId(identity);
  const isLinked = await db.sql.begin(async (sql) => {
    const owner = await ownerOfSession({ sql }, session, at);
    if (owner === null || !(await linkIdentity({ sql }, identity, owner.username, owner.person, at))) return false;
    const { username } = owner;
    const subject = `accounts/${username}`;
    const data = { change: 'linked', identity: id };
    await appendTrail({ sql }, { at, type: 'IdentityLinked', actor: { person: owner.person }, subject, data });
    return true;
  });
  if (!isLinked) throw problem('IdentityTaken', '这个身份已经关联，或发起关联的会话已经结束。');
  const { issuer, subject } = identity;
  return { linked: { id, issuer, subject } };
}

/**
 * Lifts the restriction of a session that began by the platform. A wrong code counts as a wrong password does, and
 * costs as much.
 */
async function showCode({ db, trail }: Api, door: Door, request: FastifyRequest, code: string): Promise<void> {
  const session = signedIn(request);
  const { username, id, method, restricted } = session;
  const { ip: address, receivedAt: at } = request;
  if (method !== 'oidc' || restricted !== 'totp') throw problem('NothingToChange', '本次登录不需要验证动态口令。');
  const { is, locks, owing } = await attempt(db, username, '', at);
  if (owing?.isEnrolled !== true) {
    await forgiveAttempt(db, username);
    throw problem('NothingToChange', '账号还没有绑定动态口令，请先绑定。');
  }
  if (is === 'locked' || !(await takeCode(door, username, code, at))) {
    const told = { at, actor: trailActor(session.actor), subject: `accounts/${username}` };
    const data = { code: is === 'locked' ? 'Locked' : 'BadCode', address };
    await trail.keepOfMany(`address ${address}`, { ...told, type: 'SignInRefused', data });
    if (locks) await trail.keep({ ...told, type: 'AccountLocked', data: { address } });
    throw problem('WrongCredentials', '动态口令不正确。', { isInTrail: true });
  }
  await clearAttempts(db, username);
  await liftFactor(db, id);
  await trail.keep(entered(session, request, { secondFactor: 'totp' }));
}

function entered(session: Session, { ip, receivedAt: at }: FastifyRequest, more: object): TrailEntry {
  const { actor, username } = session;
  const data = { address: ip, method: 'oidc', ...more };
  return { at, type: 'SignedIn', actor: trailActor(actor), subject: `accounts/${username}`, data };
}
