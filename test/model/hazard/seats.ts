import { holderOf } from '../../../workflows/hazard/posts.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';

/** The account of whoever holds the matter: in the stories accounts are called like their posts. */
export function holderOfIt(state: HazardState): string {
  return holderOf(state)?.post ?? 'awb-jb';
}

/** An account of the supervising unit; 安委办's while there is none. */
export function ofLead(state: Pick<HazardState, 'lead'>, place: 'jb' | 'jb2' | 'fg' | 'zr'): string {
  return state.lead === null ? 'awb-jb' : `${state.lead}-${place}`;
}

/** An account of the unit that rectifies. */
export function ofRectifier(state: HazardState, place: 'jb' | 'fg'): string {
  return `${state.assignment?.unit ?? 'ent'}-${place}`;
}
