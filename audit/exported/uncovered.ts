import { msOf, parseInstant } from '../../workflows/kernel/instant.ts';
import type { Evidence } from '../evidence.ts';
import { sealFault, sealName } from '../seals/check.ts';
import type { Difference } from '../verdict.ts';
import { chainOf, type CarriedSeal } from './carried-seals.ts';

/**
 * So much older than a seal a row may be and yet not in it: our default. Rows are written within seconds of what they
 * tell; the rest is for clocks that differ and for a database that was away.
 */
const LATE_MS = 3_600_000;

/** How many rows of a matter's ledger a carried seal covers; 0 for none. */
export function coveredBy({ proofs }: CarriedSeal, id: string): number {
  return proofs.find(({ leaf }) => leaf[0] === chainOf(id))?.leaf[1] ?? 0;
}

/**
 * Rows that the newest carried seal should cover and does not. Seals are public: beside a matter that was made up, or
 * beside rows that were put behind the sealed ones, a genuine one may lie that says nothing of them.
 */
export function uncovered(newest: CarriedSeal | undefined, { id, ledger }: Evidence): Difference[] {
  if (newest === undefined) return [];
  const { body } = newest;
  const late = ledger.slice(coveredBy(newest, id)).find(({ heardAt }) => !isYoung(heardAt, msOf(body.at) - LATE_MS));
  if (late === undefined) return [];
  const what = `台账第 ${late.seq.toString()} 条记于 ${late.heardAt}，早于${sealName(body)}一小时以上，却没有归入其中的证明：系编造或事后补入`;
  return [sealFault(body.n, what)];
}

/** What bears no time is not young. */
function isYoung(heardAt: string, from: number): boolean {
  const at = parseInstant(heardAt);
  return at !== null && msOf(at) >= from;
}
