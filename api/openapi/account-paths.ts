import { ACCOUNT_STATES } from '../../db/accounts/account.ts';
import {
  ACCOUNT_CHANGE_SCHEMA,
  ACCOUNT_SCHEMA,
  CONFIRM_SCHEMA,
  ENROL_SCHEMA,
  GIVE_UP_SCHEMA,
  PASSWORD_SCHEMA,
  SIGN_IN_SCHEMA,
  SWITCH_SCHEMA,
} from '../bodies/accounts.ts';
import { jsonBody, operationObject, path, query, type Operation } from './operations.ts';

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

const USERNAME = [path('username', '用户名')];
const ACCOUNT = { 200: { description: '账号', schema: 'Account' } };
const ONE_TIME = {
  201: { description: '账号，含 oneTimePassword：一次性密码，只显示这一次，三天内有效', schema: 'NewAccount' },
};

const SESSIONS: Readonly<Record<string, object>> = {
  '/v1/sessions': {
    post: shared({
      id: 'signIn',
      summary: '登录',
      description:
        '已绑定动态口令的账号须带 code（SecondFactorRequired）。连续 5 次失败锁定 15 分钟；锁定期间即使密码正确也只答复 WrongCredentials。',
      open: true,
      body: jsonBody(SIGN_IN_SCHEMA),
      refuses: [401],
      answers: {
        201: { description: '登录成功，含 token；restricted 非空时须先修改密码或绑定动态口令', schema: 'SignedIn' },
      },
    }),
    get: shared({
      id: 'session',
      summary: '当前登录人',
      answers: { 200: { description: '登录人、岗位、单位', schema: 'Session' } },
    }),
    delete: shared({ id: 'signOut', summary: '退出', answers: { 204: { description: '已退出' } } }),
  },
  '/v1/sessions/post': {
    post: shared({
      id: 'switchPost',
      summary: '以本人今天任职的另一岗位继续',
      body: jsonBody(SWITCH_SCHEMA, { post: 'p-zhujian-1' }),
      answers: { 200: { description: '登录人、岗位、单位', schema: 'Session' } },
      extra: { 'x-demo': { matter: '', account: 'zhujian-jb' } },
    }),
  },
};

const OWN: Readonly<Record<string, object>> = {
  '/v1/account/posts': {
    get: shared({
      id: 'ownPosts',
      summary: '本人今天任职的岗位',
      answers: { 200: { description: '岗位', schema: 'OwnPostList' } },
    }),
  },
  '/v1/account/sessions': {
    get: shared({
      id: 'ownSessions',
      summary: '本账号的会话',
      answers: {
        200: { description: '会话：登录方式、地址、浏览器、时间，current 为当前会话', schema: 'OwnSessionList' },
      },
    }),
    delete: shared({
      id: 'endOtherSessions',
      summary: '结束本账号的其他会话',
      answers: { 200: { description: '结束了几个', schema: 'Ended' } },
    }),
  },
  '/v1/account/sessions/{id}': {
    delete: shared({
      id: 'endOwnSession',
      summary: '结束本账号的一个会话',
      parameters: [path('id', '会话编号')],
      answers: { 204: { description: '已结束，下一次请求即失效' } },
    }),
  },
  '/v1/account/password': {
    post: shared({
      id: 'changePassword',
      summary: '修改本人密码',
      description: '其他会话随即结束。不符合要求为 PasswordUnfit，errors 逐条说明。',
      body: jsonBody(PASSWORD_SCHEMA),
      answers: { 204: { description: '已修改' } },
    }),
  },
  '/v1/account/totp': {
    post: shared({
      id: 'enrolSecondFactor',
      summary: '绑定动态口令：取得密钥',
      description: '再次输入密码。以首个动态口令确认后才生效。',
      body: jsonBody(ENROL_SCHEMA),
      answers: { 201: { description: 'secret 和 uri（otpauth，供二维码），只显示这一次', schema: 'PendingFactor' } },
    }),
    delete: shared({
      id: 'giveUpSecondFactor',
      summary: '解除动态口令',
      body: jsonBody(GIVE_UP_SCHEMA),
      answers: { 204: { description: '已解除' } },
    }),
  },
  '/v1/account/totp/confirm': {
    post: shared({
      id: 'confirmSecondFactor',
      summary: '绑定动态口令：以首个口令确认',
      body: jsonBody(CONFIRM_SCHEMA),
      answers: { 200: { description: 'recoveryCodes：备用码，每个一次，只显示这一次', schema: 'RecoveryCodes' } },
    }),
  },
};

const ADMINISTERED: Readonly<Record<string, object>> = {
  '/v1/accounts': {
    get: shared({
      id: 'accounts',
      summary: '账号',
      parameters: [
        query('q', '用户名或姓名的一部分'),
        query('state', '状态：open 正常，held 待核准，locked 锁定，disabled 停用', { enum: [...ACCOUNT_STATES] }),
        query('cursor', '上一页的 next'),
        query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 500 }),
      ],
      answers: { 200: { description: '一页账号', schema: 'AccountList' } },
    }),
    post: shared({
      id: 'makeAccount',
      summary: '开立账号（系统管理员）',
      body: jsonBody(ACCOUNT_SCHEMA, { username: 'yingji-sj', person: 'per-yingji-1b', post: 'p-yingji-1b' }),
      answers: ONE_TIME,
      extra: { 'x-demo': { matter: '', account: 'admin' } },
    }),
  },
  '/v1/accounts/{username}': {
    get: shared({ id: 'account', summary: '一个账号', parameters: USERNAME, answers: ACCOUNT }),
    patch: shared({
      id: 'changeAccount',
      summary: '停用、启用账号，变更其岗位（系统管理员）',
      description: '停用即结束其全部会话。',
      parameters: USERNAME,
      body: jsonBody(ACCOUNT_CHANGE_SCHEMA, { disabled: true, reason: 'left' }),
      answers: ACCOUNT,
    }),
  },
  '/v1/accounts/{username}/password-resets': {
    post: shared({
      id: 'resetPassword',
      summary: '重置密码（系统管理员）',
      description: '其会话全部结束，锁定解除。',
      parameters: USERNAME,
      answers: ONE_TIME,
    }),
  },
  '/v1/accounts/{username}/unlock': {
    post: shared({
      id: 'unlockAccount',
      summary: '解除锁定（系统管理员）',
      parameters: USERNAME,
      answers: ACCOUNT,
    }),
  },
  '/v1/accounts/{username}/releases': {
    post: shared({
      id: 'releaseAccount',
      summary: '核准启用账号（安全管理员；安全管理员本人的由审计管理员）',
      description:
        '同一人的第二个账号，以及三员、县领导、主要负责人的账号，开立或重置密码后待核准（releasedAt 为空），核准前不能登录。',
      parameters: USERNAME,
      answers: ACCOUNT,
    }),
  },
  '/v1/accounts/{username}/second-factor-resets': {
    post: shared({
      id: 'resetSecondFactor',
      summary: '重置动态口令（安全管理员）',
      description: '用于设备遗失。其会话全部结束，备用码作废。',
      parameters: USERNAME,
      answers: ACCOUNT,
    }),
  },
  '/v1/accounts/{username}/sessions': {
    delete: shared({
      id: 'endSessions',
      summary: '结束一个账号的全部会话（安全管理员）',
      parameters: USERNAME,
      answers: ACCOUNT,
    }),
  },
};

/** Sessions, one's own account, and accounts by administrators' hands. */
export const ACCOUNT_PATHS: Readonly<Record<string, object>> = { ...SESSIONS, ...OWN, ...ADMINISTERED };
