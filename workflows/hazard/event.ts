import type { Opening } from '../kernel/command.ts';
import type { Happened, Recorded } from '../kernel/event.ts';
import type { PaperEvents } from '../kernel/paper-told.ts';
import type { Instant } from '../kernel/instant.ts';
import type { DocumentName } from '../kernel/papers.ts';
import type { Chain, MatterId, PersonId, PostId, UnitId } from '../kernel/terms.ts';
import type { Bodies, InspectionBody, ItemDone, LinkedReportBody, Signature } from './command.ts';
import type { Assignment, Assist, Clause, Extension, Holder, Item, Plan, Service, Severity } from './matter.ts';
import type {
  DueSet,
  ImportedClosed,
  ProposalSaid,
  RecheckSaid,
  Recipients,
  RungFiredSaid,
  RungSaid,
  StepBegun,
} from './event-parts.ts';
import type { ControlEvents } from './regions/control.ts';
import type { ListingEvents } from './regions/listing.ts';
import type { RevisionEvents } from './regions/revision.ts';
import type { StayEvents } from './regions/stay.ts';
import type { UrgingEvents } from './regions/urging.ts';
import type { Ground } from './supervision.ts';
import type { Evidence } from './vocabulary.ts';
import type { ImportedFrom } from './state.ts';

export type { DueSet, ImportedClosed, RungAct, StepBegun } from './event-parts.ts';

interface Stepping {
  readonly step: StepBegun;
}

