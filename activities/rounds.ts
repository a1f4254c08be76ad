import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Something done again and again in the worker's process. */
export interface Rounds {
  /** Ends after the round that is under way. */
  stop(): Promise<void>;
}

/** Does one round after another; each answers in how many ms the next begins. A round that throws is logged and tried again after `retryMs`. */
export function startRounds(name: string, log: Log, retryMs: number, round: () => Promise<number>): Rounds {
  const ending = new AbortController();
  const { signal } = ending;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const wait = await round().catch((error: unknown) => {
        log.warn({ round: name, err: error }, 'a round failed and is tried again');
        return retryMs;
      });
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
