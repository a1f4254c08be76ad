import type { Control } from './regions/control.ts';
import type { Matter } from './state.ts';

/** Whether a measure stands: nobody has lifted it, whatever became of its term. */
export function stands(control: Control): boolean {
  return control.liftedAt === null;
}

/** Whether any measure stands. Consent is refused while a supply is cut, so no supply is cut without one. */
export function isControlled(matter: Pick<Matter, 'controls'>): boolean {
  return matter.controls.some(stands);
}
