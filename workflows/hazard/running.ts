import type { DueDate, Step } from './matter.ts';
import type { Matter } from './state.ts';

/** The running step. A matter always has one. */
export function currentStep(matter: Matter): Step {
  const step = matter.steps.at(-1);
  if (step === undefined) throw new Error(`matter ${matter.id} has no step`);
  return step;
}

/** The running due version of T. Version 0 has no due date. */
export function currentDue(matter: Matter): DueDate {
  const due = matter.dueDates.at(-1);
  if (due === undefined) throw new Error(`matter ${matter.id} has no due version`);
  return due;
}
