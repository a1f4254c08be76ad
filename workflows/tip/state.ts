import type { Due } from '../kernel/deadline.ts';
import type { Day, Instant } from '../kernel/instant.ts';
import type { Chain, MatterId, PersonId, PostId, Terms, UnitId, UnitKind } from '../kernel/terms.ts';
import type { LinkedHazard } from './hazards.ts';

/** The deadlines of a tip; the figures stand in the policy. */
export type PeriodName =
  | 'accept'
  | 'reassign'
  | 'answer'
  | 'moreTime'
  | 'finalAnswer'
  | 'progress'
  | 'propose'
  | 'decide'
  | 'review'
  | 'takeOver'
  | 'reminder';

/** Statuses in which somebody still has to act, or the tipster may still object. */
export const OPEN_STATUSES = [
  'received',
  'verifying',
  'verified',
  'handling',
  'duplicate',
  'answered',
  'settled',
  'rewarding',
] as const;
/** `settled`: answered, and not borne out or a repetition; it ends as `dismissed`, what was borne out as `closed`. */
export type OpenStatus = (typeof OPEN_STATUSES)[number];
/** Statuses that end the tip: nothing is heard any more. */
export type FinalStatus = 'rejected' | 'transferred' | 'closed' | 'dismissed';
export type Status = OpenStatus | FinalStatus;

/** What is reported: 事故隐患, 违法行为, 瞒报谎报事故. */
export type About = 'hazard' | 'violation' | 'concealedAccident';

/** By which way it came (本系统设计). */
export const SOURCES = [
  'phone12350',
  'hotline12345',
  'web',
  'app',
  'letter',
  'visit',
  'media',
  'representative',
  'other',
] as const;
export type Source = (typeof SOURCES)[number];

/** Why a tip is not accepted; `noJurisdiction`: it is another's, to whom it was handed against a receipt. */
export type DeclineGround = 'noJurisdiction' | 'notSafety' | 'noFacts' | 'decided';

/** What the verification came to: 属实, 部分属实, 不属实, 无法核实. */
export type Result = 'true' | 'partly' | 'false' | 'cannot';

/** The grade of the concealed accident: by it the reward for each concealed death is set. */
export type AccidentGrade = 'general' | 'larger' | 'major' | 'extraordinary';

/** Text that is kept outside history: `sealed:…`, its salted hash. */
export type Sealed = string & { readonly __brand: 'Sealed' };

/** The running step: who holds the tip until when, and the next instant that matters. */
export interface Step {
  readonly holder: PostId;
  /** Where silence goes on from: the holder's own post, or that of the one for whom it stands in. */
  readonly place: PostId;
  readonly period: PeriodName;
  readonly since: Instant;
  readonly due: Instant;
  readonly provisional: boolean;
  /** The due instant, or after it the next reminder. */
  readonly wakeAt: Instant;
  /** Reminders given since the step began; above zero the step is overdue. */
  readonly reminders: number;
  /** When the first holder should have finished; it stays when the step is handed over, and once it is missed also in the next step of the same duty. */
  readonly firstDue: Instant;
}

/** How many deaths were concealed of an accident of which grade. */
export interface Concealed {
  readonly deaths: number;
  readonly grade: AccidentGrade;
}

export interface Verification {
  readonly result: Result;
  readonly note: Sealed;
  readonly officers: readonly PersonId[];
  readonly evidence: readonly string[];
  readonly concealed: Concealed | null;
  readonly at: Instant;
}

/** More time to answer: the clock runs on while nobody has decided. */
export interface MoreTime {
  readonly by: readonly PersonId[];
  readonly reason: Sealed;
  readonly at: Instant;
  readonly decision: 'pending' | 'granted' | 'refused';
}

/** What the tipster is told. */
export interface Answer {
  readonly text: Sealed;
  readonly evidence: readonly string[];
  readonly interim: boolean;
  readonly withoutHazard: Sealed | null;
  readonly at: Instant;
}

/** A fine that was imposed because of the tip, in whole yuan; corrected ones stand in the history alone. */
export interface Penalty {
  readonly amount: number;
  readonly document: string;
  readonly decidedOn: Day;
}

/** By what a reward is reckoned: the fines, the concealed deaths, the county's default, or none is proposed. */
export type RewardBasis = 'penalty' | 'concealed' | 'default' | 'none';

