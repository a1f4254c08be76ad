import type { PolicyContent } from '../workflows/kernel/policy-check.ts';
import type { Terms } from '../workflows/kernel/terms.ts';

/** The version of a policy that brings new terms. */
export interface NewPolicy {
  readonly version: number;
  readonly content: PolicyContent;
}

/**
 * The terms that a revision gives a matter. `fresh` are those of a matter opened now under the same policy. A new calendar
 * brings the workdays and the county's posts and leaves the policy's figures as they were frozen; a policy brings all,
 * with the figures of `policy` in place of those in force when one is named.
 */
export function revisedTerms(
  frozen: Terms,
  fresh: Terms,
  { cause, policy = null }: { readonly cause: 'calendar' | 'policy'; readonly policy?: NewPolicy | null },
): Terms {
  const { rules, calendar, county } = fresh;
  if (cause === 'calendar') return { ...frozen, rules, calendar, county };
  return policy === null ? fresh : { ...fresh, ...policy.content, policyVersion: policy.version };
}
