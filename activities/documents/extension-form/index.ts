import { originalLimit } from '../../../workflows/hazard/decide/parts.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { EXTENSION_WORDS } from '../../../workflows/hazard/words.ts';
import { NotDrawable, type DocumentDefinition } from '../definition.ts';
import { head } from '../layout/blocks.ts';
import { form, lastRow, pair, signed, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { image } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { dueWords, waitWords } from '../ladder/words.ts';
import {
  actorWords,
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  field,
  hazardOf,
  lastOf,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
  sentence,
  withReason,
} from '../working/case.ts';
import { CITED, citedOrder } from '../working/order.ts';

/** 延期审批表: who asked for how much more time and why, and what was decided. */
export const extensionForm: DocumentDefinition = {
  name: 'extensionForm',
  title: '隐患整改延期审批表',
  word: '延审',
  fields: (source) => {
    const state = hazardOf(source);
    const asked = lastOf(source, 'ExtensionRequested');
    const before = dueOf(source.before as HazardState);
    const extension = asked === null ? undefined : asked.data.extension;
    if (asked === null || extension === undefined || before === null)
      throw new NotDrawable('没有可以审批的延期申请，不能制作延期审批表。');
    const granted = source.event.type === 'ExtensionGranted';
    const { explanation, controls } = asked.data;
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      ...citedOrder(source),
      nth: extension.nth.toString(),
      requestedOn: chineseDate(extension.requestedAt),
      requester: source.name(extension.requestedBy).name,
      oldDue: dueWords(before),
      amount: waitWords({ amount: extension.amount, unit: originalLimit(state).unit }),
      ground: EXTENSION_WORDS[extension.reason],
      explanation: sentence(explanation),
      controls: controls === null ? '申请中未附监控措施。' : sentence(controls),
      decision: withReason(
        granted ? '同意延期' : '不同意延期',
        said(source, 'ExtensionGranted', 'ExtensionRefused').reason,
      ),
      newDue: dueWords(dueOf(state) ?? before),
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    ...CITED,
    field('caseNumber', '隐患编号', '事项编号'),
    field('requestedOn', '申请日期', '延期申请'),
    field('requester', '申请人', '延期申请'),
    field('oldDue', '原整改期限', '审批前的整改期限'),
    field('amount', '申请延长', '延期申请'),
    field('ground', '申请事由', '延期申请'),
    field('explanation', '情况说明', '延期申请'),
    field('decision', '审批结果和理由', '延期审批'),
    field('newDue', '审批后的整改期限', '延期审批'),
    field('signer', '审批人', '审批人的岗位和姓名'),
    field('madeOn', '审批日期', '事件的时间'),
  ],
  others: [
    ...CASE_OTHERS.filter(({ field: name }) => !['caseNumber', 'madeOn'].includes(name)),
    ...PARTY_OTHERS,
    field('nth', '第几次申请', '延期申请'),
    field('controls', '监控措施', '延期申请'),
  ],
  template: () =>
    paper(
      head('隐患整改延期审批表'),
      form(
        wide('申请单位', '{party}'),
        pair('隐患编号', '{caseNumber}', '隐患级别', '{severity}'),
        wide('隐患情况', '{hazard}'),
        wide('整改文书', '{orderTitle}（{orderNumber}，{orderDate}）'),
        pair('原整改期限', '{oldDue}', '申请延长', '{amount}（第{nth}次申请）'),
        pair('申请日期', '{requestedOn}', '申请人', '{requester}'),
        wide('申请事由', '{ground}'),
        wide('情况说明', '{explanation}'),
        wide('监控措施', '{controls}'),
        lastRow(
          '审批意见',
          '{decision}',
          '审批后的整改期限：{newDue}。',
          signed('审批人：{signer}'),
          image('seal', 'right', 280),
          signed('{unit}'),
          signed('{madeOn}'),
        ),
      ),
    ),
};

function dueOf({ dueDates }: HazardState) {
  return dueDates.at(-1)?.due ?? null;
}
