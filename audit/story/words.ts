import type { Instant } from '../../workflows/kernel/instant.ts';
import type { DeadlineView, Summary } from '../../workflows/kernel/face.ts';
import type { Kind } from '../../workflows/kinds.ts';

/** Puts a name to an id of a person, post or unit; to a post, for a moment, also who held it then. */
export type NameOf = (id: string, at?: Instant) => string;

/** `2026-03-01 09:00:00`; milliseconds and the fixed offset say nothing to a reader. */
export function clock(at: Instant): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** One line per thing that matters of a matter as it stood at a moment: status, holder, deadlines, level. */
export function standing(kind: Kind, summary: Summary, nameOf: NameOf, at: Instant): string[] {
  const status = kind.face.statuses[summary.status]?.label ?? summary.status;
  const { holder } = summary;
  const rung = summary.rung === null ? '' : `（${kind.face.rungs[summary.rung]?.label ?? summary.rung}）`;
  return [
    `状态：${status}`,
    `由谁办：${holder === null ? '（已无经办人）' : within(nameOf(holder.unit), nameOf(holder.post, at))}`,
    ...summary.deadlines.map((deadline) => `期限：${due(deadline)}`),
    `督办级别：${summary.level.toString()}${rung}`,
  ];
}

/** A post with its unit, unless the post is called by its unit already. */
function within(unit: string, post: string): string {
  return post.startsWith(unit) ? post : `${unit} ${post}`;
}

/** A deadline in words. */
function due(deadline: DeadlineView): string {
  const clockName = deadline.clock === 'T' ? '整改期限' : '办理时限';
  const guess = deadline.provisional ? '，暂定' : '';
  const source = deadline.verified ? deadline.basis : `${unverified(deadline.basis)}，依据待核`;
  return `${clockName} ${clock(deadline.due)}（${source}${guess}）`;
}

const OURS = '本县默认';

function unverified(basis: string): string {
  return basis === OURS ? OURS : `${basis}，${OURS}`;
}
