import type { HazardRecorded } from '../../../workflows/hazard/event.ts';
import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { hazardFields, hazardSources } from '../ladder/facts.ts';
import { dueWords } from '../ladder/words.ts';
import { letterHead, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, last, section } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { actorWords, clause, field, hazardOf, said } from '../working/case.ts';

function fields(source: Source): Fields {
  const { reason, publishBy } = said(source, 'Delisted');
  const { listingNotice } = hazardOf(source);
  return {
    ...hazardFields(source),
    listedOn: listingNotice === null ? '此前' : chineseDate(listingNotice.listedAt),
    listingNumber: source.papers.findLast((paper) => paper.document === 'listingNotice')?.number ?? '未登记文号',
    reason: clause(reason),
    outcome: outcomeOf(source),
    delistedOn: chineseDate(source.at),
    publishBy: publishBy === null ? '尽快' : `${dueWords(publishBy)}前`,
    signer: actorWords(source),
    madeOn: chineseDate(source.at),
  };
}

/** What was rechecked and closed out by then, as it is recorded. */
function outcomeOf(source: Source): string {
  const { rechecks, closeouts } = hazardOf(source);
  const events = source.events as readonly HazardRecorded[];
  const passed = rechecks.findLast((recheck) => recheck.passed);
  const closed = closeouts.at(-1);
  const abolished = events.findLast((event) => event.type === 'Abolished');
  return [
    passed === undefined ? '' : `${chineseDate(passed.at)}经现场复查合格。`,
    closed === undefined ? '' : `${chineseDate(closed.at)}批准销号，销号编号：${closed.number}。`,
    abolished?.type === 'Abolished' ? `${chineseDate(abolished.at)}依据${abolished.data.decisionNumber}关闭取缔。` : '',
  ].join('');
}

const SOURCES = hazardSources('originalDue', 'items');

/** 解除挂牌公告: that a hazard is off the list, since when and why. */
export const delistingNotice: DocumentDefinition = {
  name: 'delistingNotice',
  title: '解除挂牌公告',
  word: '摘公',
  fields,
  required: [
    ...SOURCES.required,
    field('number', '文号', '文号登记'),
    field('listedOn', '挂牌日期', '挂牌'),
    field('listingNumber', '挂牌督办公告文号', '此前的公告'),
    field('reason', '解除挂牌的理由', '解除挂牌'),
    field('delistedOn', '解除日期', '解除挂牌'),
    field('publishBy', '公告期限', '督办规则规定的公告期限'),
    field('madeOn', '成文日期', '解除挂牌'),
  ],
  others: [
    ...SOURCES.others,
    field('outcome', '复查和销号情况', '复查，销号'),
    field('signer', '批准人', '解除挂牌的人员'),
  ],
  template: () =>
    paper(
      letterHead('重大事故隐患解除挂牌公告'),
      body('{listedOn}公告挂牌督办的下列隐患（公告文号：{listingNumber}），经审查，现予解除挂牌。'),
      section('一、隐患名称和地点'),
      body('{hazard}，位于{place}。隐患编号：{caseNumber}。'),
      section('二、治理责任单位和监管责任单位'),
      body('治理责任单位：{rectifier}。监管责任单位：{supervisor}。'),
      section('三、解除挂牌的理由'),
      body('解除理由：{reason}。{outcome}'),
      section('四、解除日期'),
      body('自{delistedOn}起解除挂牌。'),
      last('本公告应于{publishBy}向社会发布。'),
      unitSigns('madeOn'),
    ),
};
