import type { Auditor, Judges } from '../../audit/auditor.ts';
import { auditorOf } from '../../audit/auditor.ts';
import { knownMatters } from '../../audit/known-matters.ts';
import { verifyRecords } from '../../audit/records.ts';
import type { Verdict } from '../../audit/verdict.ts';
import { verifyBy } from '../../audit/verify.ts';
import { storeOf } from '../../db/archive/store.ts';
import { inParallel } from '../../activities/in-parallel.ts';
import type { Copy } from './copy.ts';
import { holding } from './held-temporal.ts';

const AT_ONCE = 4;

/**
 * Audits all of a copy as `npm run audit -- verify --all` does, by the same functions: every matter that any record
 * knows, and what belongs to none. Answers what gave an alarm.
 */
export async function alarmsIn(copy: Copy, judges: Judges): Promise<Verdict[]> {
  const { db, sealDir, county } = copy;
  const sources = { db, temporal: holding(copy.runs), archive: storeOf(db, null), seal: { dir: sealDir } };
  const auditor: Auditor = auditorOf(sources, county.code.code);
  const verdicts: Verdict[] = [];
  await inParallel(await knownMatters(auditor), AT_ONCE, async (id) => {
    verdicts.push(await verifyBy(judges, auditor, id));
  });
  verdicts.push(...(await verifyRecords(sources)));
  return verdicts.filter(({ ok }) => !ok);
}
