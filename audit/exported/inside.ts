import type { Instant } from '../../workflows/kernel/instant.ts';
import type { WorkflowCode } from '../code.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../verdict.ts';
import type { Carried } from './carried.ts';
import type { CarriedNames } from './carried-names.ts';
import type { CarriedSeals } from './carried-seals.ts';

/** Everything that goes into a bundle. */
export interface Inside {
  readonly at: Instant;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  /** The story, line by line. */
  readonly story: readonly string[];
  readonly codes: CarriedCodes;
  readonly carried: Carried;
  readonly names: CarriedNames | null;
  readonly seals: CarriedSeals;
}

/** The code that decided the matter, and that on which it was audited when it was exported. */
export interface CarriedCodes {
  /** The build that the history names; null when it names none, or there is no history. */
  readonly build: string | null;
  /** That of the build where it is kept, else the exporter's own. */
  readonly code: WorkflowCode;
  readonly own: WorkflowCode;
}
