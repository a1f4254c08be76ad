import type { Entry } from './kernel/hear.ts';
import type { Refusal } from './kernel/refusal.ts';

/** The two doors of a loop carry the same commands: an update answers at once, a signal is durably accepted. */
export const COMMAND_UPDATE = 'command';
export const COMMAND_SIGNAL = 'command';

/** Entries that no hand-over activity has confirmed yet, from a seq on: `unconfirmed(from: number) → Entry[]`. */
export const UNCONFIRMED_QUERY = 'unconfirmed';
/** The matter as the run holds it: `loop() → Loop`. */
export const LOOP_QUERY = 'loop';

/** The durable answer of an accepted command. A refusal is a failure whose type is the code. */
export interface Answer {
  readonly version: number;
  readonly entries: readonly Entry[];
}

/** What a run returns at its end. `refusal`: why the opening was refused; then the version is 0 and nothing was opened. */
export interface Ended {
  readonly version: number;
  readonly refusal: Refusal | null;
}

/** The one task queue of all loops and their activities. */
export const TASK_QUEUE = 'bihuan';
