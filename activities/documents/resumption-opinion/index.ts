import { CONTROL_WORDS } from '../../../workflows/hazard/region-words.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { copies, head, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, section, signLine } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { dueWords } from '../ladder/words.ts';
import {
  actorWords,
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  enforcersWords,
  field,
  hazardOf,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
  sentence,
} from '../working/case.ts';
import { remediesOf } from '../working/order.ts';

/** 恢复审查意见书: whether what was stopped may go on, measure by measure. */
export const resumptionOpinion: DocumentDefinition = {
  name: 'resumptionOpinion',
  title: '恢复生产经营审查意见书',
  word: '复产',
  fields: (source) => {
    const { officers, opinion } = said(source, 'ResumptionConsented', 'ResumptionRefused');
    const consented = source.event.type === 'ResumptionConsented';
    return {
      ...caseFields(source),
      ...partyFields(source, hazardOf(source).subject ?? rectifierOf(source)),
      cause: causeOf(source),
      officers: enforcersWords(source, officers),
      measures: measuresOf(source),
      conclusion: consented
        ? '审查合格，同意恢复；自本意见书作出之日起解除上列措施'
        : '审查不合格，不同意恢复；上列措施继续执行',
      opinion: sentence(opinion),
      remedies: remediesOf(source, null),
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    field('cause', '审查缘由', '恢复申请，或者依职权'),
    field('officers', '审查人员及证号', '恢复审查，人员登记'),
    field('measures', '措施', '正在实施的现场处理措施'),
    field('measures.n', '措施项次', '正在实施的现场处理措施'),
    field('measures.text', '措施内容', '正在实施的现场处理措施'),
    field('conclusion', '审查结论', '恢复审查'),
    field('opinion', '审查意见', '恢复审查'),
    field('remedies', '救济途径', '法律条款表和单位登记'),
    field('signer', '审查人', '审查人的岗位和姓名'),
  ],
  others: [...CASE_OTHERS, ...PARTY_OTHERS],
  template: () =>
    paper(
      head('恢复生产经营审查意见书'),
      line('{party}：'),
      body('{cause}经审查（隐患编号：{caseNumber}，隐患：{hazard}），意见如下：'),
      section('一、所涉措施'),
      each('measures', body('{n}．{text}。')),
      section('二、审查意见'),
      body('{opinion}'),
      body('{conclusion}。'),
      body('恢复生产经营后，应当严格落实安全防范措施，防止隐患反弹。'),
      last('{remedies}'),
      signLine('审查人员（签名）：{officers}'),
      signLine('决定人：{signer}'),
      unitSigns('madeOn'),
      copies('本意见书一式两份：一份由本机关存档，一份交申请单位。'),
    ),
};

function causeOf(source: Source): string {
  const { resumption } = source.before as HazardState;
  if (resumption === null) return '本机关依职权对已采取的现场处理措施进行审查。';
  return `你单位于${chineseDate(resumption.requestedAt)}提出的恢复生产经营申请收悉。`;
}

/** Of a consent what is lifted, of a refusal what stands. */
function measuresOf(source: Source): readonly Fields[] {
  const { controls } = source.before as HazardState;
  const data = said(source, 'ResumptionConsented', 'ResumptionRefused');
  const meant = controls.filter(({ nth, liftedAt }) =>
    'lifted' in data ? data.lifted.includes(nth) : liftedAt === null,
  );
  return meant.map(({ kind, target, imposedAt, until }, i) => ({
    n: (i + 1).toString(),
    text: `${chineseDate(imposedAt)}对${target}${CONTROL_WORDS[kind]}${until === null ? '' : `（期限至${dueWords(until)}）`}`,
  }));
}
