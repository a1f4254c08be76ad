import { dayOf, endOf, type Day, type Instant } from '../kernel/instant.ts';
import type { HazardTerms } from './state.ts';

/** Whether a day lies in a special period (特殊时段). */
export function isSpecial(terms: HazardTerms, day: Day): boolean {
  return terms.specialPeriods.some((period) => day >= period.from && day <= period.to);
}

/** A wait that begins at `from`: half, rounded up, when that lies in a special period. Matters of rules 1 kept theirs whole. */
export function waitFrom<W extends { readonly amount: number }>(terms: HazardTerms, wait: W, from: Instant): W {
  return terms.rules >= 2 && isSpecial(terms, dayOf(from)) ? halved(wait) : wait;
}

/** Half of a wait, rounded up (§2.13). */
export function halved<W extends { readonly amount: number }>(wait: W): W {
  return { ...wait, amount: Math.ceil(wait.amount / 2) };
}

/** The first instant from `at` on that lies in no special period: until then silence relieves nobody. Matters of rules 1 did not wait. */
export function afterSpecialPeriods(terms: HazardTerms, at: Instant): Instant {
  const day = dayOf(at);
  const last = terms.specialPeriods.find((period) => day >= period.from && day <= period.to)?.to;
  if (terms.rules < 2 || last === undefined) return at;
  return afterSpecialPeriods(terms, endOf(last as Day));
}
