import type { PolicyContent } from '../../../workflows/kernel/policy-check.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';

/** A policy that is tried out, frozen when the rehearsal was ordered. */
export interface Draft {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly content: PolicyContent;
}

/**
 * The terms of a matter had it been opened under the draft: the draft's figures, its own calendar, county, special
 * periods and version of the rules, so that what differs comes from the policy alone.
 */
export function under({ version, content }: Draft): (terms: Terms) => Terms {
  const { periods, numbers, ladder, overrides } = content;
  return ({ overrides: _own, ...terms }) => ({
    ...terms,
    policyVersion: version,
    periods,
    numbers,
    ladder,
    ...(overrides === undefined ? {} : { overrides }),
  });
}
