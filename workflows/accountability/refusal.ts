import type { Decision } from '../kernel/definition.ts';
import { refuse, type SharedRefusalCode } from '../kernel/refusal.ts';
import type { CaseEvent } from './event.ts';

/** The refusals that only an accountability case knows. */
export type CaseRefusalCode =
  | 'Recused'
  | 'DeciderIsProposer'
  | 'SubjectMissing'
  | 'SubjectTwice'
  | 'UnknownSubject'
  | 'ProposalIncomplete'
  | 'BodyNotForSubject'
  | 'NothingToRefer'
  | 'ReferralNeedsDocument'
  | 'StatementAlreadyGiven'
  | 'PaperStatementWithoutEvidence'
  | 'EvidenceMissing'
  | 'NotReferredThere'
  | 'ReferralAlreadyAnswered'
  | 'ReferralNotAccepted'
  | 'OutcomeAlreadyRecorded'
  | 'NotLinked'
  | 'SameHolder'
  | 'ReasonMissing'
  | 'RevisionMissing'
  | 'PolicyDiffers'
  | 'TermsUnchanged'
  | 'SeatRecused'
  | 'NotASeatOfTheCase';

/** What every rule of the case answers. */
export type CaseDecision = Decision<CaseEvent>;

/** The rules say no, with one Chinese sentence for people. */
export function no(code: CaseRefusalCode | SharedRefusalCode, detail: string): CaseDecision {
  return { refusal: refuse(code, detail) };
}

/** The rules say what has happened. */
export function yes(...events: CaseEvent[]): CaseDecision {
  return { events };
}
