import type { Watched } from './county.ts';
import { freshDevice, openDesk } from './desk.ts';

interface Times {
  readonly p50: number;
  readonly all: readonly number[];
}

/** Milliseconds from the beginning of the navigation until the desk's list stands. */
export interface Interactive {
  /** On a device that has nothing of the console. */
  readonly cold: Times;
  /** On one that has had it open before. */
  readonly warm: Times;
}

export async function interactiveMs(watched: Watched, rounds: number): Promise<Interactive> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const at = await freshDevice(watched);
    cold.push(await openDesk(at));
    warm.push(await openDesk(at));
    await at.context.close();
  }
  return { cold: timesOf(cold), warm: timesOf(warm) };
}

function timesOf(all: readonly number[]): Times {
  return { p50: all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN, all };
}
