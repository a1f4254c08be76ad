import type { Command, HandOverBody, HearBody } from '../kernel/command.ts';
import type { Day, Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { ClauseId, MatterId, PersonId, PostId, UnitId } from '../kernel/terms.ts';
import type { Assured, Evidence, ExtensionReason, InspectionMode, PlanPart, Severity, Source } from './matter.ts';
import type { InspectionBody, OrderBody, ReplacementBody, ServiceBody, Signature } from './command-papers.ts';
import type { RegionBodies } from './regions/bodies.ts';
import type { GroundKind, Rung } from './supervision.ts';

export type { InspectionBody, OrderBody, ServiceBody, Signature } from './command-papers.ts';

/** A hazard as it is handed in. Who reports is the envelope's actor. */
export interface ReportBody {
  readonly source: Source;
  readonly mode?: InspectionMode;
  /** The enterprise; absent when there is no operator (then the township or a department rectifies). */
  readonly subject?: UnitId;
  /** The township that it lies in. */
  readonly region: UnitId;
  /** The supervising unit with jurisdiction; absent when unknown: 安委办 takes it up. */
  readonly lead?: UnitId;
  readonly sector?: string;
  readonly description: string;
  readonly place: string;
  readonly foundOn: Day;
  readonly items: readonly { readonly text: string }[];
  readonly evidence: Evidence;
  readonly urgent?: boolean;
  readonly inspectors?: readonly PersonId[];
  readonly recurrenceOf?: MatterId;
  /** Refused by the API unless the launcher started both parts itself. */
  readonly policy?: 'standard' | 'trial';
}

/** A report as the system makes it, which may say where it came from. */
export interface LinkedReportBody extends ReportBody {
  /** An opaque id; who the tipster is stays sealed elsewhere. */
  readonly tipId?: string;
  /** The tip's own matter, which hears what becomes of the hazard. */
  readonly tip?: MatterId;
  /** The matter that it was transferred from, with its number. */
  readonly parent?: MatterId;
  readonly parentNumber?: string;
  /** The number that it had before its master was rejected, or had ended. */
  readonly formerNumber?: string;
  /** Reports that were merged into the one it takes the place of (since rules 4). */
  readonly merged?: readonly MergedReport[];
}

/** A report that was merged into a matter. */
export interface MergedReport {
  readonly from: MatterId;
  readonly number: string;
  readonly report: LinkedReportBody;
}

/** One open row of a county's ledger (隐患台账). */
export interface ImportBody {
  readonly batch: string;
  readonly fileHash: string;
  readonly row: number;
  /** 隐患编号 of the sheet, if it has one; the matter has its own number besides. */
  readonly sheetNumber?: string;
  readonly source: Source;
  readonly subject?: UnitId;
  readonly region: UnitId;
  readonly lead: UnitId;
  readonly sector?: string;
  readonly description: string;
  readonly foundOn: Day;
  readonly severity: Severity;
  /** 整改期限: the last day of the first due version. */
  readonly dueOn: Day;
  readonly progress: 'notStarted' | 'rectifying' | 'awaitingRecheck';
  readonly measures?: string;
  /** 万元, as the sheet says. */
  readonly funds?: number;
  /** Columns that nobody asked for, kept as text. Names of people stay out of it. */
  readonly extra?: Readonly<Record<string, string>>;
  readonly policy?: 'standard' | 'trial';
}

export interface AssignBody {
  /** Who rectifies: the enterprise, or without operator the township or a department. */
  readonly unit: UnitId;
  /** The named responsible post; without it the unit's lowest. */
  readonly post?: PostId;
  /** In the unit of the policy's period (calendar days; seconds in `trial`); without it the policy's default. */
  readonly limit?: number;
  readonly order: OrderBody;
  readonly service?: ServiceBody;
  readonly assists?: readonly { readonly unit: UnitId; readonly task: string }[];
  /** Names the supervising unit when none was known. */
  readonly lead?: UnitId;
}
export interface ItemDone {
  readonly id: string;
  readonly done: string;
  /** After the work; pictures from before stand in the report. */
  readonly evidence: Evidence;
}
export interface ItemChecked {
  readonly id: string;
  readonly result: 'passed' | 'failed';
  readonly note: string;
}
/** The body of every command, by its name. Amounts are in the unit of the policy's period that they shorten or extend. */
export interface Bodies extends RegionBodies {
  readonly Report: LinkedReportBody;
  readonly Import: ImportBody;
  /** `resentFor`: the auditor found that the wake of that instant was lost. */
  readonly Wake: { readonly resentFor?: Instant };
  readonly HandOver: HandOverBody;
  readonly Hear: HearBody;
  readonly Verify: {
    readonly note: string;
    readonly evidence: Evidence;
    readonly items?: readonly { readonly text: string }[];
    readonly inspection?: InspectionBody;
  };
  readonly ProposeRejection: { readonly reason: string; readonly evidence: Evidence };
  readonly DecideRejection: { readonly decision: 'approve' | 'decline'; readonly reason: string };
  readonly Appeal: { readonly reason: string; readonly evidence: Evidence };
  /** The number comes from the register; one that is given is checked against it. */
  readonly Merge: { readonly master: MatterId; readonly masterNumber?: string; readonly reason: string };
  readonly Transfer: { readonly to: UnitId; readonly reason: string; readonly evidence: Evidence };
  readonly AnswerTransfer: {
    readonly answer: 'accept' | 'object';
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly Grade: { readonly severity: Severity; readonly clause?: ClauseId; readonly reason: string };
  readonly DecideGrade: { readonly decision: 'confirm' | 'decline'; readonly reason: string };
  readonly Assign: AssignBody;
  /** `rectifier`: another unit rectifies, T runs on. `supervisor`: another unit supervises. */
  readonly Reassign: {
    readonly part: 'rectifier' | 'supervisor';
    readonly unit: UnitId;
    readonly post?: PostId;
    readonly reason: string;
  };
  readonly RecordService: ServiceBody;
  readonly ReplacePaper: ReplacementBody;
  readonly Accept: { readonly note?: string };
  readonly ReturnAssignment: { readonly reason: string; readonly evidence: Evidence };
  /** Of a returned assignment: `stands`, or `unit` takes its place. Of an objected transfer: `stands`, `returned`, or `unit`. */
  readonly Adjudicate: {
    readonly decision: 'stands' | 'returned' | 'other';
    readonly unit?: UnitId;
    readonly reason: string;
  };
  readonly SubmitPlan: {
    readonly parts: Readonly<Record<PlanPart, string>>;
    readonly assured: Readonly<Record<Assured, boolean>>;
    readonly limit: number;
    readonly evidence: Evidence;
  };
  readonly DecidePlan: { readonly decision: 'approve' | 'reject'; readonly reason: string };
  readonly ReportProgress: { readonly text: string; readonly percent?: number; readonly evidence: Evidence };
  readonly RequestExtension: {
    readonly amount: number;
    readonly reason: ExtensionReason;
    readonly explanation: string;
    readonly controls?: string;
    readonly evidence: Evidence;
  };
  readonly DecideExtension: { readonly decision: 'grant' | 'refuse'; readonly reason: string };
  readonly SubmitAssist: { readonly result: string; readonly evidence: Evidence };
  readonly SubmitRectification: {
    readonly items: readonly ItemDone[];
    /** Who did the work, beside the actor. */
    readonly workers?: readonly PersonId[];
    /** 万元 really spent. */
    readonly funds?: number;
    readonly summary: string;
  };
  readonly Recheck: {
    /** At least two, the actor among them; for a major hazard at least three with an expert. */
    readonly officers: readonly PersonId[];
    readonly items: readonly ItemChecked[];
    readonly onSite: boolean;
    /** Of an opinion that was made outside; without it the opinion is drawn up here. */
    readonly opinionNumber?: string;
    readonly opinion: string;
    readonly signature: Signature;
    readonly evidence: Evidence;
    /** Of the next due version after a failure; without it the policy's default. */
    readonly limit?: number;
  };
  readonly DecideCloseout: { readonly decision: 'approve' | 'refuse'; readonly reason: string };
  readonly LookBack: {
    readonly result: 'passed' | 'failed';
    readonly officers: readonly PersonId[];
    readonly note: string;
    readonly evidence: Evidence;
    readonly limit?: number;
  };
  readonly Reopen: { readonly reason: string; readonly evidence: Evidence; readonly limit?: number };
  readonly Abolish: { readonly decisionNumber: string; readonly reason: string; readonly evidence: Evidence };
  readonly RectifyOnTheSpot: {
    readonly rectifiedBy: readonly PersonId[];
    readonly officers: readonly PersonId[];
    readonly items: readonly ItemDone[];
    readonly opinion: string;
    readonly signature: Signature;
  };
  readonly DecideRung: {
    readonly rung: Rung;
    readonly clock: Clock;
    readonly decision: 'issue' | 'decline';
    /** Needed to decline. */
    readonly reason?: string;
    /** Of a letter that was made outside; without it the letter is drawn up here. */
    readonly document?: string;
  };
  readonly ReplyToSupervision: {
    readonly rung: Rung;
    readonly clock: Clock;
    readonly text: string;
    readonly evidence: Evidence;
  };
  readonly LowerLevel: { readonly to: number; readonly reason: string };
  readonly RaiseGround: { readonly ground: GroundKind; readonly note: string; readonly evidence: Evidence };
  readonly CorrectRecord: { readonly field: string; readonly value: string; readonly reason: string };
}

/** The name of everything that can be asked of a hazard. */
export type CommandType = keyof Bodies;

/** Everything that can be asked of a hazard. */
export type HazardCommand = { [T in CommandType]: Command<T, Bodies[T]> }[CommandType];

/** One command by its name. */
export type CommandOf<T extends CommandType> = Command<T, Bodies[T]>;
