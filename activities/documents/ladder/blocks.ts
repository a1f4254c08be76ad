import type { Paragraph } from 'docx';
import { copies, unitSigns } from '../layout/blocks.ts';
import { body, each, last, section, text } from '../layout/text.ts';

/** 一、隐患基本情况: what, where, how grave, by which order and until when. */
export function basics(n = '一'): Paragraph[] {
  return [
    section(`${n}、隐患基本情况`),
    body('隐患编号：{caseNumber}。{hazard}，地点为{place}，{foundOn}发现，隐患级别为{severity}。'),
    body('整改责任单位：{rectifier}。监管责任单位：{supervisor}。'),
    body('整改指令：{order}。原整改期限：{originalDue}。'),
    ...each('items', body('第{n}项：{text}（{result}）。')),
  ];
}

/** How it stands, what was given before, and what the other side did: the one as carefully as the other. */
export function history(n = '二', heading = '逾期情况'): Paragraph[] {
  return [
    section(`${n}、${heading}`),
    body('{situation}'),
    body('此前已发出的文书：'),
    ...each('measures', body('{date}  {text}')),
    body('有关单位办理和反馈情况：'),
    ...each('efforts', body('{date}  {text}')),
  ];
}

/** What is asked, one demand a paragraph. */
export function demands(n: string, heading: string): Paragraph[] {
  return [section(`${n}、${heading}`), ...each('demands', body('（{n}）{text}'))];
}

/** The end of a letter that a person issues: who signed it, its unit, seal and day, and who gets copies. */
export function closing(...said: readonly string[]): Paragraph[] {
  const signer = text('签发人：{signer}', { align: 'left', before: 240, indent: { left: 640 }, keepNext: true });
  return [...sentences(said), signer, ...unitSigns('madeOn'), copies('抄送：{copies}')];
}

/** The end of what the system gives in the unit's name: no person signs it. */
export function given(...said: readonly string[]): Paragraph[] {
  return [...sentences(said), ...unitSigns('madeOn'), copies('抄送：{copies}')];
}

/** The last of them is never parted from the signature. */
function sentences(said: readonly string[]): Paragraph[] {
  return said.map((words, i) => (i === said.length - 1 ? last(words) : body(words)));
}
