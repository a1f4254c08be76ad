import type { Instant } from '../kernel/instant.ts';
import type { Control } from './regions/control.ts';
import type { Matter } from './state.ts';

/** Whether a measure stands: nobody has lifted it, whatever became of its term. */
export function stands(control: Control): boolean {
  return control.liftedAt === null;
}

/** Whether the lawful term of a measure is over at an instant; one without a term never is. */
export function isOver({ until }: Control, at: Instant): boolean {
  return until !== null && at >= until;
}

/** Whether a measure covers this target, however it is spaced. */
export function covers(control: Control, target: string): boolean {
  return spaced(control.target) === spaced(target);
}

/**
 * Whether any measure stands. Consent is refused while a supply is cut, so none is cut without one but where the
 * enterprise was closed down.
 */
export function isControlled(matter: Pick<Matter, 'controls'>): boolean {
  return matter.controls.some(stands);
}

function spaced(target: string): string {
  return target.trim().replace(/\s+/gu, ' ');
}
