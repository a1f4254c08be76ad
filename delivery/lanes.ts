import type { MatterId } from '../workflows/kernel/terms.ts';

/**
 * A stock server breaks from the eleventh update in flight on one run: it does not wait, updates come back unprocessed.
 * Eight from here leave room for the sweeper in another process.
 */
const IN_FLIGHT_MAX = 8;

interface Lane {
  flying: number;
  readonly waiting: (() => void)[];
}

const lanes = new Map<MatterId, Lane>();

/** Does the work when fewer than eight works on the same matter are under way in this process, in order of asking; null when its turn did not come until the instant `until` (ms since the epoch). */
export async function inLane<Result>(
  matterId: MatterId,
  until: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const lane = lanes.get(matterId) ?? { flying: 0, waiting: [] };
  lanes.set(matterId, lane);
  if (lane.flying < IN_FLIGHT_MAX) lane.flying += 1;
  else if (!(await turn(lane, until))) return null;
  try {
    return await work();
  } finally {
    const next = lane.waiting.shift();
    // The place is handed on, so that nobody slips in between.
    if (next === undefined) lane.flying -= 1;
    else next();
    if (lane.flying === 0) lanes.delete(matterId);
  }
}

function turn(lane: Lane, until: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => {
        lane.waiting.splice(lane.waiting.indexOf(mine), 1);
        resolve(false);
      },
      Math.max(0, until - Date.now()),
    );
    const mine = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    lane.waiting.push(mine);
  });
}
