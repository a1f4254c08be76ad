import type { Actor, KnownClause } from '../kernel/command.ts';
import type { Period } from '../kernel/deadline.ts';
import type { Day, Instant } from '../kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../kernel/terms.ts';

import type { Assured, ExtensionReason, OrderType, PlanPart, ServiceWay } from './vocabulary.ts';

export * from './vocabulary.ts';

/** 一般 or 重大 (Order 16 §3). */
export type Severity = 'general' | 'major';

/** A standard's clause that a hazard was graded by (§2.4), as the register had it then. */
export type Clause = KnownClause;

/** One finding of the matter; rechecked on its own. `passed` stays passed in later rounds. */
export interface Item {
  readonly id: string;
  readonly text: string;
  readonly result: 'open' | 'submitted' | 'passed' | 'failed';
}

/** A due version of T. Only ever appended. */
export interface DueDate {
  readonly version: number;
  readonly start: Instant;
  /** Null in version 0, before any order set a limit. */
  readonly due: Instant | null;
  readonly reason:
    | 'opening'
    | 'assignment'
    | 'service'
    | 'plan'
    | 'extension'
    | 'recheckFailed'
    | 'reopened'
    | 'imported'
    | 'stay'
    | 'termsRevised';
  readonly period: Period | null;
  /** True until the order is served, or while a day beyond the published calendar had to be guessed. */
  readonly provisional: boolean;
  readonly setBy: PersonId;
  /** Since when this version was answered by a submission (or a passed recheck); null while it runs. */
  readonly restsFrom: Instant | null;
}

/** What the present holder has to do. */
export type StepName =
  | 'verify'
  | 'rejection'
  | 'transfer'
  | 'chase'
  | 'dispute'
  | 'grade'
  | 'confirm'
  | 'assign'
  | 'accept'
  | 'adjudicate'
  | 'plan'
  | 'planReview'
  | 'rectify'
  | 'recheck'
  | 'closeout'
  | 'watch'
  | 'lookBack'
  | 'appeal'
  | 'ended';

/** A post that holds (or held) the matter, since when and why. */
export interface Holder {
  readonly post: PostId;
  readonly unit: UnitId;
  readonly since: Instant;
  /** `vacant`: nobody was in the post before; `leave`: everyone in it was on leave. */
  readonly why: 'step' | 'handOver' | 'takeOver' | 'pass' | 'reassign' | 'system' | 'vacant' | 'leave';
}

/** One step of one holder: a version of S. Appended; `endedAt` is set once. */
export interface Step {
  readonly version: number;
  readonly name: StepName;
  readonly start: Instant;
  /** Null for `rectify` (T is its deadline) and `ended`. */
  readonly due: Instant | null;
  readonly period: Period | null;
  readonly provisional: boolean;
  /** In order of time; the last holds now. Empty only for `ended`. */
  readonly holders: readonly Holder[];
  /** Posts that silence passes the step on to, one after the other, before the ladder begins. */
  readonly path: readonly { readonly post: PostId; readonly unit: UnitId }[];
  readonly endedAt: Instant | null;
}

/** The paper that orders the rectification. */
export interface Order {
  readonly type: OrderType;
  /** Null where the order is drawn up here, and has its number as a paper. */
  readonly number: string | null;
  readonly date: Day;
  readonly officers: readonly PersonId[];
  /** 救济途径: where it can be reviewed or sued. */
  readonly remedies: string | null;
}

/** How and when the order reached its addressee; T runs from here. */
export interface Service {
  readonly way: ServiceWay;
  readonly date: Day;
  readonly witness: string | null;
  readonly evidence: readonly string[];
}

/** Who must rectify, under which order, by whose hand. */
export interface Assignment {
  readonly unit: UnitId;
  readonly post: PostId;
  readonly order: Order | null;
  readonly service: Service | null;
  readonly limit: Period;
  /** From when the limit counts: service, or provisionally the order's date. */
  readonly base: Instant;
  readonly assignedBy: PersonId;
  readonly assignerRank: number;
  readonly returns: number;
  readonly accepted: { readonly at: Instant; readonly by: PersonId; readonly deemed: boolean } | null;
}

