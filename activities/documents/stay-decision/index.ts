import type { DocumentDefinition, Fields, Source } from '../definition.ts';
import { hazardFields, hazardSources } from '../ladder/facts.ts';
import { dueWords, waitWords } from '../ladder/words.ts';
import { letterHead, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, section, text } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { actorWords, clause, field, hazardOf, said } from '../working/case.ts';

function fields(source: Source): Fields {
  const { until, reason, evidence } = said(source, 'ClockStayed', 'StayConfirmed');
  const { stays, terms } = hazardOf(source);
  const stay = stays.at(-1);
  const isNew = source.event.type === 'ClockStayed';
  const named = source.evidence.filter(({ id }) => evidence.includes(id));
  return {
    ...hazardFields(source),
    decision: isNew ? '中止计算整改期限' : '继续中止计算整改期限',
    from: stay === undefined ? chineseDate(source.at) : chineseDate(stay.from),
    until: dueWords(until),
    reason: clause(reason),
    term: waitWords(terms.periods.stayConfirm),
    evidence: named.map(({ name }, i) => ({ n: (i + 1).toString(), name: name ?? '未命名文件' })),
    signer: actorWords(source),
    madeOn: chineseDate(source.at),
  };
}

const SOURCES = hazardSources();

/** 中止计时决定书: that T rests, since when, why, until when it must be confirmed anew, and what goes on meanwhile. */
export const stayDecision: DocumentDefinition = {
  name: 'stayDecision',
  title: '中止计时决定书',
  word: '中止',
  fields,
  required: [
    ...SOURCES.required,
    field('number', '文号', '文号登记'),
    field('decision', '决定事项', '中止计时或者重新确认'),
    field('from', '中止起始日期', '中止计时'),
    field('until', '重新确认的期限', '中止计时规则'),
    field('reason', '中止理由', '中止计时'),
    field('term', '每次中止的期间', '中止计时规则'),
    field('runningDue', '中止前的整改期限', '最近一次确定的整改期限'),
    field('signer', '决定人', '决定中止的人员'),
    field('madeOn', '成文日期', '决定时间'),
  ],
  others: [
    ...SOURCES.others.filter(({ field: name }) => name !== 'runningDue'),
    field('evidence', '证明材料', '中止计时所附材料'),
    field('evidence.n', '序号', '中止计时所附材料'),
    field('evidence.name', '材料名称', '中止计时所附材料'),
  ],
  template: () =>
    paper(
      letterHead('中止计时决定书'),
      line('{rectifier}：'),
      body('关于隐患{caseNumber}（{hazard}，位于{place}）整改期限中止计算的事项，经审查，决定如下。'),
      section('一、决定事项'),
      body('自{from}起，{decision}。中止前的整改期限：{runningDue}（原整改期限：{originalDue}）。'),
      section('二、理由和证明材料'),
      body('{reason}。'),
      ...each('evidence', body('{n}. {name}')),
      section('三、中止的期间'),
      body(
        '本次中止至{until}止。中止事由届时仍未消除的，应当在此之前重新确认，每次不超过{term}；未重新确认的，期间届满即恢复计算。中止事由提前消除的，及时恢复计算。恢复后，继续计算剩余的期限。',
      ),
      section('四、中止期间的要求'),
      ...each('items', body('第{n}项：{text}（{result}）。')),
      last(
        '中止期间只停止计算期限，不免除安全责任。你单位应当继续落实安全防范和现场监控措施；不能保证安全的，停止使用、停止作业或者撤出人员。监管责任单位{supervisor}应当继续跟踪督促。',
      ),
      text('决定人：{signer}', { align: 'left', before: 360, indent: { left: 640 }, keepNext: true }),
      unitSigns('madeOn'),
    ),
};
