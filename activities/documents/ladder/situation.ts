import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import type { Source } from '../definition.ts';
import { lateFrom, rectifierOf } from './facts.ts';
import { hazardOf } from '../working/case.ts';
import type { RungGiven } from './rung.ts';
import { dueWords, overdueWords, STEP_WORDS } from './words.ts';

/** Against whom a rung's clock runs, for which duty, and how it stands: T for the rectification, S for one step of it. */
export interface Situation {
  readonly addressees: readonly UnitId[];
  /** 整改, or what the step is called. */
  readonly duty: string;
  readonly due: Instant | null;
  readonly overdue: string;
  /** How it stands, in one sentence. */
  readonly words: string;
}

/** The situation that a rung was given in. */
export function situationOf(source: Source, { clock, step }: RungGiven): Situation {
  return clock === 'S' && step !== null ? ofStep(source, step) : ofRectification(source);
}

function ofRectification(source: Source): Situation {
  const state = hazardOf(source);
  const rectifier = rectifierOf(state);
  const lead = state.lead ?? state.terms.county.officeUnit;
  const due = lateFrom(state);
  const overdue = overdueWords(due, source.at);
  const until = due === null ? '' : `上述隐患的整改期限至${dueWords(due)}届满。`;
  return {
    addressees: [...new Set([...(rectifier === null ? [] : [rectifier]), lead])],
    duty: '整改',
    due,
    overdue,
    words: `${until}截至${dueWords(source.at)}，${overdue}，${progressWords(source)}。`,
  };
}

/** What had been handed in by then; no word on why nothing was. */
function progressWords(source: Source): string {
  const { submission, rechecks, round } = hazardOf(source);
  const failed = rechecks.filter((recheck) => !recheck.passed).length;
  if (submission !== null) return '整改责任单位已报验，尚待复查';
  if (failed > 0) return `已复查${rechecks.length.toString()}次，第${(round - 1).toString()}轮复查不合格，尚未再次报验`;
  return '尚未收到整改报验';
}

function ofStep(source: Source, step: NonNullable<RungGiven['step']>): Situation {
  const duty = STEP_WORDS[step.name];
  const overdue = overdueWords(step.due, source.at);
  const [holder] = step.holders;
  const by = holder === undefined ? '' : `${source.name(holder.unit).name}（${source.name(holder.post).name}）`;
  const until = step.due === null ? '' : `，办理时限至${dueWords(step.due)}届满`;
  return {
    addressees: holder === undefined ? [] : [holder.unit],
    duty,
    due: step.due,
    overdue,
    words: `上述隐患的${duty}环节由${by}承办${until}。截至${dueWords(source.at)}，${overdue}，该环节尚未办结。`,
  };
}
