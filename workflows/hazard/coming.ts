import type { Instant } from '../kernel/instant.ts';
import type { HazardEvent } from './event.ts';

/** One thing that time brings: when, and what then happens. Of two at one instant the earlier in the list comes first. */
export interface Coming {
  readonly at: Instant;
  readonly events: () => readonly HazardEvent[];
}