/** A unit that must finish its part before the rectification may be submitted. */
export interface Assist {
  readonly unit: UnitId;
  readonly task: string;
  readonly doneAt: Instant | null;
  readonly remindedAt: Instant | null;
}

/** The plan handed in for review. */
export interface Plan {
  readonly parts: Readonly<Record<PlanPart, string>>;
  readonly assured: Readonly<Record<Assured, boolean>>;
  readonly limit: number;
  readonly submittedBy: PersonId;
  readonly submittedAt: Instant;
  readonly decision: 'pending' | 'approved' | 'rejected';
}

/** A request for more time. The clock runs on while it is pending. */
export interface Extension {
  readonly nth: number;
  readonly amount: number;
  readonly reason: ExtensionReason;
  readonly requestedAt: Instant;
  readonly requestedBy: PersonId;
  readonly decider: { readonly post: PostId; readonly unit: UnitId; readonly rank: number };
  readonly until: Instant;
  readonly undecidedAt: Instant | null;
  readonly decision: 'pending' | 'granted' | 'refused' | 'superseded';
}

/** A grade that waits for the second opinion; a major one counts as major until decided. */
export interface GradeProposal {
  readonly severity: Severity;
  readonly clause: Clause | null;
  readonly proposedBy: PersonId;
  readonly proposedAt: Instant;
  /** What it counted as before; restored when the proposal is declined. */
  readonly before: Severity | null;
  /** Who may decide, lowest first; `at` is whose turn it is. */
  readonly confirmers: readonly { readonly post: PostId; readonly unit: UnitId }[];
  readonly at: number;
  /** Only when it waits beside another step; in `registered` the step's own S runs. */
  readonly until: Instant | null;
}

/** A transfer that waits for its receiver. */
export interface Transfer {
  readonly to: UnitId;
  /** No unit of this register: only a recorded acceptance ends the matter. */
  readonly outside: boolean;
  readonly reason: string;
  readonly sentBy: PersonId;
  readonly sentAt: Instant;
  readonly objection: string | null;
  /** Accepted by silence (视为接受), or by an answer; null while it waits. */
  readonly accepted: { readonly deemed: boolean } | null;
}

/** Who did what, for separation of duties by person. Lists only grow. */
export interface People {
  readonly finder: PersonId;
  readonly inspectors: readonly PersonId[];
  readonly verifiers: readonly PersonId[];
  /** Who proposed or approved a rejection: another person verifies after an appeal. */
  readonly rejecters: readonly PersonId[];
  readonly assigners: readonly PersonId[];
  readonly rectifiers: readonly PersonId[];
  readonly recheckers: readonly PersonId[];
  readonly closers: readonly PersonId[];
}

/** One recheck, passed or failed, item by item. */
export interface RecheckRecord {
  readonly round: number;
  readonly at: Instant;
  readonly officers: readonly PersonId[];
  readonly leader: Actor;
  readonly passed: boolean;
  readonly failedItems: readonly string[];
}

/** 销号: number, day and approver. */
export interface Closeout {
  readonly number: string;
  readonly at: Instant;
  readonly by: PersonId;
  readonly onTheSpot: boolean;
}

/** Another matter that this one is tied to. `matterId` is null until it is known. */
export interface Link {
  readonly relation: 'parent' | 'child' | 'master' | 'merged' | 'recurrenceOf' | 'accountability' | 'formerly';
  readonly matterId: MatterId | null;
  readonly number: string | null;
  readonly said: string | null;
}

/** A later addition that corrects the record; what it corrects stays. */
export interface Correction {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** The step that begins with an event: who holds the matter from here, until when. */
export type StepBegun = Omit<Step, 'version' | 'endedAt'>;

/** A due version that begins with an event. */
export type DueSet = Omit<DueDate, 'version' | 'restsFrom' | 'setBy'>;

/** An act that somebody did while they stood in for others, whom it binds as well. */
export interface DoneInStead {
  readonly person: PersonId;
  readonly at: Instant;
  readonly for: readonly PersonId[];
}
