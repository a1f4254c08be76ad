import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attempt, passAttempt } from '../../db/accounts/attempts.ts';
import { isHigh, tellOwner } from '../../db/accounts/hold.ts';
import { identitiesOf, identityId, linkIdentity, unlinkIdentity, type Known } from '../../db/accounts/identities.ts';
import { accountOf } from '../../db/accounts/sign-in.ts';
import { appendTrail, trailActor, type TrailEntry } from '../../db/trail.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { ENROL_SCHEMA } from '../bodies/accounts.ts';
import { checkBody } from '../bodies/checked.ts';
import { IDENTITY_SCHEMA } from '../bodies/identities.ts';
import type { Api } from '../context.ts';
import { issuerOf } from '../oidc/provider.ts';
import { sendToPlatform } from '../oidc/round-trip.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { accountLocked } from '../stores/sign-ins.ts';

interface Named {
  readonly Params: { readonly username: string; readonly id: string };
}

/** By which identities of a government platform an account signs in: one's own, and any account's for the administrator. */
export function identityRoutes(app: FastifyInstance, api: Api): void {
  const { db } = api;

  app.get('/v1/account/identities', async (request) => {
    const { username } = signedIn(request);
    return { items: await identitiesOf(db, username), next: null };
  });

  app.post('/v1/account/identities', async (request, reply) => {
    const { id, method } = signedIn(request);
    if (method === 'oidc') throw problem('Forbidden', '请先用密码登录，再关联统一身份认证平台的身份。');
    checkBody(ENROL_SCHEMA, request.body);
    await showPassword(api, request, (request.body as { readonly password: string }).password);
    return { url: await sendToPlatform(api, request, reply, id) };
  });

  app.delete<Named>('/v1/account/identities/:id', async (request, reply) => {
    await unlink(api, request, signedIn(request).username, request.params.id);
    return reply.code(204).send();
  });

  app.get<Named>('/v1/accounts/:username/identities', async (request) => {
    const { username } = request.params;
    await personOf(api, username);
    return { items: await identitiesOf(db, username), next: null };
  });

  app.post<Named>('/v1/accounts/:username/identities', async (request, reply) => {
    checkBody(IDENTITY_SCHEMA, request.body);
    const { issuer, subject } = request.body as Known;
    const identity = { issuer: issuerOf(issuer), subject };
    await link(api, request, request.params.username, identity);
    return reply.code(201).send({ id: identityId(identity), ...identity });
  });

  app.delete<Named>('/v1/accounts/:username/identities/:id', async (request, reply) => {
    await unlink(api, request, request.params.username, request.params.id);
    return reply.code(204).send();
  });
}

/** Whoever found a session open must not get a way in that outlasts it; a wrong password counts as at the sign-in. */
async function showPassword({ db, trail }: Api, request: FastifyRequest, password: string): Promise<void> {
  const { username, actor } = signedIn(request);
  const { is, locks, owing } = await attempt(db, username, password, request.receivedAt);
  if (locks && is !== 'right') await trail.keep(accountLocked(username, actor.person, request.ip, request.receivedAt));
  if (is !== 'right') throw problem('WrongPassword', '密码不正确。');
  await passAttempt(db, username, owing);
}

/**
 * Else the system administrator could act as whoever is above or beside him, whichever post the account is of now: they
 * link their own accounts themselves, with password and platform.
 */
async function link(api: Api, request: FastifyRequest, username: string, identity: Known): Promise<void> {
  const { actor } = signedIn(request);
  const person = await personOf(api, username);
  if (await isHigh(api.db.sql, person, request.receivedAt))
    throw problem('Forbidden', '三员、县领导和主要负责人的账号由本人登录后自行关联。');
  const isLinked = await api.db.sql.begin(async (sql) => {
    if (!(await linkIdentity({ sql }, identity, username, actor.person, request.receivedAt))) return false;
    await tellOwner(sql, { username, person }, 'linked', request.receivedAt);
    await appendTrail({ sql }, changed(request, username, 'linked', identityId(identity)));
    return true;
  });
  if (!isLinked) throw problem('IdentityTaken', '这个身份已经关联。');
}

async function unlink({ db }: Api, request: FastifyRequest, username: string, id: string): Promise<void> {
  const isUnlinked = await db.sql.begin(async (sql) => {
    if ((await unlinkIdentity({ sql }, username, id)) === null) return false;
    await appendTrail({ sql }, changed(request, username, 'unlinked', id));
    return true;
  });
  if (!isUnlinked) throw problem('NotFound', '账号没有关联这个身份。');
}

async function personOf({ db }: Api, username: string): Promise<PersonId> {
  const person = await accountOf(db, username);
  if (person === null) throw problem('NotFound', '没有这个账号。');
  return person;
}

function changed(request: FastifyRequest, username: string, change: string, identity: string): TrailEntry {
  const actor = trailActor(signedIn(request).actor);
  const subject = `accounts/${username}`;
  return { at: request.receivedAt, type: 'IdentityLinked', actor, subject, data: { change, identity } };
}
