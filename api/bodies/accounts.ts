import type { CHANGE_REASONS } from '../../db/accounts/change.ts';
import { USERNAME } from '../../db/accounts/make.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { object, oneOf, shaped } from '../../workflows/kernel/schema-parts.ts';

const id = (title: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 64, title });
const password = (title: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 256, title });
const code = (title: string): JsonSchema => ({ type: 'string', minLength: 6, maxLength: 32, title });
const CODE = code('动态口令或备用码');

/** What signing in takes: `code` from whoever has a second factor, `post` from whoever acts as another than their own. */
export const SIGN_IN_SCHEMA = object(
  { username: id('用户名'), password: password('密码') },
  { code: CODE, post: id('以此岗位登录，缺省为账号本身的岗位') },
);

/** Going on in another of one’s own posts. */
export const SWITCH_SCHEMA = object({ post: id('岗位') });

/** Changing one's own password takes the present one. */
export const PASSWORD_SCHEMA = object({ current: password('现密码'), next: password('新密码') });

/** Enrolling a second factor takes the password again. */
export const ENROL_SCHEMA = object({ password: password('密码') });

/** The first code shows that the device has the secret. */
export const CONFIRM_SCHEMA = object({
  code: { ...shaped('^[0-9]{6}$', '应为 6 位数字'), title: '动态口令' },
});

/** Giving a second factor up takes both. */
export const GIVE_UP_SCHEMA = object({ password: password('密码'), code: CODE });

/** A new account: the person and the post stand in the registers already. */
export const ACCOUNT_SCHEMA = object({
  username: {
    ...shaped(USERNAME.source, '应为 3 至 32 位小写字母、数字、“.”“_”“-”，以字母开头，如 yingji-zhang'),
    title: '用户名',
  },
  person: id('人员'),
  post: id('岗位，须由该人员任职'),
});

const REASONS: Readonly<Record<(typeof CHANGE_REASONS)[number], string>> = {
  joined: '到岗',
  moved: '调动',
  left: '离岗',
  unused: '长期未用',
  misuse: '涉嫌违规使用',
  restored: '恢复使用',
  other: '其他',
};

/** Disabling, enabling, another post; the reason is a word, since the trail takes no free text. */
export const ACCOUNT_CHANGE_SCHEMA: JsonSchema = {
  ...object(
    { reason: oneOf('原因', REASONS) },
    { disabled: { type: 'boolean', title: '停用' }, post: id('岗位，须由该人员任职') },
  ),
  minProperties: 2,
};
