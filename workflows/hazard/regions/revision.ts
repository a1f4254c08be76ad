import type { Period } from '../../kernel/deadline.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { DueSet } from '../event-parts.ts';
import type { HazardTerms } from '../state.ts';

/** What brought new terms: a published year of workdays, or a policy. */
export type RevisionCause = 'calendar' | 'policy';

export interface RevisionBodies {
  /** The terms themselves are the server's, on the envelope. */
  readonly ReviseTerms: { readonly cause: RevisionCause; readonly reason: string };
}

export interface RevisionEvents {
  /** `due`, `stepDue`: deadlines that are still ahead and come out otherwise under the new terms. */
  readonly TermsRevised: {
    readonly cause: RevisionCause;
    readonly reason: string;
    readonly terms: HazardTerms;
    readonly due: DueSet | null;
    readonly stepDue: { readonly due: Instant; readonly period: Period; readonly provisional: boolean } | null;
  };
  /** The auditor found a wake that was lost, and sent it again. */
  readonly WakeResent: { readonly dueAt: Instant; readonly by: 'auditor' };
}
