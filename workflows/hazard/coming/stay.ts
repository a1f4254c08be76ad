import type { Coming } from '../coming.ts';
import { happened } from '../event.ts';
import type { HazardState } from '../state.ts';
import { resumed, runningStay } from '../stays.ts';
import { townshipTasked } from '../urging.ts';

/** A stay that nobody confirms anew ends by itself: T goes on. */
export function stayOver(state: HazardState): Coming | null {
  const stay = runningStay(state);
  if (stay === null) return null;
  const due = resumed(state, stay, stay.until);
  return {
    at: stay.until,
    events: () => [
      happened('StayEnded', { by: 'time', reason: '逾期未重新确认，自动恢复计时', due }),
      ...townshipTasked(state, due, stay.until),
    ],
  };
}
