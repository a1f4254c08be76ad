import type { MatterId } from '../kernel/terms.ts';
import type { LinkedReportBody } from './command.ts';
import type { Link } from './matter.ts';

/** What a merged matter tells its master, so that the master can open it anew when it is itself rejected. */
export const HAZARD_MERGED = 'HazardMerged';

/** What a told event says of the teller's relation: accountability cases name themselves, what else tells is a child. */
export function linkRelation(event: string, data: Readonly<Record<string, unknown>>): Link['relation'] {
  if (event === HAZARD_MERGED) return 'merged';
  return 'case' in data ? 'accountability' : 'child';
}

/** Whether what was told is a merged report with all that is needed to open it anew. */
export function isMergedReport(told: {
  readonly from: MatterId;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}): told is { from: MatterId; event: string; data: { number: string; report: LinkedReportBody } } {
  return (
    told.event === HAZARD_MERGED && typeof told.data['number'] === 'string' && typeof told.data['report'] === 'object'
  );
}
