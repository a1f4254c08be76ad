import type { HazardRecorded } from '../../../workflows/hazard/event.ts';
import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { head } from '../layout/blocks.ts';
import { filled, form, lastRow, pair, signed, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { each, image } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { dueWords } from '../ladder/words.ts';
import {
  actorWords,
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  field,
  hazardOf,
  lastOf,
  officersWords,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
  sentence,
  withReason,
} from '../working/case.ts';
import { CITED, citedOrder } from '../working/order.ts';

/** 销号审批表: the whole way from the order to the review, and who approved that the hazard is struck off. */
export const closeoutApproval: DocumentDefinition = {
  name: 'closeoutApproval',
  title: '隐患整改销号审批表',
  word: '销审',
  fields: (source) => {
    const { closeoutNumber, reason } = said(source, 'CloseoutApproved');
    const { lead, dueDates } = hazardOf(source);
    const due = dueDates.at(-1)?.due ?? null;
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      ...citedOrder(source),
      ...submissionFields(source),
      ...recheckFields(source),
      supervisor: source.name(lead ?? source.unit).name,
      due: due === null ? '未设期限' : dueWords(due),
      items: itemsOf(source),
      closeoutNumber,
      decision: withReason('同意销号', reason),
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    ...CITED,
    field('caseNumber', '隐患编号', '事项编号'),
    field('hazard', '隐患情况', '上报内容'),
    field('severity', '隐患级别', '定级'),
    field('supervisor', '监管责任单位', '事项的监管责任单位'),
    field('due', '整改期限', '最近一次确定的整改期限'),
    field('items', '逐项整改情况', '报验和复查'),
    field('items.n', '项次', '核实的问题'),
    field('items.text', '问题', '核实的问题'),
    field('items.done', '整改情况', '报验'),
    field('recheckNumber', '复查意见书文号', '复查意见书'),
    field('recheckedOn', '复查日期', '复查'),
    field('recheckers', '复查人员', '复查'),
    field('recheckOpinion', '复查意见', '复查'),
    field('closeoutNumber', '销号编号', '销号审批'),
    field('decision', '审批意见', '销号审批'),
    field('signer', '审批人', '审批人的岗位和姓名'),
    field('madeOn', '审批日期', '事件的时间'),
  ],
  others: [
    ...CASE_OTHERS.filter(({ field: name }) => !['caseNumber', 'hazard', 'severity', 'madeOn'].includes(name)),
    ...PARTY_OTHERS,
    field('submittedOn', '报验日期', '报验'),
    field('summary', '整改总体情况', '报验'),
    field('funds', '投入资金', '报验'),
  ],
  template: () =>
    paper(
      head('隐患整改销号审批表'),
      form(
        pair('隐患编号', '{caseNumber}', '销号编号', '{closeoutNumber}'),
        wide('隐患情况', '{hazard}'),
        pair('隐患级别', '{severity}', '发现日期', '{foundOn}'),
        wide('隐患地点', '{place}'),
        wide('整改责任单位', '{party}'),
        wide('监管责任单位', '{supervisor}'),
        wide('整改文书', '{orderTitle}（{orderNumber}，{orderDate}）'),
        pair('整改期限', '{due}', '报验日期', '{submittedOn}'),
        pair('投入资金', '{funds}', '复查日期', '{recheckedOn}'),
        wide('整改情况', '{summary}', ...each('items', filled('第{n}项：{text}。{done}'))),
        wide('复查意见书', '{recheckNumber}'),
        lastRow('复查人员', '{recheckers}'),
        lastRow('复查意见', '{recheckOpinion}'),
        lastRow(
          '审批意见',
          '{decision}',
          signed('审批人：{signer}'),
          image('seal', 'right', 280),
          signed('{unit}'),
          signed('{madeOn}'),
        ),
      ),
    ),
};

/** What was handed in last; after the end of the limit a hazard may have been rechecked without. */
function submissionFields(source: Source): Fields {
  const last = lastOf(source, 'RectificationSubmitted');
  if (last === null) return { submittedOn: '未报验', summary: '整改责任单位未报验，经复查核实。', funds: '未填报' };
  const { summary, funds, answeredAt } = last.data;
  return {
    submittedOn: chineseDate(answeredAt),
    summary: sentence(summary),
    funds: funds === null ? '未填报' : `${funds.toString()}万元`,
  };
}

function recheckFields(source: Source): Fields {
  const last = lastOf(source, 'RecheckPassed');
  if (last === null)
    return { recheckNumber: '导入台账', recheckedOn: '见台账', recheckers: '见台账', recheckOpinion: '见台账。' };
  const { opinionNumber, officers, opinion } = last.data;
  const drawn = source.papers.find((paper) => paper.document === 'recheckOpinion' && paper.seq === last.seq);
  return {
    recheckNumber: opinionNumber ?? drawn?.number ?? '',
    recheckedOn: chineseDate(last.at),
    recheckers: officersWords(source, officers),
    recheckOpinion: sentence(opinion),
  };
}

/** Each item with what was last said to be done about it. */
function itemsOf(source: Source): readonly Fields[] {
  const done = new Map(
    (source.events as readonly HazardRecorded[]).flatMap((event) =>
      event.type === 'RectificationSubmitted' ? event.data.items.map((item) => [item.id, item.done] as const) : [],
    ),
  );
  return hazardOf(source).items.map(({ id, text }) => ({
    n: id,
    text: clause(text),
    done: sentence(done.get(id) ?? '经复查合格'),
  }));
}
