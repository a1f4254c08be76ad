import type { Log } from '../activities/log.ts';
import { startRounds, type Rounds } from '../activities/rounds.ts';
import { madeWith } from '../audit/releases/made-with.ts';
import { keepBundle } from '../db/bundles.ts';
import type { Db } from '../db/client.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { Bundle } from './bundle.ts';

const RETRY_MS = 5_000;
/** Looked at again, since a database that was restored meanwhile may lack the code that runs on. */
const AGAIN_MS = 3_600_000;

/** Keeps the code that this worker runs, beside its work: an absent database delays nothing. */
export function startKeeping(db: Db, { code, hash }: Pick<Bundle, 'code' | 'hash'>, log: Log): Rounds {
  return startRounds('keep bundle', log, RETRY_MS, async () => {
    const made = madeWith();
    const isNew = await keepBundle(db, { hash, code, ...made }, instantOf(Date.now()));
    const { version, sdk, node } = made;
    if (isNew) log.info({ build: hash, version, sdk, node }, 'the code that runs is kept');
    return AGAIN_MS;
  });
}
