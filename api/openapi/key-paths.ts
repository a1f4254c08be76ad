import { API_KEY_SCHEMA } from '../bodies/api-keys.ts';
import { jsonBody, operationObject, path, type Operation } from './operations.ts';

function key(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

/** The paths of API keys. */
export const KEY_PATHS: Readonly<Record<string, object>> = {
  '/v1/api-keys': {
    post: key({
      id: 'makeApiKey',
      summary: '签发接口密钥（系统管理员）',
      description:
        '供部门系统调用。密钥只在答复中出现一次，经负责人本人确认（confirmations）后才能使用；以所列人员、所列经办岗位的名义办理，限于所列权限范围。',
      body: jsonBody(API_KEY_SCHEMA, {
        name: '应急管理局执法系统',
        person: 'per-yingji-1',
        post: 'p-yingji-1',
        scopes: ['matters:read', 'matters:open', 'evidence'],
      }),
      answers: { 201: { description: '已签发，含 token（bhk_…）', schema: 'NewApiKey' } },
      extra: { 'x-demo': { matter: '', account: 'admin' } },
    }),
    get: key({
      id: 'apiKeys',
      summary: '接口密钥：三类管理员见全部，其他人见本人负责的',
      answers: {
        200: { description: '名称、负责人、岗位、权限范围、有效期、最近使用、注销，新的在前', schema: 'ApiKeyList' },
      },
    }),
  },
  '/v1/api-keys/{id}/confirmations': {
    post: key({
      id: 'confirmApiKey',
      summary: '确认以本人名义签发的接口密钥（负责人本人），确认后方可使用',
      parameters: [path('id', '密钥编号')],
      answers: { 200: { description: '已确认', schema: 'ApiKey' } },
    }),
  },
  '/v1/api-keys/{id}': {
    delete: key({
      id: 'revokeApiKey',
      summary: '注销接口密钥，即时生效（系统管理员、安全管理员）',
      parameters: [path('id', '密钥编号')],
      answers: { 204: { description: '已注销' } },
    }),
  },
};
