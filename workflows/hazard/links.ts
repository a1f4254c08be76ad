import type { MatterId } from '../kernel/terms.ts';
import type { LinkedReportBody, MergedReport } from './command.ts';
import type { Link } from './matter.ts';
import type { HazardState } from './state.ts';

/** From these rules on reports that were merged go wherever their master goes, and their tips hear of it. */
export const MERGED_FOLLOW_SINCE = 4;

/** What a merged matter tells its master, so that the master can open it anew when it is itself rejected. */
export const HAZARD_MERGED = 'HazardMerged';

/** What a told event says of the teller's relation: accountability cases name themselves, what else tells is a child. */
export function linkRelation(event: string, data: Readonly<Record<string, unknown>>): Link['relation'] {
  if (event === HAZARD_MERGED) return 'merged';
  return 'case' in data ? 'accountability' : 'child';
}

interface MergedTold {
  readonly from: MatterId;
  readonly event: string;
  readonly data: { readonly number: string; readonly report: LinkedReportBody };
}

/** Whether what was told is a merged report with all that is needed to open it anew. */
export function isMergedReport(told: {
  readonly from: MatterId;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}): told is MergedTold {
  return (
    told.event === HAZARD_MERGED && typeof told.data['number'] === 'string' && typeof told.data['report'] === 'object'
  );
}

/** The report that was told, and those that were merged into it before. */
export function reportsIn({ from, data: { number, report } }: MergedTold): readonly MergedReport[] {
  const { merged = [], ...own } = report;
  return [{ from, number, report: own }, ...merged];
}

/** The report of a matter that another goes on with, and those that were merged into it. */
export function reportOn({ report, merged, terms }: HazardState): LinkedReportBody {
  return merged.length === 0 || terms.rules < MERGED_FOLLOW_SINCE ? report : { ...report, merged };
}
