import type { Opening } from '../kernel/command.ts';
import type { Happened } from '../kernel/event.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PaperHappened } from '../kernel/paper-told.ts';
import type { ReviseBody } from '../kernel/revision.ts';
import type { PersonId, PostId, Terms, UnitId } from '../kernel/terms.ts';
import type { Body, Involved, Origin, PeriodName, Proposed, Sealed, Step, Subject } from './state.ts';

/** What the case is opened under, with this kind's own periods. */
export type CaseOpening = Omit<Opening, 'terms'> & { readonly terms: Terms<PeriodName> };

/** The case was opened on a frozen dossier; it carries its terms. */
export type CaseOpened = Happened<
  'CaseOpened',
  {
    readonly opening: CaseOpening;
    readonly origin: Origin;
    readonly involved: Involved;
    readonly region: UnitId | null;
    readonly units: readonly UnitId[];
    readonly subjects: readonly Pick<Subject, 'key' | 'kind' | 'id' | 'unit' | 'post' | 'ground'>[];
    readonly step: Step;
  }
>;
export type EvidenceAdded = Happened<
  'EvidenceAdded',
  {
    readonly bears: 'for' | 'against';
    readonly subject: string | null;
    readonly evidence: readonly string[];
    readonly note: Sealed | null;
    readonly by: PersonId;
  }
>;
export type StatementSubmitted = Happened<
  'StatementSubmitted',
  {
    readonly subject: string;
    readonly statement: Sealed;
    readonly evidence: readonly string[];
    readonly late: boolean;
    /** Received on paper and entered by the office. */
    readonly onPaper: boolean;
  }
>;
export type ReferralProposed = Happened<
  'ReferralProposed',
  {
    readonly authority: 'committee' | 'party';
    readonly items: readonly { readonly subject: string; readonly proposed: Proposed }[];
    readonly report: Sealed;
    readonly by: PersonId;
    readonly step: Step;
  }
>;
/** Everybody spoke, or the time to speak is over: `silent` names who did not (未提交说明). */
export type HearingEnded = Happened<'HearingEnded', { readonly silent: readonly string[]; readonly step: Step }>;
export type ReferralApproved = Happened<
  'ReferralApproved',
  {
    readonly referrals: readonly { readonly to: Body; readonly subjects: readonly string[] }[];
    /** Null where the letter is drawn up here. */
    readonly document: string | null;
    readonly reason: Sealed;
    readonly step: Step;
  }
>;
export type CaseDeclined = Happened<'CaseDeclined', { readonly reason: Sealed }>;
export type ReferralAccepted = Happened<
  'ReferralAccepted',
  { readonly to: Body; readonly document: string; readonly step: Step }
>;
/** One body did not take the lead over. */
export type ReferralRefused = Happened<
  'ReferralRefused',
  { readonly to: Body; readonly document: string; readonly reason: Sealed | null }
>;
export type OutcomeRecorded = Happened<
  'OutcomeRecorded',
  { readonly subject: string; readonly document: string; readonly outcome: Sealed }
>;
export type CaseConcluded = Happened<'CaseConcluded', object>;
export type CaseReturned = Happened<'CaseReturned', object>;
/**
 * Another post holds the case. The holder was silent: from the due instant on, with a time of its own. With a `cause`
 * nobody was in the post: the step runs on as it was.
 */
export type HandedOver = Happened<
  'HandedOver',
  { readonly from: PostId; readonly step: Step; readonly cause?: 'vacant' | 'leave'; readonly reason?: string }
>;
/** Reminder given, 督查室 told; nothing is decided by it. */
export type ReminderGiven = Happened<'ReminderGiven', { readonly step: Step }>;
/** The contact is asked to ask the body how it stands; there is no ladder on it. */
export type ProgressAsked = Happened<'ProgressAsked', { readonly step: Step }>;
/** New terms by a named person's word; `step` where its deadline is still ahead and comes out otherwise. */
export type TermsRevised = Happened<
  'TermsRevised',
  ReviseBody & { readonly terms: Terms<PeriodName>; readonly step: Step | null }
>;
/** The auditor found a wake that was lost, and sent it again. */
export type WakeResent = Happened<'WakeResent', { readonly dueAt: Instant; readonly by: 'auditor' }>;
export type HazardHeard = Happened<'HazardHeard', { readonly event: string }>;

/** Everything that can have happened to an accountability case. */
export type CaseEvent =
  | CaseOpened
  | EvidenceAdded
  | StatementSubmitted
  | ReferralProposed
  | HearingEnded
  | ReferralApproved
  | CaseDeclined
  | ReferralAccepted
  | ReferralRefused
  | OutcomeRecorded
  | CaseConcluded
  | CaseReturned
  | HandedOver
  | ReminderGiven
  | ProgressAsked
  | TermsRevised
  | WakeResent
  | HazardHeard
  | PaperHappened;

/** An event of the first version of its shape. */
export function v1<E extends CaseEvent>(type: E['type'], data: E['data']): E {
  return { type, eventVersion: 1, data } as E;
}
