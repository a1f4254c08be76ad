import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { hazardFields, hazardSources } from '../ladder/facts.ts';
import { dueWords } from '../ladder/words.ts';
import { letterHead, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, section, text } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { actorWords, clause, field, said } from '../working/case.ts';

function fields(source: Source): Fields {
  const { to, reason, outside, step } = said(source, 'TransferSent');
  const until = step.due === null ? '收到本函后' : `${dueWords(step.due)}前`;
  return {
    ...hazardFields(source),
    receiver: source.name(to).name,
    reason: clause(reason),
    answerBy: until,
    // Silence counts as acceptance only for a unit of this register; another body has to say so.
    silence: outside
      ? '请书面答复是否接受；收到接受的书面答复前，本机关继续承担该隐患的督促职责。'
      : '逾期未提出异议的，视为接受。',
    evidence: filesOf(source),
    signer: actorWords(source),
    sender: actorWords(source),
    madeOn: chineseDate(source.at),
  };
}

/** The files that go with it, each by its hash; that there are none is said. */
function filesOf({ evidence }: Source): readonly Fields[] {
  const rows = evidence.map(({ name, type, id }, i) => ({
    n: (i + 1).toString(),
    name: name ?? '未命名文件',
    type,
    hash: id.replace('sha256:', ''),
  }));
  return rows.length > 0 ? rows : [{ n: '1', name: '无', type: '', hash: '' }];
}

const SOURCES = hazardSources('originalDue', 'rectifier', 'supervisor');

/** 移送函: to the unit whose duty it is, with all that was gathered and the day by which it answers. */
export const transferLetter: DocumentDefinition = {
  name: 'transferLetter',
  title: '移送函',
  word: '移函',
  fields,
  required: [
    ...SOURCES.required,
    field('number', '文号', '文号登记'),
    field('receiver', '主送单位', '移送'),
    field('reason', '移送理由', '移送'),
    field('answerBy', '答复期限', '接收单位提出异议的期限'),
    field('signer', '签发人', '移送的人员'),
    field('madeOn', '成文日期', '移送时间'),
  ],
  others: [
    ...SOURCES.others,
    field('silence', '逾期未答复的后果', '移送规则'),
    field('sender', '联系人', '移送的人员'),
    field('evidence', '随函材料', '事项所附材料'),
    field('evidence.n', '序号', '事项所附材料'),
    field('evidence.name', '材料名称', '事项所附材料'),
    field('evidence.type', '材料类型', '事项所附材料'),
    field('evidence.hash', '材料哈希值', '事项所附材料'),
  ],
  template: () =>
    paper(
      letterHead('安全生产隐患移送函'),
      line('{receiver}：'),
      body('本机关在工作中发现下列安全生产隐患，属于你单位职责范围，现予移送，请依法处理。'),
      section('一、隐患情况'),
      body('隐患编号：{caseNumber}。{hazard}，位于{place}，{foundOn}发现，级别为{severity}。'),
      ...each('items', body('第{n}项：{text}。')),
      section('二、移送理由'),
      body('{reason}。'),
      section('三、答复'),
      body('对移送有异议的，请于{answerBy}书面提出并说明理由。{silence}'),
      section('四、随函材料'),
      ...each('evidence', body('{n}. {name}')),
      last('联系人：{sender}。'),
      text('签发人：{signer}', { align: 'left', before: 360, indent: { left: 640 }, keepNext: true }),
      unitSigns('madeOn'),
    ),
};
