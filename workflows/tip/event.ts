import type { Opening } from '../kernel/command.ts';
import type { Due } from '../kernel/deadline.ts';
import type { Happened, Recorded } from '../kernel/event.ts';
import type { Day, Instant } from '../kernel/instant.ts';
import type { ReviseBody } from '../kernel/revision.ts';
import type { Chain, MatterId, PersonId, PostId, Terms, UnitId, UnitKind } from '../kernel/terms.ts';
import type { Finding } from './command.ts';
import type { HazardEnd } from './hazards.ts';
import type {
  About,
  Concealed,
  Declined,
  Dismissal,
  PeriodName,
  Penalty,
  Result,
  Reckoned,
  RewardBasis,
  Sealed,
  Source,
  Step,
} from './state.ts';

/** What a tip is opened under, with this kind's own periods. */
export type TipOpening = Omit<Opening, 'terms'> & { readonly terms: Terms<PeriodName> };

/** Every event carries the step that begins with it, where one does. */
interface Stepping {
  readonly step: Step;
}

/** What each event says. Texts are sealed; who gave the tip is in none of them. */
export interface EventData {
  readonly TipGiven: Stepping & {
    readonly opening: TipOpening;
    readonly tipId: string;
    readonly named: boolean;
    readonly staff: boolean;
    readonly about: About;
    readonly source: Source;
    readonly description: Sealed;
    readonly place: Sealed;
    readonly region: UnitId | null;
    readonly sector: string | null;
    readonly subject: UnitId | null;
    readonly subjectKind: UnitKind | null;
    readonly foundOn: Day | null;
    readonly evidence: readonly string[];
  };
  readonly TipAccepted: Stepping & {
    readonly subjectKind: UnitKind | null;
    readonly chain: Chain;
    readonly region: UnitId | null;
    readonly sector: string | null;
    readonly subject: UnitId | null;
  };
  readonly DismissalProposed: { readonly dismissal: Dismissal };
  readonly DismissalRefused: { readonly reason: Sealed };
  readonly TipDeclined: Declined;
  /** Whoever was to verify gave it back: another is to be named. */
  readonly TipReturned: Stepping & { readonly unit: UnitId; readonly reason: Sealed };
  /** The hazard that it opens stands in `finding`; the step runs on, unless its holder is of the subject as it turned out. */
  readonly TipVerified: Stepping & {
    readonly subjectKind: UnitKind | null;
    readonly result: Result;
    readonly note: Sealed;
    readonly officers: readonly PersonId[];
    readonly verifiers: readonly PersonId[];
    readonly evidence: readonly string[];
    readonly concealed: Concealed | null;
    readonly subject: UnitId | null;
    readonly finding: Finding | null;
  };
  readonly MoreTimeRequested: { readonly reason: Sealed; readonly by: readonly PersonId[] };
  readonly MoreTimeGranted: Stepping & { readonly reason: Sealed };
  readonly MoreTimeRefused: { readonly reason: Sealed };
  readonly DuplicateMarked: Stepping & { readonly first: MatterId };
  /** How it stands, while the hazard is still being put right. */
  readonly InterimAnswered: Stepping & { readonly text: Sealed; readonly evidence: readonly string[] };
  readonly TipAnswered: Stepping & {
    readonly text: Sealed;
    /** Why it did not wait for the end of a hazard; null where it needed not. */
    readonly withoutHazard: Sealed | null;
    readonly evidence: readonly string[];
    readonly reviewUntil: Due;
  };
  /** `supersedes`: the document whose record it corrects. `reward`: what a proposal that waits comes to with it. */
  readonly PenaltyRecorded: Penalty & {
    readonly supersedes: string | null;
    readonly reason: Sealed | null;
    readonly reward: Reckoned | null;
    readonly by: readonly PersonId[];
  };
  readonly RewardProposed: Stepping & {
    readonly amount: number;
    readonly basis: RewardBasis;
    readonly reason: Sealed | null;
    readonly by: readonly PersonId[];
  };
  readonly RewardGranted: Stepping & { readonly amount: number; readonly reason: Sealed | null };
  readonly RewardDeclined: Stepping & { readonly reason: Sealed | null };
  /** Neither granted nor declined: it is to be proposed anew. */
  readonly RewardReturned: Stepping & { readonly reason: Sealed };
  readonly TipClosed: object;
  /** `step` where what was told changes what is due. */
  readonly HazardHeard: {
    readonly from: MatterId;
    readonly number: string;
    readonly end: HazardEnd | null;
    readonly step: Step | null;
  };
  /**
   * Another post holds the tip. The holder was silent: from the due instant on, with a time of its own. With a `cause`
   * nobody was in the post: the step runs on as it was.
   */
  readonly HandedOver: Stepping & {
    readonly from: PostId;
    readonly cause?: 'vacant' | 'leave';
    readonly reason?: string;
  };
  readonly ReminderGiven: Stepping;
  /** The hazard takes its time: the holder is asked how it stands. */
  readonly ProgressAsked: Stepping;
  readonly TermsRevised: ReviseBody & { readonly terms: Terms<PeriodName>; readonly step: Step | null };
  readonly WakeResent: { readonly dueAt: Instant; readonly by: 'auditor' };
}

/** The name of everything that can have happened to a tip. */
export type EventType = keyof EventData;

/** Everything that can have happened to a tip. Every shape is at version 1. */
export type TipEvent = { [T in EventType]: Happened<T, EventData[T]> }[EventType];

/** A tip's event with its place in the ledger. */
export type TipRecorded = { [T in EventType]: Recorded<Happened<T, EventData[T]>> }[EventType];

/** An event of version 1, before it is recorded. */
export function happened<T extends EventType>(type: T, data: EventData[T]): Happened<T, EventData[T]> {
  return { type, eventVersion: 1, data };
}
