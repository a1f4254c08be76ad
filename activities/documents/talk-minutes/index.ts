import type { DocumentDefinition, EvidenceNamed, Fields, Source } from '../definition.ts';
import { NotDrawable } from '../definition.ts';
import { hazardFields, hazardSources } from '../ladder/facts.ts';
import { issueAnswered } from '../ladder/rung.ts';
import { dueWords } from '../ladder/words.ts';
import { head } from '../layout/blocks.ts';
import { filled, form, lastRow, signed, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { each } from '../layout/text.ts';
import { chineseTime } from '../layout/words.ts';
import { actorWords, field, PEN, said, sentence } from '../working/case.ts';

function fields(source: Source): Fields {
  const answer = said(source, 'SupervisionAnswered');
  const issued = issueAnswered(source, answer.key);
  if (issued === null) throw new NotDrawable('没有与本次回复对应的约谈通知。');
  const named = source.evidence.filter(({ id }) => answer.evidence.includes(id));
  return {
    ...hazardFields(source),
    // The minutes are kept by whoever called the talk, whoever sends the undertaking in.
    unit: source.name(issued.actor.unit).name,
    letter: source.papers.find((paper) => paper.seq === issued.seq)?.number ?? issued.data.document ?? '未登记文号',
    talker: `${source.name(issued.actor.post).name}  ${source.name(issued.actor.person).name}`,
    talked: source.name(source.event.actor.unit).name,
    speaker: actorWords(source),
    undertaking: sentence(answer.text),
    undertakingDue: issued.data.replyDue === null ? '未规定' : dueWords(issued.data.replyDue),
    receivedAt: chineseTime(source.at),
    evidence: named.length > 0 ? named.map(fileRow) : [{ n: '1', name: '无', hash: '' }],
  };
}

function fileRow({ name, id }: EvidenceNamed, i: number): Fields {
  return { n: (i + 1).toString(), name: name ?? '未命名文件', hash: id.replace('sha256:', '') };
}

const SOURCES = hazardSources();

/** 约谈纪要: who was talked with, over what, and what they undertook in their own words. */
export const talkMinutes: DocumentDefinition = {
  name: 'talkMinutes',
  title: '约谈纪要',
  word: '约纪',
  fields,
  required: [
    ...SOURCES.required,
    field('number', '文号', '文号登记'),
    field('letter', '约谈通知书文号', '签发的约谈'),
    field('talker', '约谈人', '签发约谈的人员'),
    field('talked', '被约谈单位', '作出承诺的单位'),
    field('speaker', '被约谈人', '作出承诺的人员'),
    field('undertaking', '书面整改承诺', '对约谈的回复'),
    field('undertakingDue', '承诺报送期限', '约谈通知书规定的期限'),
    field('receivedAt', '承诺报送时间', '对约谈的回复'),
  ],
  others: [
    ...SOURCES.others,
    field('evidence', '承诺所附材料', '对约谈的回复'),
    field('evidence.n', '序号', '对约谈的回复'),
    field('evidence.name', '材料名称', '对约谈的回复'),
    field('evidence.hash', '材料哈希值', '对约谈的回复'),
  ],
  template: () =>
    paper(
      head('约谈纪要'),
      form(
        wide('隐患编号', '{caseNumber}'),
        wide('约谈事由', '{hazard}（{place}）。原整改期限：{originalDue}。约谈通知书：{letter}。'),
        wide('有关单位', '整改责任单位：{rectifier}；监管责任单位：{supervisor}。'),
        wide('约谈时间', '＿＿＿＿年＿＿月＿＿日＿＿时＿＿分'),
        wide('约谈地点', PEN),
        wide('约谈人', '{talker}'),
        wide('被约谈人', '{talked}：{speaker}'),
        wide('存在问题', ...each('items', filled('第{n}项：{text}（{result}）。'))),
        wide('谈话要点', filled(PEN + PEN), filled(PEN + PEN), filled(PEN + PEN)),
        lastRow('书面承诺', '{undertaking}', '承诺报送期限：{undertakingDue}；报送时间：{receivedAt}。'),
        lastRow('所附材料', ...each('evidence', filled('{n}. {name}'))),
        lastRow('签  名', filled('约谈人：'), filled('被约谈人：'), filled('记录人：'), signed('年    月    日')),
      ),
    ),
};
