import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { object, oneOf, shaped, text } from '../../workflows/kernel/schema-parts.ts';

const day = (title: string): JsonSchema => ({ type: 'string', format: 'date', title });
const id = (title: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 64, title });
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const flag = (title: string): JsonSchema => ({ type: 'boolean', title });
const REASON = text('理由');
/** A part of the entry's address, so without a slash. */
const SECTOR: JsonSchema = {
  ...shaped('^[^/\\s][^/]*$', '不能含有“/”，不能以空格开头'),
  minLength: 1,
  maxLength: 50,
  title: '行业领域',
};

const JURISDICTION = {
  sector: SECTOR,
  unit: id('监管单位'),
  kind: oneOf('监管类别', { direct: '直接监管', comprehensive: '综合监管', territorial: '属地监管' }),
};

/** A unit's jurisdiction over a sector from a day on. */
export const JURISDICTION_SCHEMA = object({ ...JURISDICTION, basis: text('依据'), validFrom: day('起始日') });
export const JURISDICTION_END_SCHEMA = object(
  { ...JURISDICTION, validTo: day('截止日'), reason: REASON },
  { fallsToOffice: flag('此后由安委办承接') },
);

const DUTY = {
  enterprise: id('企业'),
  duty: oneOf('责任', { leader: '领导责任人', supervisor: '监管责任人', responsible: '主体责任人' }),
};

/** Who has a duty for an enterprise from a day on. */
export const RESPONSIBILITY_SCHEMA = object({
  ...DUTY,
  person: id('人员'),
  validFrom: day('起始日'),
  reason: REASON,
});
export const RESPONSIBILITY_END_SCHEMA = object({ ...DUTY, validTo: day('截止日'), reason: REASON });

/** A new enterprise. */
export const ENTERPRISE_SCHEMA = object(
  { name: text('名称', 200), region: id('所属乡镇'), sector: SECTOR, validFrom: day('起始日'), reason: REASON },
  {
    creditCode: {
      ...shaped('^[0-9A-HJ-NP-RTUWXY]{18}$', '应为 18 位数字和大写字母，其中没有 I、O、S、V、Z'),
      title: '统一社会信用代码',
    },
    address: text('地址', 200),
    regulator: id('监管部门'),
    key: flag('重点企业'),
  },
);

/** What changes of an enterprise. */
export const ENTERPRISE_CHANGE_SCHEMA: JsonSchema = {
  ...object(
    { reason: REASON },
    {
      region: id('所属乡镇'),
      sector: SECTOR,
      address: orNull(text('地址', 200)),
      regulator: orNull(id('监管部门')),
      key: flag('重点企业'),
      verified: flag('已核实'),
    },
  ),
  minProperties: 2,
};
