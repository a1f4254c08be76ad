import { object, shaped } from '../../workflows/kernel/schema-parts.ts';

/** A one-time code, or a recovery code. */
export const CODE_SCHEMA = object({ code: { type: 'string', minLength: 6, maxLength: 32, title: '动态口令或备用码' } });

/** Whom a platform knows somebody as: what it says in `iss` and `sub`, never an e-mail address. */
export const IDENTITY_SCHEMA = object({
  issuer: {
    ...shaped('^https?://[!-~]+$', '应为平台的网址，以 https:// 开头'),
    maxLength: 300,
    title: '平台（iss）',
  },
  subject: {
    ...shaped('^[!-~]+$', '应为平台给出的编码：字母、数字和符号，没有汉字和空格'),
    maxLength: 255,
    title: '人员在平台的编码（sub）',
  },
});
