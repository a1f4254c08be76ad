import type { HazardState } from '../../../workflows/hazard/state.ts';
import type { DocumentDefinition, Source } from '../definition.ts';
import { bothSign, copies, head, issuerSigns, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, section } from '../layout/text.ts';
import { chineseTime } from '../layout/words.ts';
import { dueWords } from '../ladder/words.ts';
import {
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  enforcersWords,
  field,
  hazardOf,
  officersWords,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
  sentence,
  withReason,
} from '../working/case.ts';
import { CITED, citedOrder, consequencesOf } from '../working/order.ts';

/** 整改复查意见书: cites the order by number and date, and says of each item whether it passed. */
export const recheckOpinion: DocumentDefinition = {
  name: 'recheckOpinion',
  title: '整改复查意见书',
  word: '复查',
  officers: (source) => recheckOf(source).officers,
  refused: (source) => {
    const { signed, refusalNote = null } = recheckOf(source).signature;
    return signed ? null : refusalNote;
  },
  fields: (source) => {
    const { officers, items, opinion, onSite, signature } = recheckOf(source);
    const texts = new Map((source.before as HazardState).items.map(({ id, text }) => [id, text]));
    const note = signature.refusalNote ?? '';
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      ...citedOrder(source),
      checkedAt: chineseTime(source.at),
      manner: onSite ? '现场复查' : '书面复查',
      // Only an order of enforcement is rechecked by officers with certificates.
      officers: (isEnforced(source) ? enforcersWords : officersWords)(source, officers),
      items: items.map(({ id, result, note: words }) => ({
        n: id,
        text: clause(texts.get(id) ?? ''),
        result: result === 'passed' ? '合格' : '不合格',
        note: sentence(words),
      })),
      conclusion: withReason(
        source.event.type === 'RecheckPassed' ? '经复查，整改合格' : '经复查，整改不合格',
        opinion,
      ),
      again: againWords(source),
      refusal: note === '' ? [] : [{ words: sentence(note) }],
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    ...CITED,
    field('checkedAt', '复查时间', '复查'),
    field('officers', '复查人员及证号', '复查，人员登记'),
    field('items', '逐项复查意见', '复查'),
    field('items.n', '项次', '复查'),
    field('items.text', '问题', '核实的问题'),
    field('items.result', '该项复查结果', '复查'),
    field('items.note', '该项复查意见', '复查'),
    field('conclusion', '综合复查意见', '复查'),
    field('again', '后续要求', '复查后确定的整改期限'),
  ],
  others: [
    ...CASE_OTHERS,
    ...PARTY_OTHERS,
    field('manner', '复查方式', '复查'),
    field('refusal', '拒签记录', '复查时记录的拒签'),
    field('refusal.words', '拒签情况', '复查时记录的拒签'),
  ],
  template: () =>
    paper(
      head('整改复查意见书'),
      line('{party}：'),
      body(
        '对{orderDate}《{orderTitle}》（{orderNumber}）所列问题，经于{checkedAt}对你单位的整改情况进行{manner}，提出如下意见：',
      ),
      section('一、逐项复查意见'),
      each('items', body('第{n}项：{text}。复查结果：{result}。{note}')),
      section('二、综合复查意见'),
      body('{conclusion}'),
      last('{again}'),
      each('refusal', last('签字情况：{words}')),
      bothSign(),
      issuerSigns(),
      unitSigns('issuedOn'),
      copies('本意见书一式两份：一份由本机关存档，一份交被复查单位。隐患编号：{caseNumber}。'),
    ),
};

function recheckOf(source: Source) {
  return said(source, 'RecheckPassed', 'RecheckFailed');
}

function isEnforced(source: Source): boolean {
  const type = hazardOf(source).assignment?.order?.type;
  return type === 'rectifyOrder' || type === 'onSiteDecision';
}

function againWords(source: Source): string {
  if (source.event.type === 'RecheckPassed')
    return '本次复查不代替你单位日常的安全生产管理，请巩固整改成果，防止隐患反弹。';
  const due = hazardOf(source).dueDates.at(-1)?.due ?? null;
  const until = due === null ? '' : `于${dueWords(due)}前`;
  return `责令你单位对复查不合格的项目继续整改，${until}整改完毕并再次报验。${consequencesOf(source, rectifierOf(source))}`;
}
