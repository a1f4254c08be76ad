import { dayOf } from '../../kernel/instant.ts';
import type { CommandType, HazardCommand } from '../command.ts';
import { happened, type HazardEvent } from '../event.ts';
import { denied } from '../refusal.ts';
import type { HazardState } from '../state.ts';
import { owedUrging, runningUrging } from '../urging.ts';
import { foldAt } from '../wake.ts';
import { blank, decided, type Decide } from './parts.ts';

/** 督促: what the township found where the work has to be done. It may come again; the first visit does the task. */
export const recordUrging: Decide<'RecordUrging'> = (state, { body, at }) => {
  const task = runningUrging(state);
  const no = denied({
    NoUrgingTask: task === null,
    DayInFuture: body.visitedOn > dayOf(at),
    VisitBeforeTask: task !== null && body.visitedOn < dayOf(task.since),
    ReasonMissing: blank(body.found),
  });
  if (no !== null || task === null) return no ?? decided();
  const { visitedOn, found, evidence = [] } = body;
  return decided(happened('UrgingRecorded', { visitedOn, found, evidence, late: at > task.until }));
};

/** What was received in time counts as in time: a task that had counted as missed before it was heard did not. */
export function missWithdrawn(
  state: HazardState,
  command: HazardCommand,
  events: readonly HazardEvent[],
): readonly HazardEvent[] {
  const task = owedUrging(state);
  if (task === null || task.missedAt === null || command.at > task.until) return [];
  const { nth, until } = task;
  if (owedUrging(foldAt(state, events, command.at, command.actor))?.nth === nth) return [];
  return [
    happened('UrgingMissWithdrawn', {
      nth,
      until,
      because: `任务在期限内${WITHDRAWN_BY[command.type] ?? '已不再需要'}，办理在后`,
    }),
  ];
}

/** What did, or ended, a task in time. */
const WITHDRAWN_BY: Readonly<Partial<Record<CommandType, string>>> = {
  RecordUrging: '已督促',
  SubmitRectification: '已报验',
  StayClock: '因中止计时而停止',
  Reassign: '因改派整改单位而终止',
  Adjudicate: '因裁定改由其他单位办理而终止',
};
