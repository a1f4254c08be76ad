import type { JsonSchema } from '../kernel/face.ts';
import { day, evidence, listOf, object, oneOf, people, sealedText, text } from './schema-parts.ts';
import { ORDER_WORDS, SERVICE_WORDS } from './words.ts';

/** A yes or no. */
export const flag = (title: string): JsonSchema => ({ type: 'boolean', title });

export const service = object(
  { way: oneOf('送达方式', SERVICE_WORDS), date: day, evidence },
  { witness: sealedText('见证人', 50) },
  '送达',
);
export const order = object(
  { type: oneOf('文书种类', ORDER_WORDS), date: day, officers: people('执法人员') },
  { number: text('系统外文书的文号', 100), remedies: text('救济途径') },
  '整改文书',
);
export const done = listOf(
  object({ id: text('问题序号', 20), done: text('整改情况', 2_000), evidence }),
  '逐项整改情况',
  1,
  200,
);
export const checked = listOf(
  object({
    id: text('问题序号', 20),
    result: oneOf('复查结果', { passed: '合格', failed: '不合格' }),
    note: text('复查意见', 2_000),
  }),
  '逐项复查意见',
  1,
  200,
);
export const signature = object(
  { signed: flag('被检查单位负责人已签字') },
  { refusalNote: sealedText('拒签说明') },
  '签字',
);
const moment = (title: string): JsonSchema => ({ type: 'string', format: 'date-time', title });
export const inspection = object(
  {
    place: text('检查场所'),
    from: moment('检查开始时间'),
    to: moment('检查结束时间'),
    officers: people('检查人员（两人以上）', 2),
  },
  { contact: sealedText('现场联系人', 100) },
  '现场检查记录',
);
