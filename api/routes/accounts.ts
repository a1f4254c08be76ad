import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ACCOUNT_STATES, accountNamed, accountPage, type Account } from '../../db/accounts/account.ts';
import {
  changeAccount,
  endSessions,
  releaseAccount,
  resetFactor,
  resetPassword,
  unlockAccount,
  type By,
  type ChangeReason,
  type NotChanged,
} from '../../db/accounts/change.ts';
import { makeAccount, type NewAccount, type NotMade } from '../../db/accounts/make.ts';
import type { PostId } from '../../workflows/kernel/terms.ts';
import { integerOf, oneOf, queryOf, textOf } from '../access/query.ts';
import { ACCOUNT_CHANGE_SCHEMA, ACCOUNT_SCHEMA } from '../bodies/accounts.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

interface Named {
  Params: { username: string };
}

/** Accounts by administrators' hands: nobody touches their own, and a password is shown once. */
export function accountsRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/accounts', async (request) => {
    const query = queryOf(request, ['q', 'state', 'cursor', 'limit']);
    const limit = integerOf(query, 'limit', 1, 500) ?? 100;
    return await accountPage(db, request.receivedAt, {
      q: textOf(query, 'q'),
      state: oneOf(query, 'state', ACCOUNT_STATES),
      cursor: textOf(query, 'cursor'),
      limit,
    });
  });

  app.get<Named>('/v1/accounts/:username', async (request) => {
    return (await accountNamed(db, request.params.username, request.receivedAt)) ?? refuse('Absent');
  });

  app.post('/v1/accounts', async (request, reply) => {
    checkBody(ACCOUNT_SCHEMA, request.body);
    const asked = request.body as NewAccount;
    const { actor, at } = byOf(request);
    const made = await makeAccount(db, asked, actor, at);
    if ('not' in made) return refuse(made.not);
    const account = await accountNamed(db, asked.username, at);
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ ...account, oneTimePassword: made.password });
  });

  app.patch<Named>('/v1/accounts/:username', async (request) => {
    checkBody(ACCOUNT_CHANGE_SCHEMA, request.body);
    const asked = request.body as { disabled?: boolean; post?: PostId; reason: ChangeReason };
    return done(await changeAccount(db, request.params.username, asked, byOf(request)));
  });

  app.post<Named>('/v1/accounts/:username/password-resets', async (request, reply) => {
    const reset = await resetPassword(db, request.params.username, byOf(request));
    if (typeof reset === 'string') return refuse(reset);
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ ...reset.account, oneTimePassword: reset.password });
  });

  const acts = { unlock: unlockAccount, 'second-factor-resets': resetFactor, releases: releaseAccount };
  for (const [name, act] of Object.entries(acts))
    app.post<Named>(`/v1/accounts/:username/${name}`, async (request) =>
      done(await act(db, request.params.username, byOf(request))),
    );

  app.delete<Named>('/v1/accounts/:username/sessions', async (request) =>
    done(await endSessions(db, request.params.username, byOf(request))),
  );
}

function byOf(request: FastifyRequest): By {
  return { actor: signedIn(request).actor, at: request.receivedAt };
}

function done(changed: Account | NotChanged): Account {
  return typeof changed === 'string' ? refuse(changed) : changed;
}

const REFUSED: Readonly<Record<NotMade | NotChanged, () => Problem>> = {
  Absent: () => problem('NotFound', '没有这个账号。'),
  Own: () => problem('OwnAccount', '本人的账号须由其他管理员办理。'),
  UnknownPerson: () => problem('UnknownPerson', '人员不在名录中。'),
  NotHeld: () => problem('PostNotHeld', '该人员今天不在这个岗位任职；请先登记任职。'),
  Two: () => problem('AdministratorsApart', '该人员已是三员之一：系统、安全、审计管理员须由三人分别担任。'),
  Taken: () => problem('IdTaken', '这个用户名已被使用。'),
  Last: () => problem('LastAdministrator', '这是现有唯一能登录的该类管理员账号，须先由他人任职并开通账号。'),
  NoReleaser: () =>
    problem('LastAdministrator', '重置后须由安全管理员（其本人的由审计管理员）核准，而现在没有可核准的人。'),
  OtherReleases: () => problem('Forbidden', '账号由安全管理员核准启用；安全管理员的账号由审计管理员核准。'),
  Nothing: () => problem('NothingToChange', '账号已是这样，没有可变更的。'),
};

function refuse(not: NotMade | NotChanged): never {
  throw REFUSED[not]();
}
