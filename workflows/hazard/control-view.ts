import { CONTROL_WORDS, SUPPLY_WORDS } from './region-words.ts';
import { isControlled, stands } from './standing.ts';
import type { HazardState } from './state.ts';

/**
 * Interim control as people read it. A control keeps its term's figure with its unit and basis; `over`: the term has
 * ended and it stands all the same. What is left of a term the reader counts from `until`.
 */
export function controlView(state: HazardState): Readonly<Record<string, unknown>> {
  return {
    standing: isControlled(state),
    controls: state.controls.map((control) => ({
      ...control,
      label: CONTROL_WORDS[control.kind],
      standing: stands(control),
      over: stands(control) && control.until !== null && (control.expiredAt ?? '') >= control.until,
    })),
    supplies: state.supplies.map((supply) => ({
      ...supply,
      label: SUPPLY_WORDS[supply.kind],
      standing: supply.restoredAt === null,
    })),
    resumption: state.resumption,
  };
}
