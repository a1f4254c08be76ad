import { demands, given } from '../ladder/blocks.ts';
import { rungLetter } from '../ladder/letter.ts';
import { body, each, section } from '../layout/text.ts';

/** 提示函: that a period draws to its end. It changes no duty and no date. */
export const warnNotice = rungLetter(
  {
    name: 'warnNotice',
    title: '提示函',
    word: '提示',
    heading: '关于安全生产隐患{duty}期限临近的提示函',
    left: ['overdue', 'signer'],
  },
  () => [
    body('下列隐患的{duty}期限将于{deadline}届满，现予提示。{situation}'),
    section('一、隐患基本情况'),
    body('隐患编号：{caseNumber}。{hazard}，地点为{place}。整改责任单位：{rectifier}；监管责任单位：{supervisor}。'),
    body('整改指令：{order}。原整改期限：{originalDue}。'),
    ...each('items', body('第{n}项：{text}（{result}）。')),
    demands('二', '有关事项'),
    given('本函仅提示期限，不改变原指令的要求和期限。请于{replyBy}完成。'),
  ],
);