/** What each event says, by its name. */
export interface EventData extends ControlEvents, StayEvents, ListingEvents, RevisionEvents, UrgingEvents, PaperEvents {
  readonly HazardReported: Stepping & {
    readonly opening: Opening;
    readonly report: LinkedReportBody;
    readonly items: readonly Item[];
    readonly chains: readonly Chain[];
  };
  /** `closed`: the row was closed already; written by the import job without a run. */
  readonly HazardImported: Stepping & {
    readonly opening: Opening;
    readonly from: ImportedFrom;
    readonly report: LinkedReportBody;
    readonly items: readonly Item[];
    readonly chains: readonly Chain[];
    readonly assignment: Assignment;
    readonly due: DueSet;
    readonly closed: ImportedClosed | null;
  };
  readonly HazardVerified: Stepping & {
    readonly note: string;
    readonly evidence: Evidence;
    readonly items: readonly Item[];
    readonly inspection?: InspectionBody;
  };
  readonly RejectionProposed: Stepping & { readonly reason: string; readonly evidence: Evidence };
  readonly RejectionApproved: Stepping & { readonly reason: string };
  readonly RejectionDeclined: Stepping & { readonly reason: string };
  readonly RejectionLapsed: Stepping;
  readonly Appealed: Stepping & { readonly reason: string; readonly evidence: Evidence };
  readonly RejectionFinal: Stepping;
  readonly Merged: Stepping & { readonly master: MatterId; readonly masterNumber: string; readonly reason: string };
  readonly TransferSent: Stepping & {
    readonly to: UnitId;
    readonly chain: Chain;
    readonly outside: boolean;
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly TransferObjected: Stepping & { readonly reason: string; readonly evidence: Evidence };
  readonly TransferAccepted: Stepping & {
    readonly to: UnitId;
    readonly chain: Chain;
    readonly outside: boolean;
    readonly deemed: boolean;
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly TransferReturned: Stepping & { readonly reason: string };
  readonly GradeProposed: {
    readonly step: StepBegun | null;
    readonly severity: Severity;
    /** What it counts as until decided. */
    readonly meanwhile: Severity | null;
    readonly clause: Clause | null;
    readonly reason: string;
    readonly confirmers: readonly { readonly post: PostId; readonly unit: UnitId }[];
    readonly until: Instant | null;
  };
  readonly GradeDecisionPassed: { readonly to: PostId; readonly at: number; readonly until: Instant };
  readonly Graded: {
    readonly step: StepBegun | null;
    /** A hazard that turns out major while it is rectified needs a plan first. */
    readonly to: 'planning' | null;
    readonly severity: Severity;
    readonly clause: Clause | null;
    readonly reason: string;
  };
  readonly GradeDeclined: {
    readonly step: StepBegun | null;
    readonly severity: Severity | null;
    readonly reason: string;
  };
  readonly Assigned: Stepping & {
    readonly assignment: Assignment;
    readonly chains: readonly Chain[];
    readonly lead: UnitId | null;
    readonly assists: readonly Assist[];
    readonly due: DueSet;
  };
  readonly RectifierReassigned: Stepping & {
    readonly unit: UnitId;
    readonly post: PostId;
    readonly chain: Chain;
    readonly reason: string;
  };
  readonly SupervisorReassigned: {
    readonly step: StepBegun | null;
    readonly unit: UnitId;
    readonly chain: Chain;
    readonly reason: string;
  };
  /** `step`: T had run out only provisionally, so the work goes on. */
  readonly ServiceRecorded: {
    readonly step: StepBegun | null;
    readonly service: Service;
    readonly base: Instant;
    readonly due: DueSet;
  };
  /** An order that takes the place of one is served by a `ServiceRecorded` that follows. */
  /** A matter that is over waited long enough for these papers, by their keys: what was not issued is not issued any more. */
  readonly LastPapersMissed: { readonly keys: readonly string[] };
  readonly PaperReplaced: Omit<Bodies['ReplacePaper'], 'service'> & {
    readonly document: DocumentName;
    readonly service: Service | null;
  };
  readonly AssignmentAccepted: Stepping & { readonly deemed: boolean; readonly to: 'planning' | 'rectifying' };
  readonly AssignmentReturned: Stepping & { readonly reason: string; readonly evidence: Evidence };
  readonly AssignmentUpheld: Stepping & { readonly reason: string; readonly to: 'planning' | 'rectifying' };
  readonly AssignmentMoved: Stepping & {
    readonly unit: UnitId;
    readonly post: PostId;
    readonly chain: Chain;
    readonly reason: string;
  };
  readonly PlanSubmitted: Stepping & { readonly plan: Plan; readonly evidence: Evidence };
  readonly PlanApproved: Stepping & { readonly reason: string; readonly due: DueSet };
  readonly PlanRejected: Stepping & { readonly reason: string };
  readonly ProgressReported: { readonly text: string; readonly percent: number | null; readonly evidence: Evidence };
  readonly ExtensionRequested: {
    readonly extension: Extension;
    readonly explanation: string;
    readonly controls: string | null;
    readonly evidence: Evidence;
  };
  /** The period to decide is over: not granted by silence, still to be decided. */
  readonly ExtensionUndecided: { readonly decider: PostId };
  readonly ExtensionGranted: { readonly step: StepBegun | null; readonly reason: string; readonly due: DueSet };
  readonly ExtensionRefused: { readonly reason: string };
  readonly AssistSubmitted: { readonly unit: UnitId; readonly result: string; readonly evidence: Evidence };
  readonly AssistOverdue: { readonly unit: UnitId };
  /** `answeredAt`: from when T rests; earlier than the event only for a row that was imported as submitted. */
  readonly RectificationSubmitted: {
    /** Null when the end of T had opened the recheck already: its S runs on. */
    readonly step: StepBegun | null;
    readonly items: readonly ItemDone[];
    readonly workers: readonly PersonId[];
    readonly funds: number | null;
    readonly summary: string;
    readonly late: boolean;
    readonly answeredAt: Instant;
  };
  /** T is over without a submission: the recheck is due all the same. */
  readonly RectificationExpired: Stepping;
  readonly RecheckPassed: Stepping & RecheckSaid;
  readonly RecheckFailed: Stepping & RecheckSaid & { readonly due: DueSet };
  readonly CloseoutApproved: Stepping & { readonly closeoutNumber: string; readonly reason: string };
  readonly CloseoutRefused: Stepping & { readonly reason: string };
  readonly RectifiedOnTheSpot: Stepping & {
    readonly rectifiedBy: readonly PersonId[];
    readonly officers: readonly PersonId[];
    readonly items: readonly ItemDone[];
    readonly opinion: string;
    readonly signature: Signature;
    readonly closeoutNumber: string;
  };
  readonly LookBackPassed: Stepping & {
    readonly officers: readonly PersonId[];
    readonly note: string;
    readonly evidence: Evidence;
  };
  readonly LookBackFailed: {
    readonly officers: readonly PersonId[];
    readonly note: string;
    readonly evidence: Evidence;
  };
  readonly Reopened: Stepping & {
    readonly reason: string;
    readonly evidence: Evidence;
    readonly due: DueSet;
    readonly assignment: Assignment;
  };
  readonly WindowClosed: Stepping;
  readonly Abolished: Stepping & {
    readonly decisionNumber: string;
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly GroundRaised: { readonly ground: Omit<Ground, 'at' | 'by'> };
  readonly RecordCorrected: Bodies['CorrectRecord'];
  readonly HandedOver: {
    readonly holder: Omit<Holder, 'since'>;
    readonly step: StepBegun | null;
    readonly reason: string;
  };
  /** Nothing else would wake the matter: whoever holds it is asked again. */
  readonly HolderReminded: { readonly holder: PostId };
  readonly RungFired: RungFiredSaid;
  readonly RungWithdrawn: RungSaid & { readonly because: string };
  readonly ProposalPassed: ProposalSaid & { readonly from: PostId; readonly to: PostId; readonly at: number };
  readonly ProposalReminded: ProposalSaid & { readonly confirmer: PostId };
  readonly RungIssued: RungSaid & Recipients & { readonly document: string | null; readonly replyDue: Instant | null };
  readonly RungDeclined: RungSaid & { readonly reason: string };
  readonly SupervisionAnswered: ProposalSaid & { readonly text: string; readonly evidence: Evidence };
  readonly LevelLowered: { readonly to: number; readonly reason: string };
  readonly LinkHeard: {
    readonly from: MatterId;
    readonly event: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** The name of everything that can have happened to a hazard. */
export type EventType = keyof EventData;

/** Everything that can have happened to a hazard. Every shape is at version 1. */
export type HazardEvent = { [T in EventType]: Happened<T, EventData[T]> }[EventType];

/** A hazard's event with its place in the ledger. */
export type HazardRecorded = { [T in EventType]: Recorded<Happened<T, EventData[T]>> }[EventType];

/** An event of version 1, before it is recorded. */
export function happened<T extends EventType>(type: T, data: EventData[T]): Happened<T, EventData[T]> {
  return { type, eventVersion: 1, data };
}
