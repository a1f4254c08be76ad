import type { Db } from '../db/client.ts';
import type { Job } from '../db/jobs.ts';
import { rehearse } from '../db/reports/rehearsal/rehearse.ts';
import { resultOf } from '../db/reports/rehearsal/result.ts';
import { endRehearsal, markRehearsed, rehearsal, type RehearsalOrder } from '../db/rehearsals.ts';
import { endOf, startOf, type Instant } from '../workflows/kernel/instant.ts';
import { kindByName } from '../workflows/kinds.ts';

/** After so many attempts it is no passing fault, and whoever waits is told. */
const ATTEMPTS_MAX = 5;

/**
 * Carries out the job of an ordered rehearsal (`matterId` is its id). It writes nothing but its own row, so one that was
 * cut off begins again; one that has ended stays as it ended. `stopping` cuts it off between pages, by throwing.
 */
export async function runRehearsal(
  db: Db,
  job: Pick<Job, 'matterId' | 'attempts'>,
  stopping?: AbortSignal,
): Promise<void> {
  const order = await rehearsal(db, job.matterId);
  if (order === null || order.status !== 'running') return;
  try {
    const task = { draft: order.policy, window: windowOf(order) };
    const tally = await rehearse(db, task, async (done, total) => {
      stopping?.throwIfAborted();
      await markRehearsed(db, order.id, done, total);
    });
    const { policy, from, to } = order;
    const result = resultOf(tally, kindByName(policy.kind).face, { policy: nameOf(order), from, to });
    await endRehearsal(db, order.id, { result });
  } catch (error) {
    if (stopping?.aborted === true || job.attempts < ATTEMPTS_MAX) throw error;
    await endRehearsal(db, order.id, { error: '预演多次未能完成，请联系系统管理员。' });
  }
}

/** The days of the period; on the day of the order itself, up to the order. */
function windowOf({ from, to, at }: RehearsalOrder): { readonly from: Instant; readonly to: Instant } {
  const end = endOf(to);
  return { from: startOf(from), to: end < at ? end : at };
}

function nameOf({ policy: { name, changes } }: RehearsalOrder): string {
  return changes === null ? name : `${name}（试改）`;
}
