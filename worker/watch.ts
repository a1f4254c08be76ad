import { checkChain } from '../activities/chain.ts';
import { startJobRunner } from '../activities/jobs/runner.ts';
import type { Sending } from '../activities/egress/send-notice.ts';
import { moveOn } from '../activities/holders.ts';
import type { Log } from '../activities/log.ts';
import type { Audited } from '../audit/auditor.ts';
import { startRounds } from '../activities/rounds.ts';
import { sweep } from '../activities/sweep.ts';
import { clearExports } from '../db/exported-matters.ts';
import type { Delivery } from '../delivery/deliver.ts';
import type { Bundle } from './bundle.ts';
import { ordersOf } from './orders.ts';

const SWEEP_EVERY_MS = 1_000;
/** A matter whose holder lapses moves on at once: within so long. */
const HOLDERS_EVERY_MS = 5_000;
const CHECK_EVERY_MS = 5_000;
const CHECK_AT_LEAST_EVERY_MS = 20_000;
const CLEAR_EVERY_MS = 60 * 60_000;
const RETRY_MS = 2_000;

/** What runs beside the loops, on PostgreSQL alone, so that it also sees when Temporal is away. */
export interface Watch {
  stop(): Promise<void>;
}

/** Starts the job runner, the sweeper, the auditor of the chain and what clears old files away. Several workers may: each of them only repeats what is idempotent. */
export function startWatch(ctx: Delivery & Audited & Sending, { code }: Pick<Bundle, 'code'>, log: Log): Watch {
  const stopping = new AbortController();
  const parts = [
    startJobRunner(ctx, ordersOf(ctx, code, stopping.signal), log),
    startRounds('sweep', log, RETRY_MS, async () => {
      await sweep(ctx, log);
      return SWEEP_EVERY_MS;
    }),
    startRounds('holders', log, RETRY_MS, async () => {
      await moveOn(ctx, log);
      return HOLDERS_EVERY_MS;
    }),
    startRounds('chain', log, RETRY_MS, async () => {
      const from = performance.now();
      await checkChain(ctx, log);
      // With many matters a check takes longer and comes less often, but always within half a minute.
      return Math.min(CHECK_AT_LEAST_EVERY_MS, Math.max(CHECK_EVERY_MS, 10 * (performance.now() - from)));
    }),
    startRounds('clear', log, RETRY_MS, async () => {
      await clearExports(ctx.db);
      return CLEAR_EVERY_MS;
    }),
  ];
  return {
    stop: async () => {
      // An import is cut off at a row; the next worker goes on there.
      stopping.abort(new Error('the worker stops'));
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
