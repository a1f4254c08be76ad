import type { MatterId } from '../workflows/kernel/terms.ts';
import { verify, type Auditor } from './verify.ts';
import type { Verdict } from './verdict.ts';

/** Reading waits on the database and the server, replaying on this process: some of each at a time. */
const AT_ONCE = 4;

/** Audits many matters, in any order; `seen` hears each verdict as it comes. The answer is in the order asked for. */
export async function verifyMany(
  auditor: Auditor,
  ids: readonly MatterId[],
  seen: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const verdicts = new Map<MatterId, Verdict>();
  const queue = ids.values();
  const work = async () => {
    for (const id of queue) {
      const verdict = await verify(auditor, id);
      verdicts.set(id, verdict);
      seen(verdict);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ids.flatMap((id) => verdicts.get(id) ?? []);
}
