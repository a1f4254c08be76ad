import type { Day, Instant } from '../kernel/instant.ts';
import type { Chain, MatterId, PersonId, Terms, UnitId } from '../kernel/terms.ts';
import type { ImportBody, ReportBody } from './command.ts';
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
} from './matter.ts';
import type { Declined, DoneAct, Fired, Ground, Proposal } from './supervision.ts';
import type { HazardPeriod } from './terms.ts';

/** The thirteen statuses of a hazard, as `contract.md` names them. */
export const STATUSES = [
  'reported',
  'registered',
  'assigned',
  'planning',
  'rectifying',
  'rechecking',
  'closing',
  'closed',
  'archived',
  'transferred',
  'rejected',
  'merged',
  'abolished',
] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses in which someone must act: the hazard counts as open. */
export const OPEN_STATUSES = [
  'reported',
  'registered',
  'assigned',
  'planning',
  'rectifying',
  'rechecking',
  'closing',
] as const satisfies readonly Status[];

/** The terms of a hazard: every period by name. */
export type HazardTerms = Terms<HazardPeriod>;

/** What every status has in common. Regions are orthogonal: overdue and supervision level are no statuses. */
export interface Matter {
  readonly id: MatterId;
  readonly number: string;
  readonly terms: HazardTerms;
  readonly openedAt: Instant;
  /** The opening as it was handed in. */
  readonly report: ReportBody;
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
  readonly links: readonly Link[];
  /** Reports merged into this matter: opened anew if this one is finally rejected. */
  readonly merged: readonly MergedReport[];
  readonly corrections: readonly Correction[];
  /** The last change of step that only time made: a command received before it is still heard as of then. */
  readonly lapse: Lapse | null;
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

export interface MergedReport {
  readonly from: MatterId;
  readonly number: string;
  readonly report: ReportBody;
}

export interface Lapse {
  readonly from: Status;
  readonly step: number;
  readonly at: Instant;
}

export interface Reported extends Matter {
  readonly status: 'reported';
  /** A rejection that waits for its second person; null while it is verified. */
  readonly rejection: { readonly reason: string; readonly by: PersonId; readonly at: Instant } | null;
  readonly appealed: boolean;
}
export interface Registered extends Matter {
  readonly status: 'registered';
}
export interface Assigned extends Matter {
  readonly status: 'assigned';
  readonly assignment: Assignment;
  /** Returned once: 安委办 adjudicates. */
  readonly returned: { readonly reason: string; readonly by: PersonId; readonly at: Instant } | null;
}
export interface Planning extends Matter {
  readonly status: 'planning';
  readonly assignment: Assignment;
}
export interface Rectifying extends Matter {
  readonly status: 'rectifying';
  readonly assignment: Assignment;
}
export interface Rechecking extends Matter {
  readonly status: 'rechecking';
  readonly assignment: Assignment;
  readonly openedBy: 'submission' | 'expiry' | 'closeoutRefused';
}
export interface Closing extends Matter {
  readonly status: 'closing';
  readonly assignment: Assignment;
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
  readonly deemed: boolean;
}
export interface Rejected extends Matter {
  readonly status: 'rejected';
  readonly reason: string;
  /** The appeal window is over: nothing is heard any more. */
  readonly final: boolean;
}
export interface Merged extends Matter {
  readonly status: 'merged';
  readonly master: MatterId;
}
export interface Abolished extends Matter {
  readonly status: 'abolished';
  readonly decision: { readonly number: string; readonly evidence: readonly string[] };
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
