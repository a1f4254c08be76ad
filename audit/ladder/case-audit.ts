import type { CaseEvent } from '../../workflows/accountability/event.ts';
import type { Step } from '../../workflows/accountability/state.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { Ms } from './days.ts';
import { TOLERANCE_MS, type Audited, type Finding } from './finding.ts';

/** A case has no ladder: each step says when it is to be woken. Whatever comes after that instant must follow its wake. */
export function auditCase(matter: Audited, events: readonly Recorded<CaseEvent>[], now: Ms): Finding[] {
  const found: Finding[] = [];
  let step: Step | null = null;
  let command = '';
  for (const event of events) {
    if (event.commandId !== command) found.push(...overdue(matter, step, Date.parse(event.at), false));
    command = event.commandId;
    step = ENDS.includes(event.type) ? null : 'step' in event.data ? event.data.step : step;
  }
  found.push(...overdue(matter, step, now - TOLERANCE_MS + 1, true));
  if (step !== null && !step.holder)
    found.push({ ...named(matter), why: 'noHolder', rowId: null, rung: null, dueAt: null, open: true });
  return found;
}

const ENDS: readonly string[] = ['CaseDeclined', 'CaseConcluded', 'CaseReturned'];

function overdue(matter: Audited, step: Step | null, before: Ms, open: boolean): Finding[] {
  if (step === null || Date.parse(step.wakeAt) >= before) return [];
  return [{ ...named(matter), why: 'expiryMissing', rowId: step.period, rung: null, dueAt: step.wakeAt, open }];
}

function named({ id, number }: Audited): Pick<Finding, 'matterId' | 'number'> {
  return { matterId: id, number };
}
