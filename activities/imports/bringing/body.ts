import type { ImportBody } from '../../../workflows/hazard/command.ts';
import type { Source } from '../../../workflows/hazard/matter.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import { plain } from '../checking/cells.ts';
import { headingOf, type Field } from '../checking/columns.ts';
import type { LedgerRow } from '../checking/ledger-row.ts';

/** Where a row comes from: the import that brought it and the file that witnesses it. */
export interface Witness {
  readonly batch: string;
  readonly fileHash: string;
}

/** Words by which ledgers tell their sources, the more particular first. */
const SOURCE_HINTS: readonly (readonly [RegExp, Source])[] = [
  [/三年行动|治本攻坚/, 'threeYearAction'],
  [/举报|投诉|12350|群众|媒体|信访/, 'tip'],
  [/自查|自报|企业上报|企业排查/, 'selfReport'],
  [/上级|省|市级|国务院|督查|督导|交办|反馈/, 'superiorFeedback'],
  [/专家|第三方/, 'expert'],
  [/移送|移交/, 'transfer'],
  [/监测|预警|监控|物联|GPS/i, 'sensor'],
  [/巡查|网格|属地|乡镇|村/, 'patrol'],
  [/专项|百日|集中|行动/, 'campaign'],
  [/检查|执法|抽查|暗访|四不两直/, 'inspection'],
];

/** Fields that the body carries by name; the names of people stay in the register of rows and never reach Temporal. */
const CARRIED: readonly Field[] = [
  'number', 'foundOn', 'description', 'severity', 'subject', 'township', 'department', 'sector', 'measures', 'dueOn', 'status',
]; // prettier-ignore
const PERSONAL = /人|员|电话|手机|联系|姓名|身份证|签字|签名|负责/;

/** The hazard's `Import` of an open row; of a closed row, what the sheet says of it. */
export function importBody(row: LedgerRow, subject: UnitId, witness: Witness): ImportBody {
  const text = (field: Field): string => row.content[headingOf(field)] ?? '';
  const funds = fundsOf(text('fund'));
  const extra = extraOf(row, funds !== null);
  return {
    ...witness,
    row: row.row,
    ...(row.number === null ? {} : { sheetNumber: row.number }),
    source: SOURCE_HINTS.find(([hint]) => hint.test(plain(text('source'))))?.[1] ?? 'other',
    subject,
    region: row.township,
    lead: row.department,
    ...(text('sector') === '' ? {} : { sector: text('sector') }),
    description: row.description,
    foundOn: row.foundOn,
    severity: row.severity,
    dueOn: row.dueOn,
    progress: row.status === 'rechecking' ? 'awaitingRecheck' : row.status === 'pending' ? 'notStarted' : 'rectifying',
    ...(text('measures') === '' ? {} : { measures: text('measures') }),
    ...(funds === null ? {} : { funds }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** An amount in 万元: `1.5`, `1.5万元`, `15000元`; null for what is no amount, which stays as text. */
export function fundsOf(text: string): number | null {
  const parts = /^(\d{1,9}(?:\.\d{1,4})?)(万元|万|元)?$/.exec(plain(text).replaceAll(',', ''));
  if (parts === null) return null;
  const amount = Number(parts[1]) / (parts[2] === '元' ? 10_000 : 1);
  return amount <= 1_000_000 ? amount : null;
}

function extraOf(row: LedgerRow, hasFunds: boolean): Record<string, string> {
  const carried = new Set([...CARRIED, ...(hasFunds ? (['fund'] as const) : [])].map(headingOf));
  const kept = Object.entries(row.content).filter(([heading]) => !carried.has(heading) && !PERSONAL.test(heading));
  return Object.fromEntries(kept);
}
