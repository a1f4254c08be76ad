import { ENROL_SCHEMA } from '../bodies/accounts.ts';
import { CODE_SCHEMA, IDENTITY_SCHEMA } from '../bodies/identities.ts';
import { jsonBody, operationObject, path, query, type Operation } from './operations.ts';

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

const LINKED = {
  200: { description: '关联的身份：编号、平台（iss）、人员编码（sub）、何人何时关联', schema: 'IdentityList' },
};
const ID = path('id', '身份编号 idn-…');
const USERNAME = path('username', '用户名');

/** The paths of signing in by a government platform, and of the identities that are linked to accounts. */
export const OIDC_PATHS: Readonly<Record<string, object>> = {
  '/v1/public/sign-in': {
    get: shared({
      id: 'waysToSignIn',
      summary: '可以怎样登录',
      open: true,
      answers: { 200: { description: 'platform：是否接入了统一身份认证平台', schema: 'WaysToSignIn' } },
    }),
  },
  '/v1/oidc/start': {
    get: shared({
      id: 'startOidc',
      summary: '以统一身份认证平台登录：转到平台',
      description: '须由浏览器打开；十分钟内有效。没有接入平台时为 404。',
      open: true,
      refuses: [404],
      answers: { 302: { description: '转到平台，并设置本次登录的 Cookie' } },
    }),
  },
  '/v1/oidc/callback': {
    get: shared({
      id: 'oidcCallback',
      summary: '平台转回：登录，或完成关联',
      description: 'token 只在答复内容中，不出现在任何地址里。账号有动态口令而平台没有验证过的，restricted 为 totp。',
      open: true,
      parameters: [query('state', '登录编码'), query('code', '平台的授权码'), query('iss', '平台')],
      refuses: [401, 403, 404, 409],
      answers: {
        200: { description: '登录成功，含 token；由关联发起的，为所关联的身份', schema: 'BackFromPlatform' },
        303: { description: '浏览器直接打开的，转到控制台，由其页面再次请求本地址；平台的授权码只在 # 之后' },
      },
    }),
  },
  '/v1/sessions/second-factor': {
    post: shared({
      id: 'showSecondFactor',
      summary: '以平台登录之后，补验动态口令',
      body: jsonBody(CODE_SCHEMA),
      answers: { 204: { description: '已验证，可以办理' } },
    }),
  },
  '/v1/account/identities': {
    get: shared({ id: 'ownIdentities', summary: '本账号关联的身份', answers: LINKED }),
    post: shared({
      id: 'linkIdentity',
      summary: '关联本人在平台的身份：先以密码登录',
      description: '再次输入密码。由浏览器打开所答复的地址，在平台登录后转回即完成。从不按邮箱关联。',
      body: jsonBody(ENROL_SCHEMA),
      refuses: [404],
      answers: { 200: { description: '平台的地址 url', schema: 'PlatformAddress' } },
    }),
  },
  '/v1/account/identities/{id}': {
    delete: shared({
      id: 'unlinkIdentity',
      summary: '解除关联，以平台登录的会话即时失效',
      parameters: [ID],
      answers: { 204: { description: '已解除' } },
    }),
  },
  '/v1/accounts/{username}/identities': {
    get: shared({
      id: 'identitiesOfAccount',
      summary: '账号关联的身份（系统管理员）',
      parameters: [USERNAME],
      answers: LINKED,
    }),
    post: shared({
      id: 'linkAccount',
      summary: '为账号登记平台的身份（系统管理员；三类管理员的账号除外）',
      parameters: [USERNAME],
      body: jsonBody(IDENTITY_SCHEMA),
      answers: { 201: { description: '已关联', schema: 'Identity' } },
    }),
  },
  '/v1/accounts/{username}/identities/{id}': {
    delete: shared({
      id: 'unlinkAccount',
      summary: '解除账号关联的身份（系统管理员）',
      parameters: [USERNAME, ID],
      answers: { 204: { description: '已解除' } },
    }),
  },
};
