import { KEY_SCOPES } from '../../db/accounts/key-scopes.ts';
import { object } from '../../workflows/kernel/schema-parts.ts';

const id = (title: string) => ({ type: 'string', minLength: 1, maxLength: 64, title });

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
      items: { enum: [...KEY_SCOPES] },
      title: '权限范围',
    },
  },
  { expiresAt: { type: 'string', format: 'date-time', title: '有效期止，最长一年' } },
);
