import type { DocumentDefinition } from '../definition.ts';
import { basics, closing, demands } from '../ladder/blocks.ts';
import { rungSources } from '../ladder/fields.ts';
import { letterHead } from '../layout/blocks.ts';
import { grid } from '../layout/grid.ts';
import { paper } from '../layout/page.ts';
import { body, each, line, section } from '../layout/text.ts';
import { field } from '../working/case.ts';
import { referFields } from './fields.ts';

const LEDGER = '事项办理记录';

const SOURCES = rungSources(['addressees', 'duty', 'deadline', 'overdue', 'replyBy']);

/** 问责移送书: facts, dates, who held the matter until when, what was given and answered. Of nobody's guilt. */
export const referLetter: DocumentDefinition = {
  name: 'referLetter',
  title: '问责移送书',
  word: '移送',
  fields: referFields,
  required: [
    ...SOURCES.required,
    field('receiver', '主送机关', '县委县政府督查室（单位登记）'),
    field('cause', '移送事由', '督办规则，登记提出的情形'),
    field('holders', '办理环节', LEDGER),
    field('holders.n', '序号', LEDGER),
    field('holders.duty', '环节', LEDGER),
    field('holders.by', '承办单位和岗位', LEDGER),
    field('holders.from', '承办起始时间', LEDGER),
    field('holders.to', '承办截止时间', LEDGER),
    field('holders.due', '办理时限', LEDGER),
    field('notices', '发出的文书', LEDGER),
    field('notices.n', '序号', LEDGER),
    field('notices.date', '日期', LEDGER),
    field('notices.paper', '文书和文号', LEDGER),
    field('notices.told', '告知对象', LEDGER),
    field('notices.reply', '回复情况', LEDGER),
  ],
  others: [
    ...SOURCES.others,
    field('dues', '整改期限的确定和变更', LEDGER),
    field('dues.n', '序号', LEDGER),
    field('dues.on', '日期', LEDGER),
    field('dues.reason', '缘由', LEDGER),
    field('dues.due', '届满日期', LEDGER),
    field('papers', '所附文书', '本事项的文书'),
    field('papers.n', '序号', '本事项的文书'),
    field('papers.title', '文书名称', '本事项的文书'),
    field('papers.number', '文号', '本事项的文书'),
    field('papers.date', '日期', '本事项的文书'),
  ],
  template: () =>
    paper(
      letterHead('问责移送书'),
      line('{receiver}：'),
      body('下列安全生产隐患的办理情况，依照督办规则报请核查处理，现将有关事实和材料移送。'),
      basics(),
      section('二、移送事由'),
      body('{cause}{situation}'),
      section('三、办理环节和承办岗位'),
      grid('holders', [
        { heading: '序号', share: 8, words: '{n}', align: 'center' },
        { heading: '环节', share: 14, words: '{duty}', align: 'center' },
        { heading: '承办单位和岗位', share: 28, words: '{by}' },
        { heading: '自', share: 17, words: '{from}' },
        { heading: '至', share: 17, words: '{to}' },
        { heading: '办理时限', share: 16, words: '{due}' },
      ]),
      section('四、发出的文书和回复情况'),
      grid('notices', [
        { heading: '序号', share: 8, words: '{n}', align: 'center' },
        { heading: '日期', share: 16, words: '{date}' },
        { heading: '文书和文号', share: 26, words: '{paper}' },
        { heading: '告知对象', share: 30, words: '{told}' },
        { heading: '回复情况', share: 20, words: '{reply}' },
      ]),
      section('五、整改期限的确定和变更'),
      ...each('dues', body('{n}. {on}，{reason}，至{due}届满。')),
      section('六、有关单位办理和反馈情况'),
      ...each('efforts', body('{date}  {text}')),
      section('七、移送材料'),
      ...each('papers', body('{n}. {title}，{number}，{date}。')),
      demands('八', '有关请求'),
      closing(
        '本移送书只陈述登记在案的事实和日期，不认定任何单位和个人的责任；是否需要追究责任以及如何处理，由有权机关依照管理权限和规定程序决定。',
        '联系人：{contact}。',
      ),
    ),
};
