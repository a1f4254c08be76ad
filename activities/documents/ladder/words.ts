import type { StepName } from '../../../workflows/hazard/matter.ts';
import type { Rung } from '../../../workflows/hazard/supervision.ts';
import { daysSince, type Period } from '../../../workflows/kernel/deadline.ts';
import { lastDayOf, startOf, dayOf, type Instant } from '../../../workflows/kernel/instant.ts';
import { chineseDate, chineseTime } from '../layout/words.ts';

/** What each step of a hazard is called where a letter names the duty that it laid on its holder. */
export const STEP_WORDS: Readonly<Record<StepName, string>> = {
  verify: '核实',
  rejection: '不属实认定审批',
  transfer: '移送答复',
  chase: '移送跟踪',
  dispute: '移送争议协调',
  grade: '定级',
  confirm: '定级复核',
  assign: '交办',
  accept: '签收',
  adjudicate: '退回裁定',
  plan: '整改方案编制',
  planReview: '整改方案审查',
  rectify: '整改',
  recheck: '复查',
  closeout: '销号审批',
  watch: '销号后观察',
  lookBack: '回头看',
  appeal: '申诉答复',
  ended: '办结',
};

/** By which paper each rung is given. */
export const RUNG_PAPERS: Readonly<Record<Rung, string>> = {
  warn: '提示函',
  urge: '催办通知书',
  supervise: '督办函',
  list: '挂牌督办通知书',
  talk: '约谈通知书',
  circulate: '通报',
  refer: '问责移送书',
};

/** A due instant as people write it: the end of a day by that day, anything else to the minute. */
export function dueWords(due: Instant): string {
  return due === startOf(dayOf(due)) ? chineseDate(lastDayOf(due)) : chineseTime(due);
}

/** How long a due instant had passed at a moment, in whole days, as the register counts them. */
export function overdueWords(due: Instant | null, at: Instant): string {
  if (due === null) return '整改期限尚未确定';
  if (at < due) return '期限尚未届满';
  const days = daysSince(due, at);
  return days === 0 ? '已逾期（不足1日）' : `已逾期${days.toString()}日`;
}

/** A wait of the policy in words. */
export function waitWords({ amount, unit }: Pick<Period, 'amount' | 'unit'>): string {
  const units = { workingDay: '个工作日', calendarDay: '日', hour: '小时', second: '秒' } as const;
  return `${amount.toString()}${units[unit]}`;
}
