import type { InjectedSinks } from '@temporalio/worker';
import type { Witness } from '../workflows/ports.ts';

/** What loops tell a replaying auditor goes nowhere in a living worker; unregistered, each word would be logged as an error. */
export const SILENT_WITNESS: InjectedSinks<Witness> = {
  witness: { heard: { fn: nothing }, answered: { fn: nothing }, handedOver: { fn: nothing } },
};

function nothing(): void {
  // Nobody audits here.
}
