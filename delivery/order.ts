import { setTimeout as pause } from 'node:timers/promises';
import { hasOlderWaiting, type CommandRecord } from '../db/commands.ts';
import type { Db } from '../db/client.ts';

/** Commands handed in so close to each other have no order among them; they must not wait for each other either. */
const SAME_TIME_MS = 300;
const LOOK_EVERY_MS = 100;

/**
 * Whether every command on the same matter that was received before this one has its outcome, so that after an outage
 * they are decided in order of receipt. Looks until `until` (ms since the epoch).
 */
export async function olderOnesAreOut(db: Db, record: CommandRecord, until: number): Promise<boolean> {
  for (;;) {
    if (!(await hasOlderWaiting(db, record, SAME_TIME_MS))) return true;
    if (Date.now() + LOOK_EVERY_MS >= until) return false;
    await pause(LOOK_EVERY_MS);
  }
}
