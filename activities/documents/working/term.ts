import type { Source } from '../definition.ts';
import { dueWords, waitWords } from '../ladder/words.ts';
import { field, hazardOf } from './case.ts';

/** How long there is for the work, as a paper says it that is called so; where T runs on, only until when. */
export function termWords(source: Source, title: string): string {
  const { assignment, dueDates } = hazardOf(source);
  const running = dueDates.at(-1);
  if (assignment === null || running?.due == null) return '';
  return running.reason === 'assignment'
    ? `整改期限共${waitWords(assignment.limit)}，自本${title}送达之日起计算；送达日期晚于本${title}日期的，期限相应顺延，以送达回证为准。`
    : `整改期限已经起算，至${dueWords(running.due)}届满，不因本${title}的送达重新计算。`;
}

export const TERM = field('term', '整改期限的计算', '交办时确定的整改期限；改派的，为正在计算的期限');