/** What the policy makes of a tip's reward, in whole yuan. */
export interface Reckoned {
  readonly amount: number;
  readonly basis: RewardBasis;
}

/** What is proposed to be paid, in whole yuan, and what a named person decided on it. */
export interface Reward extends Reckoned {
  readonly reason: Sealed | null;
  readonly by: readonly PersonId[];
  readonly decision: 'pending' | 'granted' | 'declined';
  readonly decidedAt: Instant | null;
}

/** To which authority outside the county a tip was handed, and what shows that it was received. */
export interface Handed {
  readonly to: UnitId;
  /** The number of the receipt. */
  readonly document: string;
  readonly receipt: readonly string[];
}

/** Why a tip is not dealt with here, and who does. */
export interface Declined {
  readonly ground: DeclineGround;
  readonly reason: Sealed;
  readonly handed: Handed | null;
}

/** What is proposed for a tip: to decline it, or to call it a repetition of the first. */
export type Dismissal = { readonly by: readonly PersonId[] } & (
  { readonly what: 'decline'; readonly declined: Declined } | { readonly what: 'duplicate'; readonly first: MatterId }
);

/** That a unit was wrongly chosen to verify. */
export interface Returned {
  readonly unit: UnitId;
  readonly reason: Sealed;
  readonly by: PersonId;
  readonly at: Instant;
}

/** A unit that a tip is about, and what the register said it is. */
export interface Reported {
  readonly unit: UnitId;
  readonly kind: UnitKind | null;
}

/** A tip. Who gave it is nowhere in here: `tipId` names a sealed row that no rule ever reads. */
export interface State {
  readonly matterId: MatterId;
  readonly number: string;
  readonly terms: Terms<PeriodName>;
  readonly status: Status;
  readonly tipId: string;
  /** 实名; false for an anonymous tip, which is asked after by its code alone. */
  readonly named: boolean;
  /** 从业人员 of the subject; noted, and of no effect on the reward. */
  readonly staff: boolean;
  readonly about: About;
  readonly source: Source;
  readonly description: Sealed;
  readonly place: Sealed;
  readonly region: UnitId | null;
  readonly sector: string | null;
  readonly subject: UnitId | null;
  /** What the subject is, as the register said when it was named. */
  readonly subjectKind: UnitKind | null;
  /** Who was named, where the officers found another to be the subject (since rules 2): both stay barred. */
  readonly firstNamed?: Reported;
  readonly foundOn: Day | null;
  readonly evidence: readonly string[];
  readonly openedAt: Instant;
  readonly declined: Declined | null;
  /** That nobody deals with it is proposed, and another decides. */
  readonly dismissal: Dismissal | null;
  /** Who was to verify, and gave it back once. */
  readonly returned: Returned | null;
  /** The unit that verifies, from the acceptance on. */
  readonly chain: Chain | null;
  /** The end of the time to answer, from the acceptance on; more time moves it. */
  readonly answerDue: Instant | null;
  readonly moreTime: MoreTime | null;
  /** Who verified: they do not decide the reward. */
  readonly verifiers: readonly PersonId[];
  readonly verification: Verification | null;
  readonly hazards: readonly LinkedHazard[];
  /** How often the holder was asked after the hazard since there was news of it. */
  readonly asks: number;
  readonly duplicateOf: MatterId | null;
  readonly answers: readonly Answer[];
  readonly penalties: readonly Penalty[];
  readonly reward: Reward | null;
  /** Until when the tipster may ask for a review, from the final answer on. */
  readonly reviewUntil: Due | null;
  /** Null once the tip has ended. */
  readonly step: Step | null;
  readonly endedAt: Instant | null;
}

/** Whether nothing can be heard any more. */
export function isEnded({ status }: State): boolean {
  return !(OPEN_STATUSES as readonly string[]).includes(status);
}

/** Whether the verification bore the tip out, at least in part. */
export function isTrue(result: Result | undefined): boolean {
  return result === 'true' || result === 'partly';
}

/** Whether the tip earns a reward: it was borne out, it was the first, and nobody has decided yet. Its tipster may be unknown. */
export function isRewardDue(state: State): boolean {
  const { reward } = state;
  return isEarned(state) && (reward === null || reward.decision === 'pending');
}

/** Whether a tip was borne out and was the first: only such a one is a first that another repeats, once it is answered. */
export function isEarned({ verification, duplicateOf }: State): boolean {
  return isTrue(verification?.result) && duplicateOf === null;
}
