import type { Departure } from './departure.ts';

/** What people call the columns by which a matter is listed, searched and counted. */
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  id: '事项标识',
  kind: '事项种类',
  number: '编号',
  title: '标题',
  status: '状态',
  severity: '隐患级别',
  holder_post: '责任岗位',
  holder_unit: '责任单位',
  holder_person: '经办人',
  level: '督办级别',
  rung: '督办阶梯',
  round: '轮次',
  deadlines: '期限',
  proposals: '待批提议',
  overdue_since: '逾期起算时间',
  region: '属地',
  sector: '行业领域',
  subject: '责任对象',
  lead: '牵头单位',
  units: '相关单位',
  found_on: '发现日期',
  closed_at: '办结时间',
  imported: '是否导入',
  parent: '上级事项',
  open: '是否在办',
  opened_at: '立案时间',
  opened_by: '立案人',
  heard_at: '记入时间',
  next_wake: '下次到点时间',
  version: '版本',
  last_hash: '末条哈希',
  state: '全部状态',
  summary: '摘要',
};

/** A departure within a row, its column by what people call it and by its own name; one without a name as it is. */
export function inColumn(departs: Departure): Departure {
  const name = COLUMN_NAMES[departs.path.split('.')[0] ?? ''];
  return name === undefined ? departs : { ...departs, path: `${name}（${departs.path}）` };
}
