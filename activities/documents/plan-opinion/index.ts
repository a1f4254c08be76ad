import { FIVE_ASSURED, PLAN_PARTS } from '../../../workflows/hazard/vocabulary.ts';
import { ASSURED_WORDS, PLAN_WORDS } from '../../../workflows/hazard/words.ts';
import { NotDrawable, type DocumentDefinition } from '../definition.ts';
import { head, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, section, signLine } from '../layout/text.ts';
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
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
  sentence,
} from '../working/case.ts';

/** 整改方案审查意见: what was handed in, part by part, and whether it is approved. */
export const planOpinion: DocumentDefinition = {
  name: 'planOpinion',
  title: '整改方案审查意见',
  word: '方审',
  fields: (source) => {
    const { plan, dueDates } = hazardOf(source);
    if (plan === null) throw new NotDrawable('没有报送整改方案，不能制作审查意见。');
    const approved = source.event.type === 'PlanApproved';
    const due = dueDates.at(-1)?.due ?? null;
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      submittedOn: chineseDate(plan.submittedAt),
      submitter: source.name(plan.submittedBy).name,
      parts: PLAN_PARTS.map((part, i) => ({
        n: (i + 1).toString(),
        part: PLAN_WORDS[part],
        text: sentence(plan.parts[part]),
      })),
      assured: FIVE_ASSURED.map((one) => `${ASSURED_WORDS[one]}（${plan.assured[one] ? '是' : '否'}）`).join('、'),
      conclusion: approved ? '审查通过，同意按方案组织治理' : '审查不通过，退回修改后重新报送',
      reason: clause(said(source, 'PlanApproved', 'PlanRejected').reason),
      term: approved && due !== null ? `治理期限至${dueWords(due)}。` : '整改期限不因方案退回而停止计算。',
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    field('caseNumber', '隐患编号', '事项编号'),
    field('submittedOn', '方案报送日期', '整改方案'),
    field('parts', '方案内容', '整改方案的六个部分'),
    field('parts.part', '部分名称', '整改方案的六个部分'),
    field('parts.text', '部分内容', '整改方案'),
    field('assured', '五落实情况', '整改方案'),
    field('conclusion', '审查结论', '方案审查'),
    field('reason', '审查理由', '方案审查'),
    field('term', '治理期限', '批准方案时确定的期限'),
    field('signer', '审查人', '审查人的岗位和姓名'),
  ],
  others: [
    ...CASE_OTHERS.filter(({ field: name }) => name !== 'caseNumber'),
    ...PARTY_OTHERS,
    field('submitter', '方案报送人', '整改方案'),
    field('parts.n', '部分序号', '整改方案的六个部分'),
  ],
  template: () =>
    paper(
      head('整改方案审查意见'),
      line('{party}：'),
      body(
        '你单位于{submittedOn}报送的隐患整改方案（隐患编号：{caseNumber}，隐患：{hazard}，级别：{severity}）收悉。经审查，意见如下：',
      ),
      section('一、方案主要内容'),
      each('parts', body('（{n}）{part}：{text}')),
      section('二、五落实情况'),
      body('{assured}。'),
      section('三、审查意见'),
      body('{conclusion}。理由：{reason}。'),
      body('{term}'),
      last(
        '治理过程中应当采取相应的安全防范措施；隐患排除前或者排除过程中无法保证安全的，应当撤出作业人员、疏散可能危及的其他人员、停止作业或者停用相关设施、设备。',
      ),
      signLine('审查人：{signer}'),
      unitSigns('madeOn'),
    ),
};
