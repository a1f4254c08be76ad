import type { Effect } from '../../kernel/effect.ts';
import type { LinkedReportBody } from '../command.ts';
import type { HazardRecorded } from '../event.ts';
import { isMergedReport, MERGED_FOLLOW_SINCE, reportsIn } from '../links.ts';
import type { HazardState } from '../state.ts';

/** What the tips that a hazard came of are told: that there is a hazard, or how it ended. Of none a tip is silent. */
export function tipTold(event: HazardRecorded, after: HazardState): readonly Effect[] {
  const { report, number } = after;
  const end = endOf(event);
  const own = end === undefined ? [] : told(`tip:${event.seq.toString()}`, report, number, end);
  return after.terms.rules < MERGED_FOLLOW_SINCE ? own : [...own, ...mergedTold(event, after, end)];
}

type End = string | null;

/** The tips of merged reports hear of their master as of their own: from the merger on, and how it ends. */
function mergedTold(event: HazardRecorded, after: HazardState, end: End | undefined): readonly Effect[] {
  const { merged, number, report, status } = after;
  const isMerger = event.type === 'LinkHeard' && isMergedReport(event.data);
  const heard = isMerger ? reportsIn(event.data).map(({ from }) => from) : [];
  // Finally rejected, it opens each of them anew, and that one tells.
  const said = isMerger ? (status === 'closed' ? 'closed' : null) : event.type === 'RejectionFinal' ? undefined : end;
  if (said === undefined) return [];
  return merged
    .filter(({ from }) => !isMerger || heard.includes(from))
    .filter((one) => one.report.tip !== report.tip)
    .flatMap((one) => told(`tip:${event.seq.toString()}:${one.from}`, one.report, number, said));
}

function told(key: string, { tip, tipId }: LinkedReportBody, number: string, end: End): readonly Effect[] {
  if (tip === undefined || tipId === undefined) return [];
  const event = end === null ? 'HazardOpened' : 'HazardEnded';
  return [{ type: 'Tell', key, matterId: tip, event, data: { tipId, number, end } }];
}

/** Null: it is open, from now on or again. Undefined: neither a beginning nor an end. */
function endOf(event: HazardRecorded): End | undefined {
  switch (event.type) {
    case 'HazardReported':
    case 'Reopened':
      return null;
    case 'CloseoutApproved':
    case 'RectifiedOnTheSpot':
      return 'closed';
    case 'RejectionFinal':
      return 'rejected';
    case 'Merged':
      return 'merged';
    case 'Abolished':
      return 'abolished';
    case 'TransferAccepted':
      // Inside the register another hazard goes on with the same report, and tells of itself.
      return event.data.outside ? 'transferred' : 'movedOn';
    default:
      return undefined;
  }
}
