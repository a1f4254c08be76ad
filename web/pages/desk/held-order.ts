import { nextDue, type MatterRow } from '../../client/matter.ts';

/** How much time is left until the next deadline; without one, endless. */
export function leftMs(row: Pick<MatterRow, 'deadlines'>): number {
  const due = nextDue(row);
  return due === null ? Infinity : Date.parse(due) - Date.now();
}
