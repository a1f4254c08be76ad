import type { Period } from '../../kernel/deadline.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ReviseBody } from '../../kernel/revision.ts';
import type { DueSet } from '../matter.ts';
import type { HazardTerms } from '../terms.ts';

export interface RevisionBodies {
  readonly ReviseTerms: ReviseBody;
}

export interface RevisionEvents {
  /** `due`, `stepDue`: deadlines that are still ahead and come out otherwise under the new terms. */
  readonly TermsRevised: ReviseBody & {
    readonly terms: HazardTerms;
    readonly due: DueSet | null;
    readonly stepDue: { readonly due: Instant; readonly period: Period; readonly provisional: boolean } | null;
  };
  /** The auditor found a wake that was lost, and sent it again. */
  readonly WakeResent: { readonly dueAt: Instant; readonly by: 'auditor' };
}
