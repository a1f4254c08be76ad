import { CHANNEL_SCHEMA } from '../bodies/channels.ts';
import { jsonBody, operationObject, path, type Operation } from './operations.ts';

function channel(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

const ID = path('id', '渠道编号');

/** The paths of notice channels. */
export const CHANNEL_PATHS: Readonly<Record<string, object>> = {
  '/v1/channels': {
    get: channel({
      id: 'channels',
      summary: '通知渠道：本单位及其岗位的，系统管理员见全部',
      answers: {
        200: { description: '渠道、主机名、最近一次发送是否成功及原因；地址不再显示', schema: 'ChannelList' },
      },
    }),
    post: channel({
      id: 'addChannel',
      summary: '增加通知渠道：岗位或单位的通知同时发往这里',
      description: '只发往 EGRESS_ALLOW 允许的主机；地址和签名密钥加密保存，不再显示。',
      body: jsonBody(CHANNEL_SCHEMA, { kind: 'mail', to: 'zhibanshi@example.gov.cn', unit: 'u-yingji' }),
      refuses: [404],
      answers: { 201: { description: '已增加', schema: 'Channel' } },
      extra: { 'x-demo': { matter: '', account: 'admin' } },
    }),
  },
  '/v1/channels/{id}/tests': {
    post: channel({
      id: 'testChannel',
      summary: '发一条测试消息；结果见渠道的最近一次发送',
      parameters: [ID],
      answers: { 202: { description: '已安排发送', schema: 'Ordered' } },
    }),
  },
  '/v1/channels/{id}': {
    delete: channel({
      id: 'removeChannel',
      summary: '撤除通知渠道',
      parameters: [ID],
      answers: { 204: { description: '已撤除' } },
    }),
  },
};
