import { CONTROL_WORDS } from '../../../workflows/hazard/region-words.ts';
import { dayOf } from '../../../workflows/kernel/instant.ts';
import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { bothSign, copies, head, issuerSigns, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line } from '../layout/text.ts';
import { legalTerm } from '../legal-terms.ts';
import { dueWords } from '../ladder/words.ts';
import { enforcersWords, field, hazardOf } from '../working/case.ts';
import { ORDER_OTHERS, ORDER_REQUIRED, orderFields, orderOfficers } from '../working/order.ts';
import { TERM, termWords } from '../working/term.ts';

/** 现场处理措施决定书 by which a rectification is ordered: what is wrong, what is done at once, until when, on what basis. */
export const onSiteDecision: DocumentDefinition = {
  name: 'onSiteDecision',
  title: '现场处理措施决定书',
  word: '现决',
  officers: orderOfficers,
  fields: (source) => ({
    ...orderFields(source),
    term: termWords(source, '决定书'),
    officers: enforcersWords(source, orderOfficers(source)),
    basis: basisOf(source),
    clause: clauseWords(source),
    measures: measuresOf(source),
  }),
  required: [
    ...ORDER_REQUIRED,
    TERM,
    field('officers', '执法人员及证号', '交办时写明的执法人员，人员登记'),
    field('remedies', '救济途径', '交办时写明的，或者法律条款表和单位登记'),
    field('basis', '依据', '法律条款表'),
    field('measures', '处理措施', '正在实施的现场处理措施，以及整改期限'),
    field('measures.n', '措施项次', '正在实施的现场处理措施'),
    field('measures.text', '措施内容', '正在实施的现场处理措施，以及整改期限'),
  ],
  others: [
    ...ORDER_OTHERS.filter(({ field: name }) => name !== 'remedies'),
    field('clause', '判定条款', '定级时引用的判定标准条款'),
  ],
  template: () =>
    paper(
      head('现场处理措施决定书'),
      line('{party}：'),
      body('本机关于{foundOn}发现你单位存在下列违法行为和事故隐患：'),
      each('items', body('第{n}项：{text}，限期于{due}前整改完毕。')),
      body('{clause}以上问题无法保证安全生产，依据{basis}的规定，现作出下列现场处理措施决定：'),
      each('measures', body('{n}．{text}。')),
      body('整改期限至{due}。{term}'),
      body('{consequences}'),
      last('{remedies}'),
      bothSign(),
      issuerSigns(),
      unitSigns('issuedOn'),
      copies('本决定书一式两份：一份由本机关存档，一份交被检查单位。隐患编号：{caseNumber}。'),
    ),
};

function clauseWords(source: Source): string {
  const { clause } = hazardOf(source);
  if (clause === null) return '';
  return `上述情形符合《${clause.standard}》（${clause.version}）${clause.clause}的规定。`;
}

/** On what the measures rest: to seal (查封) is on an article of its own, and on that of compulsion (行政强制法第24条). */
function basisOf(source: Source): string {
  const isSealed = standing(source).some(({ kind }) => kind === 'seal');
  const terms = isSealed ? (['remove', 'seal', 'compel'] as const) : (['remove'] as const);
  return terms.map((name) => legalTerm(name, dayOf(source.at)).basis).join('、');
}

function standing(source: Source) {
  return hazardOf(source).controls.filter(({ liftedAt }) => liftedAt === null);
}

/** What stands already, and that the danger is to be removed until when: one measure at the least. */
function measuresOf(source: Source): readonly Fields[] {
  const measures = standing(source).map(({ kind, target, until }) => {
    const term = until === null ? '至隐患排除并经审查同意为止' : `至${dueWords(until)}止`;
    return `对${target}${CONTROL_WORDS[kind]}，${term}`;
  });
  const due = hazardOf(source).dueDates.at(-1)?.due ?? null;
  const removal = `责令立即采取措施排除上述隐患${due === null ? '' : `，于${dueWords(due)}前整改完毕`}`;
  return [...measures, removal].map((text, i) => ({ n: (i + 1).toString(), text }));
}
