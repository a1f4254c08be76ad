import { LedgerConflict } from '../db/errors.ts';
import type { Db } from '../db/client.ts';
import { append } from '../db/ledger.ts';
import type { Batch, Ports } from '../workflows/ports.ts';
import type { Log } from './log.ts';

/** What loops need done outside. Whatever fails is thrown and tried again without end: a run never fails because of it. */
export function portsOf(db: Db, log: Log): Ports {
  return {
    record: async (batch: Batch) => {
      try {
        await append(db, batch);
      } catch (error) {
        const { matterId } = batch;
        // The same seq with other content: someone must look; nothing is written meanwhile.
        if (error instanceof LedgerConflict) log.error({ matterId, err: error }, 'the ledger contradicts the run');
        else log.warn({ matterId, err: error }, 'the hand-over could not be recorded and is tried again');
        throw error;
      }
    },
  };
}
