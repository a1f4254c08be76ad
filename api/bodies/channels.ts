import { object, oneOf } from '../../workflows/kernel/schema-parts.ts';

const id = (title: string) => ({ type: 'string', minLength: 1, maxLength: 64, title });

/** What adding a channel takes: for one post or for a whole unit. */
export const CHANNEL_SCHEMA = object(
  {
    kind: oneOf('渠道', { webhook: '接口推送', wecom: '企业微信群机器人', dingtalk: '钉钉群机器人', mail: '电子邮件' }),
    to: { type: 'string', minLength: 3, maxLength: 1_000, title: '地址：推送地址或邮箱' },
  },
  {
    post: id('岗位'),
    unit: id('单位'),
    secret: { type: 'string', minLength: 8, maxLength: 200, title: '签名密钥（钉钉加签、接口推送签名）' },
  },
);
