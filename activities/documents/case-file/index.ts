import type { DocumentDefinition } from '../definition.ts';
import { form, pair, wide } from '../layout/form.ts';
import { grid } from '../layout/grid.ts';
import { paper } from '../layout/page.ts';
import { pageBreak, text } from '../layout/text.ts';
import { hazardSources } from '../ladder/facts.ts';
import { field, PEN } from '../working/case.ts';
import { caseFileFields } from './fields.ts';

const BOUND = '装订的文书';
const LEDGER = '事项办理记录';
const FILES = '事项所附材料';

const SOURCES = hazardSources('originalDue', 'items', 'unit');

/**
 * 案件卷宗: a cover and 卷内目录, behind which `bindCaseFile` puts every paper of the matter, its course, its evidence and
 * 备考表. The rows of 卷内目录 are known only there: a leaf has its number once all before it are counted.
 */
export const caseFile: DocumentDefinition = {
  name: 'caseFile',
  title: '案件卷宗',
  word: '卷',
  fields: caseFileFields,
  required: [
    ...SOURCES.required,
    field('number', '案卷号', '文号登记'),
    field('keeper', '立卷单位', '批准销号的单位'),
    field('filer', '立卷人', '批准销号的人员'),
    field('filedOn', '立卷日期', '批准销号的时间'),
    field('openedOn', '登记日期', LEDGER),
    field('closedOn', '销号日期', LEDGER),
    field('closeoutNumber', '销号编号', LEDGER),
    field('result', '办理结果', LEDGER),
  ],
  others: [
    ...SOURCES.others,
    field('course', '办理过程', LEDGER),
    field('course.n', '序号', LEDGER),
    field('course.time', '时间', LEDGER),
    field('course.text', '事项', LEDGER),
    field('course.by', '办理单位和岗位', LEDGER),
    field('status', '办理状态', LEDGER),
    field('evidence', '证据材料', FILES),
    field('evidence.n', '序号', FILES),
    field('evidence.name', '材料名称', FILES),
    field('evidence.type', '类型', FILES),
    field('evidence.at', '上传时间', FILES),
    field('evidence.hash', '哈希值', FILES),
    field('leaves', '卷内目录', BOUND),
    field('leaves.n', '顺序号', BOUND),
    field('leaves.number', '文号', BOUND),
    field('leaves.by', '责任者', BOUND),
    field('leaves.title', '题名', BOUND),
    field('leaves.date', '日期', BOUND),
    field('leaves.page', '页号', BOUND),
    field('pages', '总页数', BOUND),
    field('left', '未装订的文书', BOUND),
  ],
  template: () =>
    paper(
      text('{keeper}', { size: 'title', face: 'title', align: 'center', before: 1_200, after: 480 }),
      text('案  件  卷  宗', { size: 'title', face: 'title', align: 'center', after: 960 }),
      form(
        wide('案卷号', '{number}'),
        wide('案卷题名', '{hazard}（{place}）隐患整改案'),
        pair('隐患编号', '{caseNumber}', '销号编号', '{closeoutNumber}'),
        wide('整改责任单位', '{rectifier}'),
        wide('监管责任单位', '{supervisor}'),
        pair('隐患级别', '{severity}', '发现日期', '{foundOn}'),
        pair('登记日期', '{openedOn}', '销号日期', '{closedOn}'),
        wide('办理结果', '{result}'),
        wide('立卷人', '{filer}'),
        pair('立卷日期', '{filedOn}', '总页数', '共{pages}页'),
        pair('保管期限', PEN, '归档号', PEN),
      ),
      pageBreak(),
      text('卷 内 目 录', { size: 'title', face: 'title', align: 'center', after: 240 }),
      grid('leaves', [
        { heading: '顺序号', share: 9, words: '{n}', align: 'center' },
        { heading: '文号', share: 27, words: '{number}' },
        { heading: '责任者', share: 19, words: '{by}' },
        { heading: '题名', share: 19, words: '{title}' },
        { heading: '日期', share: 17, words: '{date}' },
        { heading: '页号', share: 9, words: '{page}', align: 'center' },
      ]),
    ),
};
