import type { MatterId } from '../workflows/kernel/terms.ts';
import { openJudges, type Auditor } from './auditor.ts';
import type { Verdict } from './verdict.ts';
import { verifyBy } from './verify.ts';

/** So many are read ahead of the one that is replayed: reading waits on the database and the server. */
const AT_ONCE = 8;

/** Audits many matters, in any order; `seen` hears each verdict as it comes. The answer is in the order asked for. */
export async function verifyMany(
  auditor: Auditor,
  ids: readonly MatterId[],
  seen: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const verdicts = new Map<string, Verdict>();
  await verifyStream(auditor, ids, (verdict) => {
    verdicts.set(verdict.id, verdict);
    seen(verdict);
  });
  return ids.flatMap((id) => verdicts.get(id) ?? []);
}

/**
 * Audits matters as they come, on one replay worker, and keeps nothing of them; at most eight are in hand. Throws what a
 * source throws, once the others in hand are done.
 */
export async function verifyStream(
  auditor: Auditor,
  ids: Iterable<MatterId> | AsyncIterable<MatterId>,
  seen: (verdict: Verdict) => void,
): Promise<void> {
  const judges = openJudges(auditor);
  const queue = Symbol.asyncIterator in ids ? ids[Symbol.asyncIterator]() : ids[Symbol.iterator]();
  const failed: unknown[] = [];
  const work = async () => {
    for (let next = await queue.next(); next.done !== true && failed.length === 0; next = await queue.next())
      seen(await verifyBy(judges, auditor, next.value));
  };
  const noted = async () => {
    await work().catch((error: unknown) => failed.push(error));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, noted));
  } finally {
    await judges.close();
  }
  if (failed.length > 0) throw failed[0];
}
