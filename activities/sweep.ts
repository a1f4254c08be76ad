import { waitingCommands, type CommandRecord } from '../db/commands.ts';
import { deliver, type Delivery } from '../delivery/deliver.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { groupBy } from './group-by.ts';
import { inParallel } from './in-parallel.ts';
import type { Log } from './log.ts';

/** Younger ones still have a caller who waits. */
const OLDER_THAN_MS = 3_000;
const AT_MOST = 1_000;
const MATTERS_AT_ONCE = 8;
const ANSWER_MS = 5_000;

/**
 * Sends every command that still waits again, with the same id and its first moment, in order of receipt within a
 * matter: a command once noted is decided exactly once, whatever died. Answers how many got their outcome.
 */
export async function sweep(ctx: Delivery, log: Log): Promise<number> {
  const waiting = await waitingCommands(ctx.db, OLDER_THAN_MS, AT_MOST);
  const lanes = groupBy(waiting, (record) => record.matterId);
  let done = 0;
  await inParallel([...lanes.entries()], MATTERS_AT_ONCE, async ([matterId, records]) => {
    done += await sweepMatter(ctx, log, matterId, records);
  });
  if (done > 0) log.info({ waiting: waiting.length, done }, 'waiting commands were delivered');
  return done;
}

/** Stops at the first that gets no outcome, so that none behind it is decided before. */
async function sweepMatter(
  ctx: Delivery,
  log: Log,
  matterId: MatterId,
  records: readonly CommandRecord[],
): Promise<number> {
  let done = 0;
  for (const record of records) {
    try {
      const { outcome } = await deliver(ctx, record, ANSWER_MS);
      if (outcome === 'waiting') return done;
      done += 1;
    } catch (error) {
      log.warn({ matterId, commandId: record.commandId, err: error }, 'a waiting command could not be delivered');
      return done;
    }
  }
  return done;
}
