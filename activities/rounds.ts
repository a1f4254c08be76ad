import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Something done again and again in the worker's process. */
export interface Rounds {
  /** Begins the next round at once. */
  readonly hurry: () => void;
  /** Ends after the round that is under way. */
  readonly stop: () => Promise<void>;
}

/** Does one round after another; each answers in how many ms the next begins. One that throws is logged and tried again after `retryMs`. */
export function startRounds(name: string, log: Log, retryMs: number, round: () => Promise<number>): Rounds {
  const ending = new AbortController();
  // Aborted when the next round is to begin at once; made anew before each round, so that a call during it counts.
  let waiting = new AbortController();
  let failures = 0;
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      waiting = new AbortController();
      const { signal } = waiting;
      const wait = await round().then(
        (next) => {
          if (failures > 0) log.info({ round: name, failures }, 'a round succeeds again');
          failures = 0;
          return next;
        },
        (error: unknown) => {
          failures += 1;
          // Of an outage the first failure is told, and its end.
          if (failures === 1) log.warn({ round: name, err: error }, 'a round failed and is tried again');
          return retryMs;
        },
      );
      await pause(wait, undefined, { signal: AbortSignal.any([signal, ending.signal]) }).catch(() => undefined);
    }
  };
  const hurry = (): void => {
    waiting.abort();
  };
  const running = run();
  return {
    hurry,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
