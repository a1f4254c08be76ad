import type { DocumentDefinition } from '../definition.ts';
import { letterHead, unitSigns } from '../layout/blocks.ts';
import { grid, type Column } from '../layout/grid.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, pageBreak, section, text } from '../layout/text.ts';
import { field } from '../working/case.ts';
import { clueFields } from './fields.ts';

const CASE = '问责案件记录';
const DOSSIER = '立案时封存的证据卷宗';

const INDEX: readonly Column[] = [
  { heading: '序号', share: 9, words: '{n}', align: 'center' },
  { heading: '记录编号', share: 13, words: '{seq}', align: 'center' },
  { heading: '时间', share: 25, words: '{time}' },
  { heading: '材料内容', share: 28, words: '{text}' },
  { heading: '有关岗位和人员', share: 25, words: '{by}' },
];

const LISTS = { exculpating: '尽职免责材料', other: '其他材料', sent: '通知送达情况' };

/** 问题线索移送函: facts and where they can be checked, with the index of the frozen dossier. It proves nobody guilty. */
export const clueTransferLetter: DocumentDefinition = {
  name: 'clueTransferLetter',
  title: '问题线索移送函',
  word: '线索',
  fields: clueFields,
  required: [
    field('unit', '发文机关', '作出移送决定的单位（单位登记）'),
    field('number', '文号', '文号登记，或者决定移送时填写的文号'),
    field('caseNumber', '案件编号', CASE),
    field('hazardNumber', '隐患编号', CASE),
    field('ground', '反映事项', CASE),
    field('receivers', '主送机关', '移送决定'),
    field('referrals', '移送对象', '移送决定'),
    field('referrals.n', '序号', '移送决定'),
    field('referrals.to', '受理机关', '移送决定'),
    field('referrals.subjects', '对象和反映事项', '移送决定'),
    field('report', '线索梳理情况', '移送建议'),
    field('reason', '移送理由', '移送决定'),
    field('statements', '本人（单位）说明', CASE),
    field('statements.n', '序号', CASE),
    field('statements.name', '对象', CASE),
    field('statements.text', '说明情况', CASE),
    field('dossier', '卷宗哈希值', DOSSIER),
    field('exculpatingCount', '尽职免责材料件数', DOSSIER),
    field('otherCount', '其他材料件数', DOSSIER),
    field('sentCount', '通知件数', DOSSIER),
    field('signer', '签发人', '作出移送决定的人员'),
    field('madeOn', '成文日期', '移送决定的时间'),
  ],
  others: [
    field('openedOn', '立案日期', CASE),
    field('upTo', '卷宗截止记录', DOSSIER),
    field('heard', '隐患办理情况', CASE),
    ...Object.entries(LISTS).flatMap(([list, label]) => [
      field(list, label, DOSSIER),
      field(`${list}.n`, '序号', DOSSIER),
      field(`${list}.seq`, '记录编号', DOSSIER),
      field(`${list}.time`, '时间', DOSSIER),
      field(`${list}.text`, '材料内容', DOSSIER),
      field(`${list}.by`, '有关岗位和人员', DOSSIER),
    ]),
    field('added', '补充材料', CASE),
    field('added.n', '序号', CASE),
    field('added.bears', '性质', CASE),
    field('added.time', '时间', CASE),
    field('added.text', '内容', CASE),
  ],
  template: () =>
    paper(
      letterHead('问题线索移送函'),
      line('{receivers}：'),
      body(
        '安全生产隐患{hazardNumber}的办理中，登记反映“{ground}”事项，{openedOn}立案（案件编号：{caseNumber}），已依照程序梳理线索并听取说明。现将有关线索和材料移送，请依照管理权限核查处理。',
      ),
      section('一、移送对象'),
      ...each('referrals', body('{n}. 移送{to}：{subjects}。')),
      section('二、线索梳理情况'),
      body('{report}'),
      body('移送理由：{reason}'),
      section('三、本人（单位）说明'),
      ...each('statements', body('{n}. {name}：{text}')),
      section('四、隐患目前办理情况'),
      body('{heard}'),
      last(
        '本函及所附材料只反映登记在案的事实，不认定任何单位和个人的责任。尽职免责材料与其他材料同等移送，请一并核查。请将受理情况和处理结果书面反馈。',
      ),
      text('签发人：{signer}', { align: 'left', before: 360, indent: { left: 640 }, keepNext: true }),
      unitSigns('madeOn'),
      pageBreak(),
      text('附件：证据卷宗目录', { face: 'title', align: 'center', after: 120 }),
      text('卷宗为立案时封存，截至隐患办理记录{upTo}，哈希值（SHA-256）：', {
        align: 'left',
        indent: { firstLine: 640 },
      }),
      text('{dossier}', { size: 'note', align: 'left', after: 120 }),
      section('（一）尽职免责材料（{exculpatingCount}件）'),
      grid('exculpating', INDEX),
      section('（二）其他材料（{otherCount}件）'),
      grid('other', INDEX),
      section('（三）通知送达情况（{sentCount}件）'),
      body('下列通知是否阅读，只说明送达的事实，不作为尽职或者失职的材料。'),
      grid('sent', INDEX),
      section('（四）立案后补充的材料'),
      grid('added', [
        { heading: '序号', share: 9, words: '{n}', align: 'center' },
        { heading: '性质', share: 21, words: '{bears}', align: 'center' },
        { heading: '时间', share: 25, words: '{time}' },
        { heading: '内容', share: 45, words: '{text}' },
      ]),
    ),
};
