import type { Day, Instant } from '../kernel/instant.ts';
import type { Paper } from '../kernel/papers.ts';
import type { Chain, MatterId, PersonId, PostId, UnitId } from '../kernel/terms.ts';
import type { ImportBody, LinkedReportBody, MergedReport } from './command.ts';
import type {
  Assignment,
  Assist,
  Clause,
  Closeout,
  Correction,
  DueDate,
  Extension,
  GradeProposal,
  Item,
  Link,
  People,
  Plan,
  RecheckRecord,
  Severity,
  Step,
  Transfer,
  DoneInStead,
} from './matter.ts';
import type { ControlRegion } from './regions/control.ts';
import type { ListingRegion } from './regions/listing.ts';
import type { StayRegion } from './regions/stay.ts';
import type { UrgingRegion } from './regions/urging.ts';
import type { Status } from './status.ts';
import type { Declined, DoneAct, Fired, Ground, Proposal } from './supervision.ts';
import type { HazardTerms } from './terms.ts';

export type { HazardTerms } from './terms.ts';

/** What every status has in common. Regions are orthogonal: overdue and supervision level are no statuses. */
export interface Matter extends ControlRegion, StayRegion, ListingRegion, UrgingRegion {
  readonly id: MatterId;
  readonly number: string;
  readonly terms: HazardTerms;
  readonly openedAt: Instant;
  /** The opening as it was handed in. */
  readonly report: LinkedReportBody;
  readonly imported: ImportedFrom | null;
  readonly foundOn: Day;
  readonly subject: UnitId | null;
  readonly region: UnitId;
  /** The supervising unit (监管责任单位); null while nobody's jurisdiction is known: 安委办 acts. */
  readonly lead: UnitId | null;
  /** The responsibility chain of every unit that takes part, as the register said when it came in. */
  readonly chains: Readonly<Record<UnitId, Chain>>;
  readonly severity: Severity | null;
  readonly majorSince: Instant | null;
  readonly clause: Clause | null;
  readonly gradeProposal: GradeProposal | null;
  readonly items: readonly Item[];
  readonly assignment: Assignment | null;
  readonly assists: readonly Assist[];
  readonly plan: Plan | null;
  readonly extensions: readonly Extension[];
  readonly transfer: Transfer | null;
  /** The last proposal that the hazard is not real, and what became of it. */
  readonly rejection: Rejection | null;
  /** The last return of the assignment. */
  readonly returned: Returned | null;
  /** The clock T, append-only; the last version runs. */
  readonly dueDates: readonly DueDate[];
  /** The clock S, append-only; the last step runs and names the holder. */
  readonly steps: readonly Step[];
  /** 1 for the first rectification; one more after each failed recheck or reopening. */
  readonly round: number;
  readonly submission: { readonly at: Instant; readonly by: PersonId; readonly late: boolean } | null;
  readonly rechecks: readonly RecheckRecord[];
  readonly closeouts: readonly Closeout[];
  readonly fired: readonly Fired[];
  readonly acts: readonly DoneAct[];
  readonly proposals: readonly Proposal[];
  readonly declined: readonly Declined[];
  readonly grounds: readonly Ground[];
  /** The highest act done, 0–7; falls only by `LevelLowered`. */
  readonly level: number;
  readonly lowered: { readonly to: number; readonly at: Instant } | null;
  readonly listing: 'none' | 'listed' | 'delisted';
  readonly people: People;
  /** Absent while nobody acted for others; what the lists of people hold stands there as well. */
  readonly inStead?: readonly DoneInStead[];
  readonly links: readonly Link[];
  /** Reports merged into this matter: opened anew if this one is finally rejected. */
  readonly merged: readonly MergedReport[];
  readonly corrections: readonly Correction[];
  /** What was drawn up here and what became of it; absent until something is, and under rules 1 to 3. */
  readonly papers?: readonly Paper[];
  /** When the last thing happened to it: after a while of silence its holder is reminded. */
  readonly movedAt: Instant;
  /** Changes of status or step that only time made since the last act of a person: what was received before them is
   * still heard as of then. */
  readonly lapses: readonly Lapse[];
  /** Why it is to be rechecked; null outside `rechecking`. */
  readonly openedBy: RecheckOpener | null;
  readonly closedAt: Instant | null;
  /** Nothing is heard any more: the appeal window of a rejection is over. */
  readonly final: boolean;
  readonly master: MatterId | null;
  readonly abolition: Abolition | null;
}

/** What opened a recheck: a submission, the end of T, or a refused closeout. */
export type RecheckOpener = 'submission' | 'expiry' | 'closeoutRefused';

/** 关闭取缔: the government's decision and the proof that it was carried out. */
export interface Abolition {
  readonly number: string;
  readonly evidence: readonly string[];
}

/** From which row of which file a matter came. */
export interface ImportedFrom {
  readonly batch: string;
  readonly fileHash: string;
  readonly row: number;
  readonly body: ImportBody;
  /** Until when no L7 is proposed. */
  readonly noReferBefore: Instant;
}

/** The last appeal against a rejection: whose, and who had judged by then. */
export interface Appeal {
  readonly by: PersonId;
  readonly post: PostId;
  readonly at: Instant;
  readonly judges: readonly PersonId[];
}

/** 不属实: proposed by one person, decided by another. */
export interface Rejection {
  readonly reason: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly decision: 'pending' | 'approved' | 'declined' | 'lapsed';
  /** The last appeal; not kept under rules 1 and 2. */
  readonly appeal?: Appeal;
}

/** 退回: heard once, then 安委办 adjudicates. */
export interface Returned {
  readonly reason: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** What was so until time changed it. */
export interface Lapse {
  readonly from: Status;
  readonly step: number;
  readonly at: Instant;
}

/** A matter that someone must rectify, from its assignment on. */
interface WithAssignment extends Matter {
  readonly assignment: Assignment;
}
export interface Reported extends Matter {
  readonly status: 'reported';
}
export interface Registered extends Matter {
  readonly status: 'registered';
}
export interface Assigned extends WithAssignment {
  readonly status: 'assigned';
}
export interface Planning extends WithAssignment {
  readonly status: 'planning';
}
export interface Rectifying extends WithAssignment {
  readonly status: 'rectifying';
}
export interface Rechecking extends WithAssignment {
  readonly status: 'rechecking';
  readonly openedBy: RecheckOpener;
}
export interface Closing extends WithAssignment {
  readonly status: 'closing';
}
export interface Closed extends Matter {
  readonly status: 'closed';
  readonly closedAt: Instant;
}
export interface Archived extends Matter {
  readonly status: 'archived';
  readonly closedAt: Instant;
}
export interface Transferred extends Matter {
  readonly status: 'transferred';
  readonly transfer: Transfer;
}
export interface Rejected extends Matter {
  readonly status: 'rejected';
  readonly rejection: Rejection;
}
export interface Merged extends Matter {
  readonly status: 'merged';
  readonly master: MatterId;
}
export interface Abolished extends Matter {
  readonly status: 'abolished';
  readonly abolition: Abolition;
}

/** A hazard as its events leave it: one member per status. */
export type HazardState =
  | Reported
  | Registered
  | Assigned
  | Planning
  | Rectifying
  | Rechecking
  | Closing
  | Closed
  | Archived
  | Transferred
  | Rejected
  | Merged
  | Abolished;
