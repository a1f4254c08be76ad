import type { Entry, Loop } from '../../workflows/kernel/hear.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Move } from './move.ts';

/** One transition: what stood before, what one move brought, and what stands after it. */
export interface Passed<S> {
  readonly before: S;
  readonly after: S;
  readonly entries: readonly Entry[];
  readonly move: Move;
  /** The model's clock after the move: every wake up to it has fired. */
  readonly now: Instant;
  /** Of an outage: the matter as it would stand had the loop been awake all the while. */
  readonly awake: Loop | null;
}

/** What must hold on every transition. `broken` says what is wrong, in one sentence; null when the law holds. */
export interface Law<S> {
  readonly name: string;
  readonly broken: (passed: Passed<S>) => string | null;
}
