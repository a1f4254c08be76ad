import { dayOf, plusDays, type Day, type Instant } from '../../workflows/kernel/instant.ts';

/** So many days back an entry may begin that somebody forgot. Our default; what is older others have relied on as it stood. */
const LATE_DAYS = 31;

/** Whether a first day is so far back that to enter it now would be to rewrite the past. */
export function isTooLate(validFrom: Day, at: Instant): boolean {
  return validFrom < plusDays(dayOf(at), -LATE_DAYS);
}
