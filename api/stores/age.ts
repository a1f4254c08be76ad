import { msOf, type Instant } from '../../workflows/kernel/instant.ts';

/** Whole seconds since a moment; 0 for one that is still to come, as where clocks differ. */
export function secondsSince(at: Instant, now = Date.now()): number {
  return Math.max(0, Math.round((now - msOf(at)) / 1_000));
}
