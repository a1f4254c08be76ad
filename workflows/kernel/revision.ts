import type { Calendar } from './calendar.ts';
import { dueAfter, type Due, type Period } from './deadline.ts';
import type { Instant } from './instant.ts';
import type { Terms } from './terms.ts';

/** What brought new terms: a published year of workdays, or a policy. */
export type RevisionCause = 'calendar' | 'policy';

/** The body of `ReviseTerms`; the terms themselves are the server's, on the envelope. */
export interface ReviseBody {
  readonly cause: RevisionCause;
  readonly reason: string;
}

/** Whether new terms bring nothing that a matter could feel: rules never go back. */
export function bringsNothing(now: Terms, revised: Terms): boolean {
  return revised.rules <= now.rules && textOf(now) === textOf(revised);
}

function textOf({ policyVersion, calendar, specialPeriods }: Terms): string {
  const { coveredFrom, coveredTo, holidays, workdays } = calendar;
  const special = specialPeriods.map(({ name, from, to }) => [name, from, to]);
  return JSON.stringify([policyVersion, coveredFrom, coveredTo, holidays, workdays, special]);
}

/**
 * A deadline counted anew from the first of these bases that it was counted from, by another period and calendar; null
 * when it came about in another way.
 */
export function recounted(
  was: { readonly period: Period; readonly due: Instant; readonly bases: readonly Instant[] },
  before: Calendar,
  period: Period,
  calendar: Calendar,
): Due | null {
  const base = was.bases.find((from) => dueAfter(was.period, from, before).at === was.due);
  return base === undefined ? null : dueAfter(period, base, calendar);
}
