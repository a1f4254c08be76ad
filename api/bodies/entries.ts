import { POST_ROLES, UNIT_KINDS } from '../../db/registers/fitness.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { object, shaped, text } from '../../workflows/kernel/schema-parts.ts';

const day = (title: string): JsonSchema => ({ type: 'string', format: 'date', title });
const noDay = (title: string): JsonSchema => ({ type: ['string', 'null'], format: 'date', title });
const ref = (title: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 64, title });
const noRef = (title: string): JsonSchema => ({ type: ['string', 'null'], minLength: 1, maxLength: 64, title });

/** An id that is given: the prefix of its register, then small letters, digits and hyphens. */
function id(prefix: string): JsonSchema {
  return {
    ...shaped(`^${prefix}-[a-z0-9][a-z0-9-]{0,47}$`, `应以“${prefix}-”开头，后接 1 至 48 位小写字母、数字和“-”`),
    title: '编码，不给则由系统编号',
  };
}

type Fields = Readonly<Record<string, JsonSchema>>;

/** Some of these fields, at least one, with the reason. */
function changeOf(fields: Fields): JsonSchema {
  return { ...object({ reason: REASON }, fields), minProperties: 2 };
}

const REASON = text('理由');
const ENDING: Fields = { validTo: noDay('截止日，空为不限') };

const UNIT_NAMES: Fields = { name: text('名称', 100), shortName: text('简称', 40) };
const UNIT_PLACE: Fields = {
  sign: {
    ...shaped('^[\\p{Script=Han}A-Za-z]{1,10}$', '应为 1 至 10 个汉字或字母，如“云应急”'),
    type: ['string', 'null'],
    title: '机关代字，空则用简称',
  },
  region: noRef('所在乡镇（街道、园区）'),
  parent: noRef('上级单位'),
  sectors: { type: 'array', items: text('行业', 40), maxItems: 50, uniqueItems: true, title: '监管（所属）行业' },
  ...ENDING,
};

/** A new unit. */
export const UNIT_ENTRY = object(
  { kind: { enum: [...UNIT_KINDS], title: '单位类别' }, ...UNIT_NAMES, validFrom: day('起始日'), reason: REASON },
  { id: id('u'), ...UNIT_PLACE },
);

/** What of a unit may be changed; what is left out stays. */
export const UNIT_CHANGE = changeOf({ ...UNIT_NAMES, ...UNIT_PLACE });

const POST_PARTS: Fields = {
  title: text('名称', 100),
  rank: { type: 'integer', minimum: 0, maximum: 5, title: '层级' },
  role: { enum: [...POST_ROLES], title: '角色' },
};

/** A new post of a unit. */
export const POST_ENTRY = object(
  { unit: ref('单位'), ...POST_PARTS, validFrom: day('起始日'), reason: REASON },
  { id: id('p'), ...ENDING },
);

/** What of a post may be changed. */
export const POST_CHANGE = changeOf({ ...POST_PARTS, ...ENDING });

/** What leaders change of their own people. */
const REACHED: Fields = {
  phone: {
    ...shaped('^\\+?[0-9][0-9-]{4,23}$', '应为电话号码：手机号 11 位，固定电话如 0871-1234567，只用数字和“-”'),
    type: ['string', 'null'],
    title: '电话',
  },
  email: {
    ...shaped('^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', '应为电子邮箱地址，如 zhang@example.gov.cn'),
    type: ['string', 'null'],
    maxLength: 200,
    title: '电子邮箱',
  },
  certificate: { ...text('行政执法证号', 60), type: ['string', 'null'] },
  certificateFrom: noDay('证件起始日'),
  certificateTo: noDay('证件截止日'),
};
const PERSON_NAME: Fields = { name: text('姓名', 60) };
/** The number itself is kept nowhere: only whether two people are one is ever asked of it. */
const IDENTITY: Fields = { identityNumber: { type: 'string', maxLength: 18, title: '身份证号（只存校验值）' } };

/** A new person. */
export const PERSON_ENTRY = object({ ...PERSON_NAME, reason: REASON }, { id: id('per'), ...IDENTITY, ...REACHED });

/** What of a person may be changed. */
export const PERSON_CHANGE = changeOf({ ...PERSON_NAME, ...IDENTITY, ...REACHED });
