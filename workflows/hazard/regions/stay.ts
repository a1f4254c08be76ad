import type { Instant } from '../../kernel/instant.ts';
import type { PersonId } from '../../kernel/terms.ts';
import type { Evidence } from '../vocabulary.ts';
import type { DueSet, StepBegun } from '../matter.ts';

/** 中止: T rests for an accepted reason, as long as a named person confirms it anew. */
export interface Stay {
  readonly from: Instant;
  readonly by: PersonId;
  readonly reason: string;
  /** Ends by itself here unless it is confirmed before. */
  readonly until: Instant;
  readonly confirmedAt: readonly Instant[];
  readonly endedAt: Instant | null;
}

/** The hazard's clock region beside its due versions. The last stay may be running. */
export interface StayRegion {
  readonly stays: readonly Stay[];
}

export interface StayBodies {
  /** While the clock is stayed: confirms the stay anew. */
  readonly StayClock: { readonly reason: string; readonly evidence: Evidence };
  readonly LiftStay: { readonly reason: string };
}

export interface StayEvents {
  /** `step`: T had run out before a stay that was asked for in time was heard, so the work goes on. */
  readonly ClockStayed: {
    readonly from: Instant;
    readonly until: Instant;
    readonly reason: string;
    readonly evidence: Evidence;
    readonly step: StepBegun | null;
  };
  readonly StayConfirmed: { readonly until: Instant; readonly reason: string; readonly evidence: Evidence };
  /** T goes on with the time that was left. */
  readonly StayEnded: { readonly by: 'lift' | 'time' | 'submission'; readonly reason: string; readonly due: DueSet };
}
