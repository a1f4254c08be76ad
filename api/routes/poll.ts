import { setTimeout as pause } from 'node:timers/promises';

/** How long to look for something, how often, and what ends the looking early. */
export interface Looking {
  readonly forMs: number;
  readonly everyMs: number;
  readonly closing: AbortSignal;
}

/** Looks until what is found is good enough, or the time is over; answers what was found last. */
export async function lookFor<Found>(
  look: () => Promise<Found>,
  isEnough: (found: Found) => boolean,
  { forMs, everyMs, closing }: Looking,
): Promise<Found> {
  const until = Date.now() + forMs;
  for (;;) {
    const found = await look();
    if (isEnough(found) || Date.now() >= until || closing.aborted) return found;
    await pause(everyMs, undefined, { signal: closing }).catch(() => undefined);
  }
}
