import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { closing, demands } from './blocks.ts';
import { rungFields, rungSources } from './fields.ts';
import { letterHead } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, line, section } from '../layout/text.ts';
import { field, hazardOf, PEN } from '../working/case.ts';

function fields(source: Source): Fields {
  const all = rungFields(source);
  const state = hazardOf(source);
  const { assignment, subject, lead, terms } = state;
  const unit = assignment?.unit ?? subject;
  const named = unit === null ? null : source.name(unit);
  const post = assignment === null ? null : source.name(assignment.post);
  return {
    ...all,
    lister: all.unit ?? '',
    responsible: named === null ? PEN : `${named.name}${headWords(named.legalPerson, post?.name ?? null)}`,
    watcher: source.name(lead ?? terms.county.officeUnit).name,
  };
}

function headWords(head: string | null, post: string | null): string {
  const parts = [
    ...(head === null ? [] : [`主要负责人：${head}`]),
    ...(post === null ? [] : [`整改责任岗位：${post}`]),
  ];
  return parts.length === 0 ? '' : `（${parts.join('；')}）`;
}

const SOURCES = rungSources(['duty', 'deadline', 'overdue', 'rectifier', 'supervisor']);

/**
 * The letter of a listing: what is listed, who lists it, who answers for it, until when, how it is taken off the list and
 * whom to ask. `off` is what taking it off is called.
 */
export function listingLetter(
  about: Pick<DocumentDefinition, 'name' | 'title' | 'word'> & { readonly off: string },
): DocumentDefinition {
  const { name, title, word, off } = about;
  return {
    name,
    title,
    word,
    fields,
    required: [
      ...SOURCES.required,
      field('severity', '隐患级别', '定级'),
      field('lister', '督办单位', '签发督办的单位'),
      field('responsible', '责任单位和责任人', '交办，责任链登记'),
      field('watcher', '监管责任单位', '事项的监管责任单位'),
      field('runningDue', '治理期限', '最近一次确定的整改期限'),
      field('contact', '联系人', '安委办经办岗位'),
    ],
    others: SOURCES.others.filter((other) => !['severity', 'runningDue', 'contact'].includes(other.field)),
    template: () =>
      paper(
        letterHead(title),
        line('{addressees}：'),
        body('根据安全生产隐患督办的有关规定，决定对下列隐患实行{rung}。有关事项通知如下。'),
        section('一、隐患名称、地点和级别'),
        body('{hazard}，位于{place}，{foundOn}发现，级别为{severity}。隐患编号：{caseNumber}。'),
        ...each('items', body('第{n}项：{text}。')),
        section('二、督办单位'),
        body('{lister}。'),
        section('三、责任单位和责任人'),
        body('治理责任单位：{responsible}。'),
        body('监管责任单位：{watcher}。'),
        demands('四', '治理要求'),
        section('五、治理期限'),
        body('原整改期限：{originalDue}；现行整改期限：{runningDue}。{situation}'),
        section(`六、${off}（销号）程序`),
        body(
          '治理完成后，责任单位自行验收合格并书面报验；监管责任单位组织执法人员到现场逐项复查，重大隐患会同专家进行；复查合格的，由督办单位审查批准销号，解除{rung}。未经现场复查合格，不予解除。',
        ),
        section('七、报告和联系'),
        closing('请于{replyBy}将治理安排书面报送督办单位。联系人：{contact}。'),
      ),
  };
}
