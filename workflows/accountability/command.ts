import type { Command, HandOverBody, HearBody } from '../kernel/command.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { ReviseBody } from '../kernel/revision.ts';
import type { MatterId, PostId, UnitId } from '../kernel/terms.ts';
import type { Body, Ground, Involved, Sealed, SubjectKind } from './state.ts';

/** A subject as the hazard names it. */
export interface NamedSubject {
  readonly kind: SubjectKind;
  /** A person, post or unit id. */
  readonly id: string;
  readonly unit: UnitId | null;
  readonly post: PostId | null;
  readonly ground: Ground;
}

export interface OpenCaseBody {
  readonly hazard: MatterId;
  readonly number: string;
  readonly round: number;
  readonly ground: Ground;
  readonly clock: Clock | null;
  readonly upToSeq: number;
  readonly dossier: string | null;
  readonly subjects: readonly NamedSubject[];
  readonly involved: Involved;
  readonly region: UnitId | null;
  readonly units: readonly UnitId[];
}

export interface AddEvidenceBody {
  readonly bears: 'for' | 'against';
  readonly subject?: string;
  readonly evidence?: readonly string[];
  readonly note?: Sealed;
}

export interface SubmitStatementBody {
  readonly subject: string;
  readonly statement: Sealed;
  readonly evidence?: readonly string[];
}

export interface ProposalItem {
  readonly subject: string;
  readonly action: 'refer' | 'exempt';
  readonly to?: Body;
  readonly basis: string;
}

export interface ProposeReferralBody {
  readonly authority?: 'committee' | 'party';
  readonly items: readonly ProposalItem[];
  readonly report: Sealed;
}

export interface DecideReferralBody {
  readonly decision: 'refer' | 'decline';
  /** The subjects to refer; all that were proposed when absent. */
  readonly subjects?: readonly string[];
  /** Of a letter that was made outside; without it the letter is drawn up here. */
  readonly document?: string;
  readonly reason: Sealed;
}

export interface AnswerReferralBody {
  readonly to: Body;
  readonly answer: 'accepted' | 'refused';
  readonly document: string;
  readonly reason?: Sealed;
}

export interface RecordOutcomeBody {
  readonly subject: string;
  readonly document: string;
  readonly outcome: Sealed;
}

export type OpenCase = Command<'OpenCase', OpenCaseBody>;
export type AddEvidence = Command<'AddEvidence', AddEvidenceBody>;
export type SubmitStatement = Command<'SubmitStatement', SubmitStatementBody>;
export type ProposeReferral = Command<'ProposeReferral', ProposeReferralBody>;
export type DecideReferral = Command<'DecideReferral', DecideReferralBody>;
export type AnswerReferral = Command<'AnswerReferral', AnswerReferralBody>;
export type RecordOutcome = Command<'RecordOutcome', RecordOutcomeBody>;
export type HandOver = Command<'HandOver', HandOverBody>;
export type ReviseTerms = Command<'ReviseTerms', ReviseBody>;
/** `resentFor`: the auditor found that a wake due then was lost, and sends it again. */
export type Wake = Command<'Wake', { readonly resentFor?: Instant }>;
export type Hear = Command<'Hear', HearBody>;

/** Everything that can be asked of an accountability case. */
export type CaseCommand =
  | OpenCase
  | AddEvidence
  | SubmitStatement
  | ProposeReferral
  | DecideReferral
  | AnswerReferral
  | RecordOutcome
  | HandOver
  | ReviseTerms
  | Wake
  | Hear;
