import type { Effect } from '../../kernel/effect.ts';
import type { HazardRecorded } from '../event.ts';
import type { HazardState } from '../state.ts';

/** What the tip that a hazard came of is told: that there is a hazard, or how it ended. Of none a tip is silent. */
export function tipTold(event: HazardRecorded, { report, number }: HazardState): readonly Effect[] {
  const { tip, tipId } = report;
  const end = endOf(event);
  if (tip === undefined || tipId === undefined || end === undefined) return [];
  return [
    {
      type: 'Tell',
      key: `tip:${event.seq.toString()}`,
      matterId: tip,
      event: end === null ? 'HazardOpened' : 'HazardEnded',
      data: { tipId, number, end },
    },
  ];
}

/** Null: it is open, from now on or again. Undefined: neither a beginning nor an end. */
function endOf(event: HazardRecorded): string | null | undefined {
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
