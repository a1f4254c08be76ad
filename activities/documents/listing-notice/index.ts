import type { HazardRecorded } from '../../../workflows/hazard/event.ts';
import { LIST_WORDS } from '../../../workflows/hazard/region-words.ts';
import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { hazardFields, hazardSources } from '../ladder/facts.ts';
import { dueWords } from '../ladder/words.ts';
import { letterHead, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, section } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { actorWords, field, said } from '../working/case.ts';

function fields(source: Source): Fields {
  const { level, publishBy } = said(source, 'Listed');
  return {
    ...hazardFields(source),
    level: LIST_WORDS[level],
    publishBy: publishBy === null ? '尽快' : `${dueWords(publishBy)}前`,
    listLetter: letterNumber(source),
    listedOn: chineseDate(source.at),
    signer: actorWords(source),
    madeOn: chineseDate(source.at),
  };
}

/** The letter that listed it: the paper of the same word of the same person, by the seq just before. */
function letterNumber(source: Source): string {
  const events = source.events as readonly HazardRecorded[];
  const issued = events.findLast((event) => event.type === 'RungIssued' && event.data.rung === 'list');
  const drawn = source.papers.find((paper) => paper.seq === issued?.seq)?.number ?? null;
  const number = drawn ?? (issued?.type === 'RungIssued' ? issued.data.document : null);
  return number === null ? '' : `（${number}）`;
}

const SOURCES = hazardSources('originalDue');

/** 挂牌督办公告: what the public may read of a listed hazard. Units and dates; no person is named. */
export const listingNotice: DocumentDefinition = {
  name: 'listingNotice',
  title: '挂牌督办公告',
  word: '挂公',
  fields,
  required: [
    ...SOURCES.required,
    field('number', '文号', '文号登记'),
    field('severity', '隐患级别', '定级'),
    field('level', '督办层级', '挂牌'),
    field('listedOn', '挂牌日期', '挂牌'),
    field('runningDue', '治理期限', '最近一次确定的整改期限'),
    field('publishBy', '公告期限', '督办规则规定的公告期限'),
    field('madeOn', '成文日期', '挂牌'),
  ],
  others: [
    ...SOURCES.others.filter((other) => !['severity', 'runningDue'].includes(other.field)),
    field('listLetter', '挂牌督办通知书文号', '签发的挂牌督办'),
    field('signer', '签发人', '签发督办的人员'),
  ],
  template: () =>
    paper(
      letterHead('重大事故隐患挂牌督办公告'),
      body(
        '依照安全生产法律法规和隐患督办的有关规定，对下列重大事故隐患实行{level}挂牌督办{listLetter}，现予公告，接受社会监督。',
      ),
      section('一、隐患名称和地点'),
      body('{hazard}，位于{place}。隐患编号：{caseNumber}。隐患级别：{severity}。'),
      ...each('items', body('第{n}项：{text}。')),
      section('二、治理责任单位'),
      body('{rectifier}。'),
      section('三、监管责任单位'),
      body('{supervisor}。'),
      section('四、督办单位和挂牌日期'),
      body('{unit}，{listedOn}挂牌。'),
      section('五、治理期限'),
      body('{runningDue}。治理完成并经现场复查合格、批准销号后解除挂牌，另行公告。'),
      section('六、社会监督'),
      body('任何单位和个人发现未按要求治理的，可以拨打12350向安全生产监督管理机构举报。'),
      last('本公告应于{publishBy}向社会发布。'),
      unitSigns('madeOn'),
    ),
};
