import { ORDER_WORDS, SERVICE_WORDS, SEVERITY_WORDS } from '../../../workflows/hazard/words.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { summary } from '../../../workflows/hazard/summary.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import type { FieldSource, Fields, Source } from '../definition.ts';
import { chineseDate } from '../layout/words.ts';
import { clause, hazardOf } from '../working/case.ts';
import { dueWords } from './words.ts';

/** The hazard itself, as every letter about it says it. */
export function hazardFields(source: Source): Fields {
  const state = hazardOf(source);
  const rectifier = rectifierOf(state);
  return {
    number: source.number ?? '',
    unit: source.name(source.unit).name,
    caseNumber: state.number,
    hazard: clause(state.report.description),
    place: placeOf(source, state),
    foundOn: chineseDate(state.foundOn),
    severity: state.severity === null ? '尚未定级' : SEVERITY_WORDS[state.severity],
    rectifier: rectifier === null ? '尚未交办' : source.name(rectifier).name,
    supervisor: source.name(state.lead ?? state.terms.county.officeUnit).name,
    order: orderWords(source, state),
    originalDue: dueOr(firstDue(state), '尚未确定，由监管责任单位依法确定'),
    runningDue: dueOr(state.dueDates.at(-1)?.due ?? null, '尚未确定，由监管责任单位依法确定'),
    items: state.items.map(({ text, result }, i) => ({
      n: (i + 1).toString(),
      text: clause(text),
      result: ITEM_WORDS[result],
    })),
  };
}

/** Where the fields of `hazardFields` come from: those that no letter is valid without. */
export const HAZARD_REQUIRED: readonly FieldSource[] = [
  { field: 'unit', label: '发文机关', source: '单位登记' },
  { field: 'caseNumber', label: '隐患编号', source: '事项编号' },
  { field: 'hazard', label: '隐患情况', source: '上报内容' },
  { field: 'place', label: '隐患地点', source: '上报内容' },
  { field: 'rectifier', label: '整改责任单位', source: '交办' },
  { field: 'supervisor', label: '监管责任单位', source: '事项的监管责任单位' },
  { field: 'originalDue', label: '原整改期限', source: '首次确定的整改期限' },
  { field: 'items', label: '问题清单', source: '核实的问题' },
  { field: 'items.n', label: '序号', source: '核实的问题' },
  { field: 'items.text', label: '问题', source: '核实的问题' },
];

/** The others of `hazardFields`. */
export const HAZARD_OTHERS: readonly FieldSource[] = [
  { field: 'foundOn', label: '发现日期', source: '上报内容' },
  { field: 'severity', label: '隐患级别', source: '定级' },
  { field: 'order', label: '整改指令', source: '交办文书及其送达' },
  { field: 'runningDue', label: '现行整改期限', source: '最近一次确定的整改期限' },
  { field: 'items.result', label: '整改情况', source: '复查' },
];

/** The sources of a paper that leaves some of the mandatory fields out: a county's template may still use them. */
export function hazardSources(...left: readonly string[]): {
  readonly required: readonly FieldSource[];
  readonly others: readonly FieldSource[];
} {
  const isLeft = ({ field }: FieldSource): boolean =>
    left.some((name) => field === name || field.startsWith(`${name}.`));
  return {
    required: HAZARD_REQUIRED.filter((one) => !isLeft(one)),
    others: [...HAZARD_OTHERS, ...HAZARD_REQUIRED.filter(isLeft)],
  };
}

/** Who must rectify: whoever was ordered to, before that the operator. */
export function rectifierOf(state: HazardState): UnitId | null {
  return state.assignment?.unit ?? state.subject;
}

/** From when lateness counts: the end of the first T that was not lawfully moved; before it the running one. */
export function lateFrom(state: HazardState): Instant | null {
  return summary(state).overdueSince ?? state.dueDates.at(-1)?.due ?? null;
}

/** The end of the first T that was set. */
function firstDue(state: HazardState): Instant | null {
  return state.dueDates.find(({ due }) => due !== null)?.due ?? null;
}

function placeOf(source: Source, { report, region }: HazardState): string {
  return `${source.name(region).shortName ?? source.name(region).name}${report.place}`;
}

function dueOr(due: Instant | null, otherwise: string): string {
  return due === null ? otherwise : dueWords(due);
}

/** By which paper it was ordered and when that was served; what was ordered without one says so. */
function orderWords(source: Source, { assignment }: HazardState): string {
  if (assignment === null) return '尚未下达整改指令';
  const { order, service } = assignment;
  if (order === null) return '已录入台账，未登记整改指令文号';
  const assigned = source.events.findLast(({ type }) => type === 'Assigned' || type === 'Reopened');
  const number = order.number ?? source.papers.find((paper) => paper.seq === assigned?.seq)?.number ?? null;
  const title = `${ORDER_WORDS[order.type]}${number === null ? '' : `（${number}）`}`;
  const served = service === null ? '尚未登记送达' : `${chineseDate(service.date)}${SERVICE_WORDS[service.way]}`;
  return `${title}，${served}`;
}

const ITEM_WORDS = { open: '待整改', submitted: '已报验，待复查', passed: '复查合格', failed: '复查不合格' } as const;
