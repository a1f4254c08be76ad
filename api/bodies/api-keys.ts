import { KEY_SCOPES, type KeyScope } from '../../db/accounts/key-scopes.ts';
import { object, oneOf } from '../../workflows/kernel/schema-parts.ts';

const id = (title: string) => ({ type: 'string', minLength: 1, maxLength: 64, title });

const SCOPES: Readonly<Record<KeyScope, string>> = {
  'matters:read': '查看事项',
  'matters:open': '登记事项',
  'matters:command': '办理事项',
  evidence: '上传、读取附件',
  imports: '导入台账',
  'registers:read': '查看名册',
  statistics: '统计',
  inbox: '通知',
  'audit:read': '查看核验结果',
};

/** What making a key takes; without `expiresAt` it is good for ninety days. */
export const API_KEY_SCHEMA = object(
  {
    name: { type: 'string', minLength: 1, maxLength: 100, title: '名称：哪个单位的哪个系统' },
    person: id('对其使用负责的人员'),
    post: id('以哪个岗位办理'),
    scopes: {
      type: 'array',
      minItems: 1,
      maxItems: KEY_SCOPES.length,
      uniqueItems: true,
      items: oneOf('权限', SCOPES),
      title: '权限范围',
    },
  },
  { expiresAt: { type: 'string', format: 'date-time', title: '有效期止，最长一年' } },
);
