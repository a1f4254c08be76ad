import type { FastifyInstance } from 'fastify';
import { ownSessions, revokeOthers, revokeOwn } from '../../db/accounts/own-sessions.ts';
import { PASSWORD_MAX, PASSWORD_MIN, type PasswordFault } from '../../db/accounts/password-rules.ts';
import { postsOf } from '../../db/accounts/posts.ts';
import { confirm, enrol, giveUp, type FactorRefused } from '../../db/accounts/second-factor.ts';
import { changePassword } from '../../db/accounts/set-password.ts';
import { CONFIRM_SCHEMA, ENROL_SCHEMA, GIVE_UP_SCHEMA, PASSWORD_SCHEMA } from '../bodies/accounts.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { doorOf } from '../stores/door.ts';
import { accountLocked } from '../stores/sign-ins.ts';

/** A new password is held against five former ones: seven hashes, which wait for each other. */
const CHANGING_MS = 20_000;

/** One's own account: sessions, posts, password, second factor. */
export function accountRoutes(app: FastifyInstance, api: Api): void {
  ownSessionRoutes(app, api);
  secretRoutes(app, api);
}

function ownSessionRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/account/posts', async (request) => {
    const { username } = signedIn(request);
    return { items: await postsOf(db, username, request.receivedAt), next: null };
  });

  app.get('/v1/account/sessions', async (request) => ({
    items: await ownSessions(db, signedIn(request), request.receivedAt),
    next: null,
  }));

  app.delete<{ Params: { id: string } }>('/v1/account/sessions/:id', async (request, reply) => {
    if (!(await revokeOwn(db, signedIn(request), request.params.id, request.receivedAt)))
      throw problem('NotFound', '没有这个会话，或已经结束。');
    return reply.code(204).send();
  });

  app.delete('/v1/account/sessions', async (request) => ({
    ended: await revokeOthers(db, signedIn(request), request.receivedAt),
  }));
}

function secretRoutes(app: FastifyInstance, api: Api): void {
  const door = doorOf(api);
  const told = async (locked: boolean, request: Parameters<typeof signedIn>[0]): Promise<void> => {
    const { username, actor } = signedIn(request);
    if (locked) await api.trail.keep(accountLocked(username, actor.person, request.ip, request.receivedAt));
  };

  app.post('/v1/account/password', { handlerTimeout: CHANGING_MS }, async (request, reply) => {
    checkBody(PASSWORD_SCHEMA, request.body);
    const asked = request.body as { readonly current: string; readonly next: string };
    const not = await changePassword(door, signedIn(request), asked, request.receivedAt);
    if (not === null) return reply.code(204).send();
    if (not.refused === 'Unfit') throw unfit(not.faults);
    if (not.refused === 'Meanwhile') throw problem('NothingToChange', '密码刚刚已被另一次修改变更，这次没有生效。');
    await told(not.locked, request);
    throw factorProblem('WrongPassword');
  });

  app.post('/v1/account/totp', async (request, reply) => {
    checkBody(ENROL_SCHEMA, request.body);
    if (signedIn(request).restricted === 'password') throw problem('SessionRestricted', '请先修改密码。');
    const { password } = request.body as { readonly password: string };
    const pending = await enrol(door, signedIn(request), password, request.receivedAt);
    if (!('refused' in pending)) return reply.code(201).header('cache-control', 'no-store').send(pending);
    await told(pending.locked, request);
    throw factorProblem(pending.refused);
  });

  app.post('/v1/account/totp/confirm', async (request, reply) => {
    checkBody(CONFIRM_SCHEMA, request.body);
    const { code } = request.body as { readonly code: string };
    const done = await confirm(door, signedIn(request), code, request.receivedAt);
    if ('refused' in done) throw factorProblem(done.refused);
    return reply.header('cache-control', 'no-store').send(done);
  });

  app.delete('/v1/account/totp', async (request, reply) => {
    checkBody(GIVE_UP_SCHEMA, request.body);
    const asked = request.body as { readonly password: string; readonly code: string };
    const not = await giveUp(door, signedIn(request), asked, request.receivedAt);
    if (not === null) return reply.code(204).send();
    await told(not.locked, request);
    throw factorProblem(not.refused);
  });
}

const FAULTS: Readonly<Record<PasswordFault, string>> = {
  TooShort: `至少 ${PASSWORD_MIN.toString()} 个字符`,
  TooLong: `最多 ${PASSWORD_MAX.toString()} 个字符`,
  TooFewKinds: '须含大写字母、小写字母、数字、其他字符中的三种，或至少 20 个字符',
  NamesOwner: '不能含有用户名或本人姓名',
  TooCommon: '不能由常见词、年份、连续或重复的字符组成',
  UsedBefore: '不能与最近 5 次的密码相同',
};

function unfit(faults: readonly PasswordFault[]): Problem {
  const errors = faults.map((code) => ({ pointer: '/next', code, detail: FAULTS[code] }));
  return problem('PasswordUnfit', `新密码${errors.map(({ detail }) => detail).join('；')}。`, { errors });
}

const REFUSED: Readonly<Record<FactorRefused, () => Problem>> = {
  WrongPassword: () => problem('WrongPassword', '密码不正确。'),
  WrongCode: () => problem('WrongCode', '动态口令或备用码不正确，或已经用过。'),
  AlreadyEnrolled: () => problem('AlreadyEnrolled', '已经绑定动态口令；更换设备须先解除。'),
  NotEnrolled: () => problem('NotEnrolled', '尚未绑定动态口令。'),
};

function factorProblem(refused: FactorRefused): Problem {
  return REFUSED[refused]();
}
