import type { Instant } from '../../kernel/instant.ts';
import { dueFrom, withAmount } from '../clocks.ts';
import type { DueSet } from '../event.ts';
import type { Denied } from '../refusal.ts';
import type { HazardState } from '../state.ts';
import { limitDenied } from './assignment.ts';
import { originalLimit } from './parts.ts';

/**
 * The next due version after a failed recheck or a reopening, and why it cannot be set. Its limit is what the body says,
 * else the policy's default, at most the original one; under rules 1 the default stood as it is.
 */
export function again(
  state: HazardState,
  reason: 'recheckFailed' | 'reopened',
  amount: number | undefined,
  at: Instant,
): { readonly due: DueSet; readonly denied: Denied | null } {
  const usual = state.terms.periods.limitAgain;
  const original = originalLimit(state);
  const isCapped = state.terms.rules >= 2 && original.unit === usual.unit;
  const limit = withAmount(usual, amount ?? (isCapped ? Math.min(usual.amount, original.amount) : undefined));
  const due = dueFrom(state.terms, reason, limit, at, at);
  return { due, denied: limitDenied(limit, original.amount, due, at) };
}
