import type { MatterId } from '../kernel/terms.ts';

/**
 * How a hazard ended. `movedOn`: another of this register took its place and will tell of itself; `merged`: another goes
 * on with it. Neither is an end of what was reported.
 */
export type HazardEnd = 'closed' | 'rejected' | 'merged' | 'transferred' | 'abolished' | 'movedOn';

/** What a hazard tells: null that it is open. */
export interface ToldHazard {
  readonly matterId: MatterId;
  readonly number: string;
  readonly end: HazardEnd | null;
}

/** A hazard that the tip was turned into, as far as it has told. */
export interface LinkedHazard extends ToldHazard {
  /** Whether it told already that it was opened: that may be heard after its end. */
  readonly opened: boolean;
}

/** Ends after which another hazard goes on with what was reported. */
const FOLLOWED: readonly (HazardEnd | null)[] = ['movedOn', 'merged'];

/** Whether every hazard that came of the tip has ended, and none that took its place is still to be heard of. */
export function isHazardOver(hazards: readonly LinkedHazard[]): boolean {
  const own = hazards.filter(({ end }) => !FOLLOWED.includes(end));
  return own.length > 0 && own.every(({ end }) => end !== null);
}

/** The list with what one hazard told last. That it was opened, heard for the first time after its end, reopens nothing. */
export function withTold(hazards: readonly LinkedHazard[], told: ToldHazard): readonly LinkedHazard[] {
  const known = hazards.find(({ matterId }) => matterId === told.matterId);
  const opened = told.end === null || known?.opened === true;
  if (known === undefined) return [...hazards, { ...told, opened }];
  const isBelated = told.end === null && !known.opened;
  const now = { ...told, end: isBelated ? known.end : told.end, opened };
  return hazards.map((hazard) => (hazard === known ? now : hazard));
}
