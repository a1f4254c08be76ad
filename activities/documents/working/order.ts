import { ORDER_WORDS } from '../../../workflows/hazard/words.ts';
import { ORDER_TYPES } from '../../../workflows/hazard/vocabulary.ts';
import { dayOf } from '../../../workflows/kernel/instant.ts';
import type { PersonId, UnitId } from '../../../workflows/kernel/terms.ts';
import { NotDrawable, type FieldSource, type Fields, type Source } from '../definition.ts';
import { dueWords, waitWords } from '../ladder/words.ts';
import { chineseDate } from '../layout/words.ts';
import { legalTerm } from '../legal-terms.ts';
import {
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  field,
  hazardOf,
  lastOf,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  sentence,
} from './case.ts';

/** What every paper says that orders a rectification: by whom, what, until when, and what follows otherwise. */
export function orderFields(source: Source): Fields {
  const state = hazardOf(source);
  const { assignment, assists } = state;
  const due = state.dueDates.at(-1)?.due ?? null;
  if (assignment === null || due === null) throw new NotDrawable('尚未确定整改期限，不能制作文书。');
  const until = dueWords(due);
  return {
    ...caseFields(source),
    ...partyFields(source, assignment.unit),
    post: source.name(assignment.post).name,
    due: until,
    limit: waitWords(assignment.limit),
    items: state.items.map(({ text }, i) => ({ n: (i + 1).toString(), text: clause(text), due: until })),
    consequences: consequencesOf(source, assignment.unit),
    remedies: isEnterprise(source, assignment.unit) ? remediesOf(source, assignment.order?.remedies ?? null) : '',
    assists: assists.map(({ unit, task }) => ({ assistant: source.name(unit).name, task: clause(task) })),
  };
}

export const ORDER_REQUIRED: readonly FieldSource[] = [
  ...CASE_REQUIRED,
  ...PARTY_REQUIRED,
  field('items', '存在的问题', '核实的问题'),
  field('items.n', '项次', '核实的问题'),
  field('items.text', '问题', '核实的问题'),
  field('items.due', '该项整改期限', '交办时确定的整改期限'),
  field('due', '整改期限', '交办时确定的整改期限'),
  field('consequences', '逾期后果', '法律条款表'),
];

export const ORDER_OTHERS: readonly FieldSource[] = [
  ...CASE_OTHERS,
  ...PARTY_OTHERS,
  field('post', '整改责任岗位', '交办'),
  field('limit', '整改天数', '交办'),
  field('remedies', '救济途径', '交办时写明的，或者法律条款表和单位登记'),
  field('assists', '协办单位', '交办'),
  field('assists.assistant', '协办单位名称', '交办'),
  field('assists.task', '协办事项', '交办'),
];

/** What follows when nothing is done: for an operator by law, for a township or department by the county's own ladder. */
export function consequencesOf(source: Source, unit: UnitId): string {
  if (!isEnterprise(source, unit))
    return '逾期未完成整改的，将按照本县隐患整改督办的有关规定予以催办、督办、约谈、通报；需要追责的，依规依纪依法移送有关机关。';
  const { basis, words } = legalTerm('penalty', dayOf(source.at));
  return `逾期不整改或者整改后达不到要求的，将依据${basis}等有关规定${words}；由此造成生产安全事故的，依法追究有关单位和人员的责任。`;
}

/** Reviews and suits, and penalties, are of operators: one body of government only tells another what to do. */
function isEnterprise(source: Source, unit: UnitId): boolean {
  return hazardOf(source).chains[unit]?.kind === 'enterprise';
}

/** 救济途径: as it was typed; else by whom and within which time an act of this unit is reviewed or sued. */
export function remediesOf(source: Source, typed: string | null): string {
  if (typed !== null && typed.trim() !== '') return sentence(typed);
  const day = dayOf(source.at);
  const review = legalTerm('review', day);
  const suit = legalTerm('suit', day);
  const reviewer =
    source.government === null || source.government === source.unit
      ? '有管辖权的行政复议机关'
      : source.name(source.government).name;
  return (
    `如不服本文书，可以自收到本文书之日起${review.words}内依法向${reviewer}申请行政复议（${review.basis}），` +
    `或者自收到本文书之日起${suit.words}内依法向有管辖权的人民法院提起行政诉讼（${suit.basis}）。` +
    '行政复议、行政诉讼期间，除法律另有规定外，不停止本文书的执行。'
  );
}

/**
 * What a later paper cites as the running order. An imported row has its ledger for one, what was put right on the spot its
 * record. Throws `NotDrawable` for an order that has no number yet.
 */
export function citedOrder(source: Source): Readonly<Record<'orderTitle' | 'orderNumber' | 'orderDate', string>> {
  const { assignment, imported, number, openedAt } = hazardOf(source);
  const order = assignment?.order ?? null;
  if (order === null) {
    const record = source.papers.findLast(({ document }) => document === 'onTheSpotRecord');
    const since = imported === null ? (lastOf(source, 'Reopened')?.at ?? openedAt) : openedAt;
    if (record?.number == null)
      return {
        orderTitle: imported === null ? '隐患整改事项' : '隐患台账',
        orderNumber: number,
        orderDate: chineseDate(since),
      };
    return { orderTitle: '当场整改记录', orderNumber: record.number, orderDate: chineseDate(record.issuedAt ?? since) };
  }
  const drawn = source.papers.findLast(
    ({ document, lapsed }) => !lapsed && ORDER_TYPES.some((type) => type === document),
  );
  const paper = order.number === null ? drawn : undefined;
  const cited = order.number ?? paper?.number ?? null;
  if (cited === null) throw new NotDrawable('整改文书尚无文号，不能引用。');
  return {
    orderTitle: ORDER_WORDS[order.type],
    orderNumber: cited,
    orderDate: chineseDate(paper?.issuedAt ?? order.date),
  };
}

/** The officers who are named on the order. */
export function orderOfficers(source: Source): readonly PersonId[] {
  return hazardOf(source).assignment?.order?.officers ?? [];
}

export const CITED: readonly FieldSource[] = [
  field('orderTitle', '整改文书名称', '交办文书'),
  field('orderNumber', '整改文书文号', '交办文书的文号'),
  field('orderDate', '整改文书日期', '交办文书的签发日期'),
];
