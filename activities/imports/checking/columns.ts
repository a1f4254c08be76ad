/** What a column of the county's ledger holds. */
export type Field =
  | 'number'
  | 'foundOn'
  | 'description'
  | 'severity'
  | 'subject'
  | 'township'
  | 'department'
  | 'sector'
  | 'rectifier'
  | 'measures'
  | 'dueOn'
  | 'fund'
  | 'status'
  | 'recheckedOn'
  | 'recheckedBy'
  | 'closedOn'
  | 'source'
  | 'remark';

/** A column as the contract names it, other headings that mean the same, and how long its text may be. */
export interface Column {
  readonly field: Field;
  readonly heading: string;
  readonly synonyms: readonly string[];
  readonly required: boolean;
  readonly maxChars: number;
}

function column(field: Field, heading: string, synonyms: string, maxChars: number, required = false): Column {
  return { field, heading, synonyms: synonyms.split(' ').filter((word) => word !== ''), required, maxChars };
}

/** Every column that the import understands; synonyms are those of county and provincial ledger templates. */
export const COLUMNS: readonly Column[] = [
  column('number', '隐患编号', '编号 隐患编码 问题编号 台账编号 隐患序列号', 64),
  column('foundOn', '发现日期', '检查日期 排查日期 发现时间 检查时间 排查时间 隐患发现日期 隐患发现时间', 64, true),
  column(
    'description',
    '隐患描述',
    '隐患内容 问题描述 隐患情况 问题隐患 存在问题 存在隐患 存在的问题 存在的隐患 隐患名称 存在的问题隐患 存在问题隐患 问题及隐患 隐患问题 具体隐患',
    2_000,
    true,
  ),
  column('severity', '隐患级别', '隐患等级 级别 等级 隐患分级', 64),
  column(
    'subject',
    '责任单位',
    '被检查单位 受检单位 受检查单位 企业名称 单位名称 隐患单位 整改责任单位 整改单位 隐患责任单位 生产经营单位',
    120,
    true,
  ),
  column(
    'township',
    '所属乡镇',
    '乡镇 乡镇街道 乡镇(街道) 所在乡镇 属地 属地乡镇 所属乡镇街道 所属乡镇(街道) 属地单位',
    120,
    true,
  ),
  column(
    'department',
    '监管部门',
    '责任部门 监管责任部门 主管部门 行业主管部门 行业监管部门 监管单位 监管责任单位',
    120,
    true,
  ),
  column('sector', '行业领域', '行业 所属行业 领域 所属行业领域', 64),
  column('rectifier', '整改责任人', '责任人 隐患整改责任人', 120),
  column('measures', '整改措施', '治理措施 整改方案 整改要求', 2_000),
  column('dueOn', '整改期限', '整改时限 整改完成期限 限期整改日期 整改截止日期 整改完成时限 限期', 64, true),
  column('fund', '整改资金', '资金 投入资金 治理资金 整改投入', 64),
  column('status', '整改状态', '状态 整改情况 整改进展 隐患状态 治理状态', 64, true),
  column('recheckedOn', '复查日期', '复查时间 验收日期 验收时间', 64),
  column('recheckedBy', '复查人', '复查人员 验收人 验收人员', 200),
  column('closedOn', '销号日期', '销号时间 闭环日期 闭环时间', 64),
  column('source', '隐患来源', '来源 检查来源 发现来源 问题来源', 200),
  column('remark', '备注', '说明', 2_000),
];

/** The contract's heading of a field. */
export function headingOf(field: Field): string {
  const found = COLUMNS.find((one) => one.field === field);
  if (found === undefined) throw new Error(`no column for ${field}`);
  return found.heading;
}
