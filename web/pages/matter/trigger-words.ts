import type { Trigger } from './terms.ts';

const RUNGS: Readonly<Record<string, string>> = {
  supervise: '督办', list: '挂牌督办', talk: '约谈', circulate: '通报',
}; // prettier-ignore

const UNITS: Readonly<Record<string, string>> = {
  workingDay: '个工作日', calendarDay: '日', hour: '小时', second: '秒',
}; // prettier-ignore

/** What, other than time alone, brings a rung about. */
export function triggerWords({ count, n, replyMissed, ground, graded, after, rung, wait }: Trigger): string {
  if (count === 'failedRechecks') return `复查${(n ?? 1).toString()}次不合格`;
  if (replyMissed !== undefined) return `${RUNGS[replyMissed] ?? '督办'}逾期未回复`;
  if (ground !== undefined) return '被提出问责情形';
  if (graded !== undefined) return '定为重大隐患';
  if (after === 'done' && wait !== undefined)
    return `${RUNGS[rung ?? ''] ?? '上一级'}后${wait.amount.toString()}${UNITS[wait.unit] ?? ''}仍未整改`;
  return '';
}
